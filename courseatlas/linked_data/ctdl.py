"""Programs in CTDL, the Credential Transparency Description Language, as JSON-LD.

Source of the terms: https://credreg.net/ctdl/terms and the models of Credential Engine's Registry
Assistant, which also say what a registry asks of a program. What no catalog states stays away:
`missing_of` tells which of the required properties a program lacks, and no CTID is made up.
"""

from collections.abc import Sequence

from courseatlas.linked_data.durations import iso_duration
from courseatlas.linked_data.nodes import Node, Row, stated

CONTEXT = "https://credreg.net/ctdl/schema/context/json"
# what a registry asks of every program, and why a release may lack it
REQUIRED_OF_PROGRAMS = {
    "ceterms:ctid": "an identifier that Credential Engine gives to whoever publishes a program",
    "ceterms:lifeCycleStatusType": "no catalog states whether a program is active or suspended",
    "ceterms:name": "every program has a title",
    "ceterms:description": "the page states none, or fewer than 15 characters",
    "ceterms:subjectWebpage": "every program has a page",
    "ceterms:offeredBy": "every program has a provider",
    "ceterms:inLanguage": "the page does not tell its language",
}
_LEAST_DESCRIPTION = 15
_CREDENTIALS = {
    "associate": "ceterms:AssociateDegree",
    "bachelor": "ceterms:BachelorDegree",
    "master": "ceterms:MasterDegree",
    "doctorate": "ceterms:DoctoralDegree",
    "certificate": "ceterms:Certificate",
    "professional_certificate": "ceterms:ProfessionalCertificate",
    "microcredential": "ceterms:MicroCredential",
    "specialization": "ceterms:MicroCredential",
    "bootcamp": "ceterms:CertificateOfCompletion",
}
# a minor and a concentration are parts of a degree: they have a property and no class
_PARTS_OF_DEGREES = {
    "minor": "ceterms:degreeMinor",
    "concentration": "ceterms:degreeConcentration",
}
_DELIVERY = {
    "in_person": "deliveryType:InPerson",
    "online": "deliveryType:OnlineOnly",
    "hybrid": "deliveryType:BlendedDelivery",
}
_LEVELS = {
    "secondary": "audLevel:SecondaryLevel",
    "undergraduate": "audLevel:UndergraduateLevel",
    "graduate": "audLevel:GraduateLevel",
    "professional": "audLevel:ProfessionalLevel",
}
_CREDIT_UNITS = {
    "semester_hour": "creditUnit:SemesterHour",
    "quarter_hour": "creditUnit:QuarterHour",
    "ceu": "creditUnit:ContinuingEducationUnit",
    "unit": "creditUnit:DegreeCredit",
}


def ctdl_program(program: Row, provider: Row | None, listed: Sequence[Row]) -> Node:
    """A row of `programs` as a ceterms:LearningProgram.

    `provider` is its row of `providers`, `listed` are its rows of `program_courses`; ranges of
    courses are no course.
    """
    language = program["language"] or "en"
    return {"@context": CONTEXT, "@type": "ceterms:LearningProgram"} | stated(
        {
            "ceterms:identifier": {
                "@type": "ceterms:IdentifierValue",
                "ceterms:identifierTypeName": {"en": "Course Atlas id"},
                "ceterms:identifierValueCode": program["id"],
            },
            "ceterms:name": {language: program["title"]},
            "ceterms:description": _description(program, language),
            "ceterms:subjectWebpage": program["url"],
            "ceterms:offeredBy": _organization(provider),
            "ceterms:inLanguage": [program["language"]] if program["language"] else None,
            "ceterms:keyword": {"en": [topic.replace("_", " ") for topic in program["topics"]]}
            if program["topics"]
            else None,
            "ceterms:audienceLevelType": _LEVELS.get(program["academic_level"]),
            "ceterms:deliveryType": _DELIVERY.get(program["delivery"]),
            "ceterms:creditValue": _credits(program),
            "ceterms:estimatedDuration": _duration(program),
            "ceterms:estimatedCost": _cost(program),
            "ceterms:instructionalProgramType": _cip(program),
            "ceterms:targetCredential": _credential(program, language),
            **_part_of_degree(program, language),
            "ceterms:hasPart": [_course(row, language) for row in listed if not row["range_from"]],
        }
    )


def missing_of(node: Node) -> list[str]:
    """The properties that a registry requires of a program and that a node lacks, in order."""
    return [name for name in REQUIRED_OF_PROGRAMS if name not in node]


def _description(program: Row, language: str) -> Node | None:
    description = program["description"]
    if description is None or len(description) < _LEAST_DESCRIPTION:
        return None
    return {language: description}


def _organization(provider: Row | None) -> list[Node]:
    if provider is None:
        return []
    return [
        stated(
            {
                "@type": "ceterms:CredentialOrganization",
                "ceterms:name": {"en": provider["name"]},
                "ceterms:subjectWebpage": provider["website"],
                "ceterms:ipedsID": provider["ipeds_unitid"],
                "ceterms:sameAs": [provider["ror_id"]] if provider["ror_id"] else None,
            }
        )
    ]


def _credits(program: Row) -> list[Node]:
    low, high = program["credits_total_min"], program["credits_total_max"]
    if low is None:
        return []
    bounds = (
        {"schema:value": low} if low == high else {"schema:minValue": low, "schema:maxValue": high}
    )
    unit = program["credit_unit"]
    known = _CREDIT_UNITS.get(unit)
    return [
        stated(
            {
                "@type": "ceterms:ValueProfile",
                **bounds,
                "ceterms:creditUnitType": known,
                "ceterms:creditUnitTypeDescription": {"en": unit} if unit and not known else None,
            }
        )
    ]


def _duration(program: Row) -> list[Node]:
    duration = iso_duration(program)
    if duration is None:
        return []
    return [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": duration}]


def _cost(program: Row) -> list[Node]:
    if program["price_amount"] is None:
        return []
    is_tuition = program["price_kind"] == "tuition"
    return [
        stated(
            {
                "@type": "ceterms:CostProfile",
                "ceterms:costDetails": program["url"],
                "ceterms:price": str(program["price_amount"]),
                "ceterms:currency": program["price_currency"],
                "ceterms:directCostType": "costType:Tuition"
                if is_tuition
                else "costType:AggregateCost",
            }
        )
    ]


def _cip(program: Row) -> list[Node]:
    if program["cip_code"] is None:
        return []
    return [
        {
            "@type": "ceterms:CredentialAlignmentObject",
            "ceterms:frameworkName": {"en": "Classification of Instructional Programs 2020"},
            "ceterms:codedNotation": program["cip_code"],
        }
    ]


def _credential(program: Row, language: str) -> list[Node]:
    kind = _CREDENTIALS.get(program["credential_type"])
    if kind is None:
        return []
    name = program["award"] or program["title"]
    return [{"@type": kind, "ceterms:name": {language: name}}]


def _part_of_degree(program: Row, language: str) -> Node:
    name = _PARTS_OF_DEGREES.get(program["credential_type"])
    if name is None:
        return {}
    part = {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNodeName": {language: program["title"]},
    }
    return {name: [part]}


def _course(row: Row, language: str) -> Node:
    return stated(
        {
            "@type": "ceterms:Course",
            "ceterms:name": {language: row["course_title"]},
            "ceterms:codedNotation": row["course_code"],
        }
    )
