"""The tables of a release, declared once: this drives Arrow schemas, CSV, the data dictionary and the expectations."""

from dataclasses import dataclass
from typing import Any

from courseatlas import words

SCHEMA_VERSION = "1"

STRING, DOUBLE, COUNT, BOOL, DAY, TIME, STRINGS, MONEY = (
    "string",
    "double",
    "int64",
    "bool",
    "date32",
    "timestamp[ms, UTC]",
    "list<string>",
    "decimal128(12,2)",
)


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type by name, what it means, and what a good value is.

    `required` means never null. `bookkeeping` columns describe the run and not the record: two runs
    over the same pages differ in them, and a release in which nothing else differs is no news.
    `evidence` columns tell from which archived page a row was read.
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str | None = None
    bookkeeping: bool = False
    evidence: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its columns in file order and the columns that name a row."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, name: str) -> Column:
        """The column of a name. Raises StopIteration where the table has no such column."""
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        """The column names in file order."""
        return [column.name for column in self.columns]

    @property
    def bookkeeping(self) -> list[str]:
        """The names of the columns that describe the run and not the record."""
        return [column.name for column in self.columns if column.bookkeeping]

    @property
    def evidence(self) -> list[str]:
        """The names of the columns that tell which page a row was read from."""
        return [column.name for column in self.columns if column.evidence]


def _required(name: str, type: str, meaning: str, **rules: Any) -> Column:
    return Column(name, type, meaning, required=True, **rules)


_ID = r"^[a-z0-9-]{1,64}:(?:program|course|event):\S+$"
_URL = r"^https?://[^\s/]+"

RECORD_COLUMNS = (
    _required("id", STRING, "`<source_id>:<kind>:<key>`; unique and stable across releases", pattern=_ID),
    _required("source_id", STRING, "the YAML file's name, e.g. `cmu`"),
    _required("provider_id", STRING, "key of `providers`"),
    _required("url", STRING, "the record's own page", pattern=_URL),
    _required("title", STRING, "as printed, white space and Unicode normalised, without code or credits"),
    Column("description", STRING, "plain text; one newline between paragraphs"),
    Column("language", STRING, "BCP 47 tag of the teaching language", pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"),
    _required("relevance", STRING, "how much AI/ML is the subject", words=words.RELEVANCE),
    _required("relevance_score", DOUBLE, "0 to 1", low=0, high=1),
    _required("topics", STRINGS, "keys of the topic vocabulary"),
    _required("matched_terms", STRINGS, "the words that decide the relevance"),
    _required("offered_by", STRINGS, "the institutions behind a platform's course, as printed"),
    Column("edition", STRING, "catalog year or edition as printed, e.g. `2025-2026`"),
    Column("license", STRING, "licence of the material, where the page states one"),
    _required(
        "evidence_url",
        STRING,
        "the archived page that the record was read from",
        pattern=_URL,
        evidence=True,
    ),
    _required(
        "fetched_at",
        TIME,
        "when that page was received or last confirmed",
        bookkeeping=True,
        evidence=True,
    ),
    _required(
        "payload_sha256",
        STRING,
        "SHA-256 of the body of that page, hexadecimal",
        pattern=r"^[0-9a-f]{64}$",
        evidence=True,
    ),
    _required("first_seen", DAY, "first release that held the row", bookkeeping=True),
    _required("last_seen", DAY, "last day on which the source confirmed the row", bookkeeping=True),
    _required(
        "freshness",
        STRING,
        "`fresh`, `unchanged` (revalidated) or `stale` (carried forward)",
        words=words.FRESHNESS,
        bookkeeping=True,
    ),
    _required("same_as", STRINGS, "ids of records of other sources that describe the same thing"),
)

PRICE_COLUMNS = (
    Column("price_amount", MONEY, "price in `price_currency`", low=0, high=1_000_000),
    Column("price_currency", STRING, "ISO 4217", pattern=r"^[A-Z]{3}$"),
    Column("price_kind", STRING, "what the price pays for", words=words.PRICE_KIND),
    Column("price_text", STRING, "the price as printed"),
)

COURSES = Table(
    "courses",
    "One row per course.",
    (
        *RECORD_COLUMNS,
        Column("code", STRING, "the catalog's own code, e.g. `CS 5100`"),
        _required("cross_listed", STRINGS, "other codes of the same course"),
        Column("subject", STRING, "subject or its prefix, as printed"),
        Column("department", STRING, "department as printed"),
        Column("credits_min", DOUBLE, "lowest number of credits, in `credit_unit`", low=0, high=60),
        Column("credits_max", DOUBLE, "highest number of credits, in `credit_unit`", low=0, high=60),
        Column("credit_unit", STRING, 'unit of the credits; `credit` where the page says only "credits"', words=words.CREDIT_UNIT),
        Column("credits_text", STRING, "the credits as printed"),
        Column("academic_level", STRING, "level", words=words.ACADEMIC_LEVEL),
        Column("difficulty", STRING, "difficulty", words=words.DIFFICULTY),
        Column("prerequisites_text", STRING, "prerequisites as printed"),
        _required("prerequisite_codes", STRINGS, "course codes that the prerequisites name"),
        Column("corequisites_text", STRING, "corequisites as printed"),
        _required("instructors", STRINGS, "instructors as printed"),
        Column("delivery", STRING, "how it is taught", words=words.DELIVERY),
        Column("pacing", STRING, "who sets the pace of the course", words=words.PACING),
        Column("duration_hours", DOUBLE, "total duration, hours", low=0, high=10_000),
        Column("duration_weeks", DOUBLE, "total duration, weeks", low=0, high=520),
        Column("effort_hours_per_week_min", DOUBLE, "lowest effort, hours per week", low=0, high=168),
        Column("effort_hours_per_week_max", DOUBLE, "highest effort, hours per week", low=0, high=168),
        Column("duration_text", STRING, "duration as printed"),
        *PRICE_COLUMNS,
        Column("rating_value", DOUBLE, "mean rating, 0 to 5", low=0, high=5),
        Column("rating_count", COUNT, "number of ratings", low=0),
        Column("enrolled_count", COUNT, "number of people enrolled", low=0),
        Column("starts_on", DAY, "first day of the next dated run"),
        Column("ends_on", DAY, "last day of that run"),
        _required("syllabus", STRINGS, "section titles"),
    ),
    key=("id",),
)

PROGRAMS = Table(
    "programs",
    "One row per degree, minor, certificate or specialisation.",
    (
        *RECORD_COLUMNS,
        _required("credential_type", STRING, "what a graduate holds", words=words.CREDENTIAL_TYPE),
        Column("award", STRING, "abbreviation of the award, e.g. `BS`"),
        Column("department", STRING, "department as printed"),
        Column("college", STRING, "college or school as printed"),
        Column("academic_level", STRING, "level", words=words.ACADEMIC_LEVEL),
        Column("credits_total_min", DOUBLE, "lowest total number of credits, in `credit_unit`", low=0, high=400),
        Column("credits_total_max", DOUBLE, "highest total number of credits, in `credit_unit`", low=0, high=400),
        Column("credit_unit", STRING, "unit of the credits", words=words.CREDIT_UNIT),
        Column("duration_months", DOUBLE, "total duration, months", low=0, high=120),
        Column("duration_text", STRING, "duration as printed"),
        Column("delivery", STRING, "how it is taught", words=words.DELIVERY),
        *PRICE_COLUMNS,
        _required("campuses", STRINGS, "campuses as printed"),
        Column("cip_code", STRING, "US CIP 2020", pattern=r"^\d{2}\.\d{4}$"),
        Column("isced_f_code", STRING, "ISCED-F 2013", pattern=r"^\d{4}$"),
    ),
    key=("id",),
)

PROGRAM_COURSES = Table(
    "program_courses",
    "One row per course that a program lists, in the order of the page.",
    (
        _required("program_id", STRING, "key of `programs`"),
        Column("course_id", STRING, "id of the course, where the catalog of the institution lists it"),
        _required("in_release", BOOL, "whether that course is a row of this release"),
        Column("course_code", STRING, "code as printed"),
        _required("course_title", STRING, "title as printed"),
        _required("role", STRING, "how the program uses the course", words=words.ROLE),
        Column("group_title", STRING, "heading of the group that the row belongs to"),
        Column("choose_count", COUNT, "how many courses of the group are chosen", low=1, high=100),
        Column("choose_credits", DOUBLE, "how many credits of the group are chosen", low=0, high=400),
        Column("alternative_to", COUNT, 'position of the row to which an "or" row is an alternative', low=1),
        _required("position", COUNT, "1, 2, … within the program", low=1),
    ),
    key=("program_id", "position"),
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

PROVIDERS = Table(
    "providers",
    "One row per institution, platform, company or society.",
    (
        _required("provider_id", STRING, "the key"),
        _required("name", STRING, "its name"),
        _required("provider_type", STRING, "what it is", words=words.PROVIDER_TYPE),
        _required("country", STRING, "ISO 3166-1 alpha-2", pattern=r"^[A-Z]{2}$"),
        _required("website", STRING, "its home page", pattern=_URL),
        Column("ipeds_unitid", STRING, "US IPEDS unit id", pattern=r"^\d{6}$"),
        Column("ror_id", STRING, "Research Organization Registry id", pattern=r"^https://ror\.org/0[a-z0-9]{8}$"),
    ),
    key=("provider_id",),
)

PROFILE_LINKS = Table(
    "profile_links",
    "One row per recommendation and record that meets it, best first; where no record meets it, one row that says why.",
    (
        _required("profile_id", STRING, "the profile's id"),
        _required("recommendation_id", STRING, "the recommendation's id"),
        _required("recommendation", STRING, "what is recommended, in our own words"),
        _required("kind", STRING, "kind of recommendation", words=words.RECOMMENDATION_KIND),
        _required("status", STRING, "whether the release meets it", words=words.LINK_STATUS),
        Column("record_id", STRING, "id of the record that meets it"),
        Column("match_score", DOUBLE, "0 to 1", low=0, high=1),
        _required("match_reason", STRING, "why it matches, or why nothing does"),
    ),
    key=("profile_id", "recommendation_id", "record_id"),
)

CHANGES = Table(
    "changes",
    "One row per difference from the previous release.",
    (
        _required("id", STRING, "the row's id"),
        _required("table", STRING, "the table that holds it"),
        _required("change", STRING, "what happened", words=words.CHANGE),
        Column("field", STRING, "the changed column; for a removed row, the reason where the catalog did not drop it"),
        Column("old", STRING, "value before"),
        Column("new", STRING, "value now"),
    ),
    key=("table", "id", "change", "field"),
)

QUARANTINE = Table(
    "quarantine",
    "One row per rule that a withheld row breaks.",
    (
        Column("id", STRING, "id of the row, where it has one"),
        _required("source_id", STRING, "source of the row"),
        _required("table", STRING, "the table that the row was meant for"),
        _required(
            "origin",
            STRING,
            "`crawl` (a record of this run), `carried` (a row of the last release) or `related` "
            "(a row that relates two records)",
            words=words.QUARANTINE_ORIGIN,
        ),
        _required("rule", STRING, "the rule that the row breaks"),
        _required("severity", STRING, "severity of the rule", words=words.SEVERITY),
        _required("detail", STRING, "what is wrong, in a sentence"),
        _required("record", STRING, "the row as JSON"),
        Column("evidence_url", STRING, "the page that the row was read from"),
    ),
    key=("table", "id", "rule"),
)

SOURCE_HEALTH = Table(
    "source_health",
    "One row per source of the run.",
    (
        _required("source_id", STRING, "the source"),
        _required("run_id", STRING, "the run"),
        _required("state", STRING, "state of the source after the run", words=words.SOURCE_STATE),
        *(
            _required(name, COUNT, meaning, low=0)
            for name, meaning in (
                ("pages_requested", "URLs in the ledger"),
                ("pages_fetched", "responses received"),
                ("pages_not_modified", "answered 304"),
                ("pages_failed", "ended as `error`"),
                ("records_extracted", "records that the readers gave, by the ledger"),
                ("records_released", "records of this run that are rows of the release"),
                ("records_filtered", "not about AI/ML"),
                ("records_quarantined", "withheld: by a rule, by a gate of the source, or because a step could not handle them"),
                ("records_merged", "merged into another record with the same id"),
                ("records_carried", "rows kept from the previous release"),
                ("previous_released", "rows in the previous release"),
            )
        ),
        Column("started_at", TIME, "when its crawl began"),
        Column("seconds", DOUBLE, "duration of its crawl, seconds", low=0),
        _required("bytes", COUNT, "body bytes received", low=0),
        Column("message", STRING, "the reason for the state, in a sentence"),
    ),
    key=("source_id",),
)

RECORD_OUTCOMES = Table(
    "records",
    "One row per record that a crawl of the run gave, with its outcome. In Parquet only.",
    (
        _required("source_id", STRING, "source of the record"),
        _required("kind", STRING, "`program`, `course` or `event`"),
        _required("key", STRING, "the catalog's own key, as read"),
        Column("id", STRING, "id of the record, where a step gave it one"),
        Column("title", STRING, "title as read"),
        _required("evidence_url", STRING, "the page that the record was read from"),
        Column("page_position", COUNT, "1, 2, … within the records of that page", low=1),
        _required("outcome", STRING, "what became of the record", words=words.RECORD_OUTCOME),
        _required("step", STRING, "the step of the run in which the record ended"),
        Column("rule", STRING, "the rule that decided"),
        Column("detail", STRING, "the reason, in a sentence"),
        Column("merged_into", STRING, "id of the record that it was merged into"),
    ),
    key=("source_id", "evidence_url", "kind", "page_position"),
)

IDS = Table(
    "ids",
    "One row per id that a release ever held. In Parquet only.",
    (
        _required("id", STRING, "the id"),
        _required("first_seen", DAY, "first day on which a release held the row"),
        _required("last_seen", DAY, "last day on which the source confirmed the row"),
        _required("last_release", STRING, "version of the last release that held the row"),
    ),
    key=("id",),
)

RECORD_TABLES = (PROGRAMS, COURSES, EVENTS)
TABLES = (PROGRAMS, COURSES, PROGRAM_COURSES, EVENTS, PROVIDERS, PROFILE_LINKS, CHANGES, QUARANTINE, SOURCE_HEALTH)
PARQUET_TABLES = (IDS, RECORD_OUTCOMES)
BY_NAME = {table.name: table for table in TABLES}
TABLE_OF_KIND = {"program": PROGRAMS, "course": COURSES, "event": EVENTS}
KIND_OF_TABLE = {table.name: kind for kind, table in TABLE_OF_KIND.items()}
