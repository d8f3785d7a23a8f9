"""The closed vocabularies of the tables: every word a column may hold."""

RELEVANCE = ("core", "applied", "adjacent")
FRESHNESS = ("fresh", "unchanged", "stale")
CREDIT_UNIT = ("semester_hour", "quarter_hour", "unit", "credit", "ects", "ceu")
ACADEMIC_LEVEL = ("secondary", "undergraduate", "graduate", "professional")
DIFFICULTY = ("beginner", "intermediate", "advanced", "mixed")
DELIVERY = ("in_person", "online", "hybrid")
PACING = ("self_paced", "instructor_led")
PRICE_KIND = ("free", "one_off", "subscription", "tuition")
CREDENTIAL_TYPE = (
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
)
ROLE = ("required", "elective", "component")
PROVIDER_TYPE = ("university", "platform", "company", "society")
RECOMMENDATION_KIND = (
    "subject",
    "field_of_study",
    "degree_program",
    "certificate",
    "certificate_course",
    "course",
    "event",
    "organization",
    "platform",
)
LINK_STATUS = ("met", "partly_met", "not_found", "source_unavailable")
CHANGE = ("added", "removed", "changed", "returned")
SEVERITY = ("critical", "warning", "info")
SOURCE_STATE = ("ok", "degraded", "failed", "stale", "blocked", "needs_key", "forbidden", "planned")
# the rule of records that a gate of their source holds back
GATE_RULE = "the source passes its gates"
RECORD_OUTCOME = ("released", "merged", "filtered", "quarantined", "held_back", "left_out")
QUARANTINE_ORIGIN = ("crawl", "carried", "related")
OUTCOME = ("record", "listing", "redirect", "no_record", "not_modified", "duplicate_of", "robots", "offsite", "budget", "error")
