"""The tables that relate records to each other, to a profile and to the last release."""

from courseatlas import words
from courseatlas.schema.column import (
    BOOL,
    COUNT,
    DOUBLE,
    STRING,
    STRINGS,
    URL_PATTERN,
    Column,
    Table,
    required,
)

PROGRAM_COURSES = Table(
    "program_courses",
    "One row per course that a program lists, in the order of the page.",
    (
        required("program_id", STRING, "key of `programs`", refers_to="programs"),
        Column(
            "course_id", STRING, "id of the course, where the catalog of the institution lists it"
        ),
        required("in_release", BOOL, "whether that course is a row of this release"),
        Column("course_code", STRING, "code as printed"),
        required(
            "course_title",
            STRING,
            "title as printed; that of the course where the program prints the code alone",
        ),
        required("role", STRING, "how the program uses the course", words=words.ROLE),
        Column("group_title", STRING, "heading of the group that the row belongs to"),
        Column("choose_count", COUNT, "how many courses of the group are chosen", low=1, high=100),
        Column(
            "choose_credits", DOUBLE, "how many credits of the group are chosen", low=0, high=400
        ),
        Column(
            "alternative_to",
            COUNT,
            'position of the row to which an "or" row is an alternative',
            low=1,
        ),
        required("position", COUNT, "1, 2, … within the program", low=1),
        Column("range_from", STRING, "first code of a row that is a range of courses"),
        Column("range_to", STRING, "last code of the range; null where the range has no upper end"),
        required("excluded_codes", STRINGS, "codes that the range leaves out"),
        Column(
            "option",
            COUNT,
            "the same number for rows that are taken together as one of several ways",
            low=1,
        ),
        Column(
            "topics",
            STRINGS,
            "topics of the course, also where it is no row of this release; none for a range",
        ),
    ),
    key=("program_id", "position"),
)

PROGRAM_TOPICS = Table(
    "program_topics",
    "One row per program, topic and role: how many of the courses that a program lists have the "
    "topic. Ranges of courses are not counted.",
    (
        required("program_id", STRING, "key of `programs`", refers_to="programs"),
        required("topic", STRING, "key of the topic; `README.md` lists them with what they mean"),
        required(
            "role",
            STRING,
            "`required`, or `elective`: by choice, or only one of several alternatives",
            words=("required", "elective"),
        ),
        required(
            "courses",
            COUNT,
            "how many courses; alternatives to each other count as one",
            low=1,
        ),
        Column(
            "credits",
            DOUBLE,
            "credits of these courses, in the unit of their catalog; null where one states none",
            low=0,
        ),
        required(
            "share",
            DOUBLE,
            "share of all courses of the program that are counted, of both roles",
            low=0,
            high=1,
        ),
    ),
    key=("program_id", "topic", "role"),
)

COURSE_PREREQUISITES = Table(
    "course_prerequisites",
    "One row per course that the prerequisites of another course name, with their structure.",
    (
        required(
            "course_id",
            STRING,
            "key of `courses`: the course that asks",
            refers_to="courses",
        ),
        required(
            "group_number", COUNT, "1, 2, … within the course; all of its groups are needed", low=1
        ),
        required(
            "option",
            COUNT,
            "1, 2, … within the group; one option is enough, and the rows of one option are needed "
            "together",
            low=1,
        ),
        required("code", STRING, "code of the course that is asked for"),
        Column(
            "prerequisite_id",
            STRING,
            "id of that course, where it is a row of this release",
            refers_to="courses",
        ),
        Column(
            "alternative_text",
            STRING,
            "words of the text that may stand for the course and name none, such as `consent of "
            "instructor`",
        ),
    ),
    key=("course_id", "group_number", "option", "code"),
)

PROVIDERS = Table(
    "providers",
    "One row per institution, platform, company or society.",
    (
        required("provider_id", STRING, "the key"),
        required("name", STRING, "its name"),
        required("provider_type", STRING, "what it is", words=words.PROVIDER_TYPE),
        required("country", STRING, "ISO 3166-1 alpha-2", pattern=r"^[A-Z]{2}$"),
        required("website", STRING, "its home page", pattern=URL_PATTERN),
        Column("ipeds_unitid", STRING, "US IPEDS unit id", pattern=r"^\d{6}$"),
        Column(
            "ror_id",
            STRING,
            "Research Organization Registry id",
            pattern=r"^https://ror\.org/0[a-z0-9]{8}$",
        ),
    ),
    key=("provider_id",),
)

PROFILE_LINKS = Table(
    "profile_links",
    "One row per recommendation and record that meets it, best first; where no record "
    "meets it, one row that says why.",
    (
        required("profile_id", STRING, "the profile's id"),
        required("recommendation_id", STRING, "the recommendation's id"),
        required("recommendation", STRING, "what is recommended, in our own words"),
        required("kind", STRING, "kind of recommendation", words=words.RECOMMENDATION_KIND),
        required("status", STRING, "whether the release meets it", words=words.LINK_STATUS),
        Column("record_id", STRING, "id of the record that meets it"),
        Column("match_score", DOUBLE, "0 to 1", low=0, high=1),
        required("match_reason", STRING, "why it matches, or why nothing does"),
    ),
    key=("profile_id", "recommendation_id", "record_id"),
)

CHANGES = Table(
    "changes",
    "One row per difference from the previous release.",
    (
        required("id", STRING, "the row's id"),
        required("table", STRING, "the table that holds it"),
        required("change", STRING, "what happened", words=words.CHANGE),
        Column(
            "field",
            STRING,
            "the changed column; for a removed row, the reason where the catalog did not drop it",
        ),
        Column("old", STRING, "value before"),
        Column("new", STRING, "value now"),
    ),
    key=("table", "id", "change", "field"),
)
