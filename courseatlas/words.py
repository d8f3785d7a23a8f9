"""The closed vocabularies of the tables: every word that a column may hold.

A vocabulary that files may use too is declared as a `Literal`, so that a file model can name it as
a type.
"""

from typing import Literal, get_args

Relevance = Literal["core", "applied", "adjacent"]
# of a record that is not about AI: a profile recommends it
SUPPORTING = "supporting"
Audience = Literal["secondary", "undergraduate", "career_changer", "professional"]
CreditUnit = Literal["semester_hour", "quarter_hour", "unit", "credit", "ects", "ceu"]
AcademicLevel = Literal["secondary", "undergraduate", "graduate", "professional"]
Difficulty = Literal["beginner", "intermediate", "advanced", "mixed"]
Delivery = Literal["in_person", "online", "hybrid"]
Pacing = Literal["self_paced", "instructor_led"]
CredentialType = Literal[
    "associate",
    "bachelor",
    "master",
    "doctorate",
    "minor",
    "concentration",
    "certificate",
    "professional_certificate",
    "specialization",
    "microcredential",
    "bootcamp",
]
ProviderType = Literal["university", "platform", "company", "society"]
RecommendationKind = Literal[
    "subject",
    "field_of_study",
    "degree_program",
    "certificate",
    "certificate_course",
    "course",
    "event",
    "organization",
    "platform",
]

RELEVANCE: tuple[str, ...] = (*get_args(Relevance), SUPPORTING)
FRESHNESS = ("fresh", "unchanged", "stale")
CREDIT_UNIT: tuple[str, ...] = get_args(CreditUnit)
ACADEMIC_LEVEL: tuple[str, ...] = get_args(AcademicLevel)
DIFFICULTY: tuple[str, ...] = get_args(Difficulty)
DELIVERY: tuple[str, ...] = get_args(Delivery)
PACING: tuple[str, ...] = get_args(Pacing)
PRICE_KIND = ("free", "one_off", "subscription", "tuition")
CREDENTIAL_TYPE: tuple[str, ...] = get_args(CredentialType)
ROLE = ("required", "elective", "component")
PROVIDER_TYPE: tuple[str, ...] = get_args(ProviderType)
RECOMMENDATION_KIND: tuple[str, ...] = get_args(RecommendationKind)
LINK_STATUS = ("met", "partly_met", "closest", "not_found", "source_unavailable")
CHANGE = ("added", "removed", "changed", "returned")
SEVERITY = ("critical", "warning", "info")
SOURCE_STATE = ("ok", "degraded", "failed", "stale", "blocked", "needs_key", "forbidden", "planned")
# in the reason of a link: why nothing meets the recommendation, and then why a record comes close
COMES_CLOSE = "; this comes close: "
# the rule of records that a gate of their source holds back
GATE_RULE = "the source passes its gates"
RECORD_OUTCOME = ("released", "merged", "filtered", "quarantined", "held_back", "left_out")
QUARANTINE_ORIGIN = ("crawl", "carried", "related")
OUTCOME = (
    "record",
    "listing",
    "redirect",
    "no_record",
    "not_modified",
    "duplicate_of",
    "robots",
    "offsite",
    "budget",
    "held",
    "error",
)
