"""Linked data of a release: schema.org's and CTDL's terms, by their vocabularies."""

import json
from pathlib import Path
from typing import Any

import pytest

from courseatlas import releases
from courseatlas.linked_data import (
    REQUIRED_OF_PROGRAMS,
    ctdl_program,
    missing_of,
    schema_org_course,
    schema_org_program,
)
from courseatlas.schema import COURSES, PROGRAM_COURSES, PROGRAMS, Table
from tests.support.schema_org import problems

PROVIDER = {"name": "Lamp College", "website": "https://lamp.example/", "provider_type": "university", "ror_id": None, "ipeds_unitid": "100654"}  # fmt: skip


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def row(table: Table, **stated: Any) -> dict[str, Any]:
    """A row that states nothing but its id, its title, its page and what is given."""
    empty = {column.name: [] if column.type == "list<string>" else None for column in table.columns}
    return empty | {"id": "lamp:x:1", "title": "Light", "url": "https://lamp.example/1", "credential_type": "master"} | stated  # fmt: skip


def test_every_record_of_the_sample_is_a_node_of_the_vocabulary(sample_release: Path) -> None:
    latest = releases.find(sample_release, "latest")
    nodes = lines(latest.path / "courses.jsonl")
    assert [problem for node in nodes for problem in problems(node)] == []
    ids = {node["identifier"] for node in nodes}
    expected = {row["id"] for name in ("courses", "programs") for row in latest.rows(name)}
    assert ids == expected and len(nodes) == len(expected)


def test_the_vocabulary_of_the_tests_refuses_what_schema_org_does_not_have() -> None:
    course = {
        "@type": "Course",
        "name": "Light",
        "courseIdentifier": "LMP 1",
        "numberOfCredits": 0.5,
    }
    assert list(problems(course)) == [
        "Course has no property courseIdentifier",
        "Course.numberOfCredits takes ['Integer', 'StructuredValue'], not 0.5",
    ]


@pytest.mark.parametrize(
    ("stated", "property_", "value"),
    [
        ({"credits_min": 3.0, "credits_max": 3.0}, "numberOfCredits", 3),
        (
            {"credits_min": 0.5, "credits_max": 1.0, "credit_unit": "semester_hour"},
            "numberOfCredits",
            {"@type": "QuantitativeValue", "minValue": 0.5, "maxValue": 1.0, "unitText": "semester_hour"},
        ),
        ({"duration_weeks": 12.0}, "timeRequired", "P12W"),
        ({"duration_hours": 1.5}, "timeRequired", "PT1.5H"),
        (
            {"delivery": "online", "effort_hours_per_week_min": 6.0, "effort_hours_per_week_max": 18.0},
            "hasCourseInstance",
            {"@type": "CourseInstance", "courseMode": "online", "courseWorkload": "6 to 18 hours per week"},
        ),
        ({"price_kind": "free"}, "isAccessibleForFree", True),
        ({}, "hasCourseInstance", None),
        ({}, "numberOfCredits", None),
    ],
)  # fmt: skip
def test_a_course_states_what_its_row_states(stated: dict, property_: str, value: object) -> None:
    node = schema_org_course(row(COURSES, **stated), PROVIDER)
    assert node.get(property_) == value and list(problems(node)) == []


def test_a_program_lists_its_courses_but_no_ranges() -> None:
    listed = [
        row(PROGRAM_COURSES, course_code="LMP 1", course_title="Light"),
        row(PROGRAM_COURSES, course_code="LMP 2-9", course_title="Lamps", range_from="LMP 2"),
    ]
    program = row(PROGRAMS, award="MS", duration_months=18.0)
    node = schema_org_program(program, PROVIDER, listed)
    assert [course["courseCode"] for course in node["hasCourse"]] == ["LMP 1"]
    assert node["timeToComplete"] == "P18M" and list(problems(node)) == []
    parts = ctdl_program(program, PROVIDER, listed)["ceterms:hasPart"]
    assert [part["ceterms:codedNotation"] for part in parts] == ["LMP 1"]


@pytest.mark.parametrize(
    ("credential_type", "property_", "kind"),
    [
        ("master", "ceterms:targetCredential", "ceterms:MasterDegree"),
        ("bootcamp", "ceterms:targetCredential", "ceterms:CertificateOfCompletion"),
        ("minor", "ceterms:degreeMinor", "ceterms:CredentialAlignmentObject"),
    ],
)
def test_a_credential_has_its_class_and_a_part_of_a_degree_its_property(
    credential_type: str, property_: str, kind: str
) -> None:
    node = ctdl_program(row(PROGRAMS, credential_type=credential_type), PROVIDER, [])
    assert node[property_][0]["@type"] == kind
    assert {"ceterms:targetCredential", "ceterms:degreeMinor"} & set(node) == {property_}


def test_what_a_registry_would_ask_for_is_counted(sample_release: Path) -> None:
    folder = releases.find(sample_release, "latest").path
    nodes = lines(folder / "programs-ctdl.jsonl")
    missing = {row["property"]: row["programs_without"] for row in json.loads((folder / "programs-ctdl-missing.json").read_text())}  # fmt: skip
    assert missing["ceterms:ctid"] == missing["ceterms:lifeCycleStatusType"] == len(nodes)
    for name in REQUIRED_OF_PROGRAMS:
        assert missing.get(name, 0) == sum(name not in node for node in nodes)
    assert missing_of(ctdl_program(row(PROGRAMS, description="Too short"), None, [])) == [
        "ceterms:ctid", "ceterms:lifeCycleStatusType", "ceterms:description", "ceterms:offeredBy", "ceterms:inLanguage",
    ]  # fmt: skip
