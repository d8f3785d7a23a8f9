"""The tables whose rows are read from pages: programs, courses and events."""

from courseatlas import words
from courseatlas.schema.column import (
    COUNT,
    DAY,
    DOUBLE,
    ID_PATTERN,
    MONEY,
    STRING,
    STRINGS,
    TIME,
    URL_PATTERN,
    Column,
    Table,
    required,
)

RECORD_COLUMNS = (
    required(
        "id",
        STRING,
        "`<source_id>:<kind>:<key>`; unique and stable across releases",
        pattern=ID_PATTERN,
    ),
    required("source_id", STRING, "the source of the row, e.g. `cmu`; `LICENSES.md` has its terms"),
    required("provider_id", STRING, "key of `providers`", refers_to="providers"),
    required("url", STRING, "the record's own page", pattern=URL_PATTERN),
    required(
        "title", STRING, "as printed, white space and Unicode normalised, without code or credits"
    ),
    Column("description", STRING, "plain text; one newline between paragraphs"),
    Column(
        "language",
        STRING,
        "BCP 47 tag of the teaching language",
        pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
    ),
    required(
        "relevance",
        STRING,
        "how much AI/ML is the subject: `core` it is, `applied` it is a named main part, "
        "`adjacent` a foundation of AI or a field near it, `supporting` not AI, but "
        "a profile recommends it",
        words=words.RELEVANCE,
    ),
    required("relevance_score", DOUBLE, "0 to 1", low=0, high=1),
    required("topics", STRINGS, "keys of the topics; `README.md` lists them with what they mean"),
    required("matched_terms", STRINGS, "the words that decide the relevance"),
    required("offered_by", STRINGS, "the institutions behind a platform's course, as printed"),
    Column("edition", STRING, "catalog year or edition as printed, e.g. `2025-2026`"),
    Column("license", STRING, "licence of the material, where the page states one"),
    required(
        "evidence_url",
        STRING,
        "the archived page that the record was read from",
        pattern=URL_PATTERN,
        evidence=True,
    ),
    required(
        "fetched_at",
        TIME,
        "when that page was received or last confirmed",
        bookkeeping=True,
        evidence=True,
    ),
    required(
        "payload_sha256",
        STRING,
        "SHA-256 of the body of that page, hexadecimal",
        pattern=r"^[0-9a-f]{64}$",
        evidence=True,
    ),
    required("first_seen", DAY, "first release that held the row", bookkeeping=True),
    required("last_seen", DAY, "last day on which the source confirmed the row", bookkeeping=True),
    required(
        "freshness",
        STRING,
        "`fresh`, `unchanged` (revalidated) or `stale` (carried forward)",
        words=words.FRESHNESS,
        bookkeeping=True,
    ),
    required("same_as", STRINGS, "ids of records of other sources that describe the same thing"),
)

PRICE_COLUMNS = (
    Column(
        "price_amount",
        MONEY,
        "price in `price_currency`; 0 where it is free",
        low=0,
        high=1_000_000,
    ),
    Column(
        "price_currency",
        STRING,
        "ISO 4217; may be null where it is free",
        pattern=r"^[A-Z]{3}$",
    ),
    Column("price_kind", STRING, "what the price pays for", words=words.PRICE_KIND),
    Column("price_text", STRING, "the price as printed"),
)

COURSES = Table(
    "courses",
    "One row per course.",
    (
        *RECORD_COLUMNS,
        Column("code", STRING, "the catalog's own code, e.g. `CS 5100`"),
        required("cross_listed", STRINGS, "other codes of the same course"),
        required(
            "topic_titles",
            STRINGS,
            "titles that sections of the number carry beside `title`: the topics of a "
            "variable-topic number",
        ),
        Column("subject", STRING, "subject or its prefix, as printed"),
        Column("department", STRING, "department as printed"),
        Column("credits_min", DOUBLE, "lowest number of credits, in `credit_unit`", low=0, high=60),
        Column(
            "credits_max", DOUBLE, "highest number of credits, in `credit_unit`", low=0, high=60
        ),
        Column(
            "credit_unit",
            STRING,
            'unit of the credits; `credit` where the page says only "credits"',
            words=words.CREDIT_UNIT,
        ),
        Column("credits_text", STRING, "the credits as printed"),
        Column("academic_level", STRING, "level", words=words.ACADEMIC_LEVEL),
        Column("difficulty", STRING, "difficulty", words=words.DIFFICULTY),
        Column("prerequisites_text", STRING, "prerequisites as printed"),
        required("prerequisite_codes", STRINGS, "course codes that the prerequisites name"),
        Column("corequisites_text", STRING, "corequisites as printed"),
        required("instructors", STRINGS, "instructors as printed"),
        Column("delivery", STRING, "how it is taught", words=words.DELIVERY),
        Column("pacing", STRING, "who sets the pace of the course", words=words.PACING),
        Column("duration_hours", DOUBLE, "total duration, hours", low=0, high=10_000),
        Column("duration_weeks", DOUBLE, "total duration, weeks", low=0, high=520),
        Column(
            "effort_hours_per_week_min", DOUBLE, "lowest effort, hours per week", low=0, high=168
        ),
        Column(
            "effort_hours_per_week_max", DOUBLE, "highest effort, hours per week", low=0, high=168
        ),
        Column("duration_text", STRING, "duration as printed"),
        *PRICE_COLUMNS,
        Column("rating_value", DOUBLE, "mean rating, 0 to 5", low=0, high=5),
        Column("rating_count", COUNT, "number of ratings", low=0),
        Column("enrolled_count", COUNT, "number of people enrolled", low=0),
        Column(
            "starts_on", DAY, "first day of the next dated run that the page states; it may be past"
        ),
        Column("ends_on", DAY, "last day of that run"),
        required("syllabus", STRINGS, "section titles"),
    ),
    key=("id",),
)

PROGRAMS = Table(
    "programs",
    "One row per degree, minor, certificate or specialisation.",
    (
        *RECORD_COLUMNS,
        required("credential_type", STRING, "what a graduate holds", words=words.CREDENTIAL_TYPE),
        Column("award", STRING, "abbreviation of the award, e.g. `BS`"),
        Column("department", STRING, "department as printed"),
        Column("college", STRING, "college or school as printed"),
        Column("academic_level", STRING, "level", words=words.ACADEMIC_LEVEL),
        Column(
            "credits_total_min",
            DOUBLE,
            "lowest total number of credits, in `credit_unit`",
            low=0,
            high=400,
        ),
        Column(
            "credits_total_max",
            DOUBLE,
            "highest total number of credits, in `credit_unit`",
            low=0,
            high=400,
        ),
        Column("credit_unit", STRING, "unit of the credits", words=words.CREDIT_UNIT),
        Column("duration_months", DOUBLE, "total duration, months", low=0, high=120),
        Column("duration_text", STRING, "duration as printed"),
        Column("delivery", STRING, "how it is taught", words=words.DELIVERY),
        *PRICE_COLUMNS,
        required("campuses", STRINGS, "campuses as printed"),
        Column("cip_code", STRING, "US CIP 2020", pattern=r"^\d{2}\.\d{4}$"),
        Column("isced_f_code", STRING, "ISCED-F 2013", pattern=r"^\d{4}$"),
    ),
    key=("id",),
)

EVENTS = Table(
    "events",
    "One row per symposium, conference or summer school.",
    (
        *RECORD_COLUMNS,
        Column("starts_on", DAY, "first day"),
        Column("ends_on", DAY, "last day"),
        Column("place", STRING, "place as printed"),
        Column("delivery", STRING, "how it is held", words=words.DELIVERY),
        Column("organizer", STRING, "organizer as printed"),
        Column("deadlines_text", STRING, "deadlines as printed"),
        Column("parent_event", STRING, "the larger event that it belongs to"),
    ),
    key=("id",),
)
