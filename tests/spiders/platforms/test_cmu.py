"""Carnegie Mellon's Schedule of Classes and catalog, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.platforms import cmu, recognise

HEAD = (
    "<HTML><TITLE> Carnegie Mellon University - Full Schedule Of Classes</TITLE><BODY><B>Run Date: 01-aug-2026<BR><B>Semester: Fall 2026</B>"
    "<TABLE BORDER=0><TR><TD>&nbsp;</TD></TR><TR><TD><B>Course</B></TD><TD><B>Title</B></TD><TD><B>Units</B></TD><TD><B>Lec/Sec</B></TD><TD><B>Instructor(s)</B></TR>"
    "<TR><TD><B>Machine Learning</B></TD><TD>&nbsp;</TD><TD>&nbsp;</TD></TR>"
)
FOOT = "</TABLE></BODY></HTML>"


def row(
    number: str,
    title: str,
    units: str,
    section: str = "A",
    people: str = "Byron",
    start: str = "<TR>",
) -> str:
    return f"{start}<TD NOWRAP>{number}</TD><TD>{title}</TD><TD NOWRAP>{units}</TD><TD NOWRAP>{section}</TD><TD>{people}</TD></TR>\n"


def courses(rows: str) -> list:
    page = Page("https://schedule.example.edu/", (HEAD + rows + FOOT).encode())
    assert recognise(page) == "cmu"
    return list(cmu.read(page))


@pytest.mark.parametrize(
    ("units", "least", "most"),
    [
        ("12.0", 12, 12),
        ("3-12", 3, 12),
        ("9, 12", 9, 12),
        ("3,6,9", 3, 9),
        ("6-15,18", 6, 18),
        ("0-99", 0, 99),
        ("VAR", None, None),
        ("&nbsp;", None, None),
    ],
)
def test_units_are_read_as_printed(units: str, least: float | None, most: float | None) -> None:
    (course,) = courses(row("10001", "Seeing", units))
    facts = parse(course.fields)
    assert (facts.get("credits_min"), facts.get("credits_max")) == (least, most)
    assert facts.get("credit_unit") == ("unit" if least is not None else None)


def test_a_row_without_its_tag_is_a_row_and_each_number_one_course() -> None:
    records = courses(
        row("10001", "First &amp; Last", "9.0", start="")
        + row("10002", "Second", "9.0", start="")
        + row("&nbsp;", "&nbsp;", "&nbsp;", "B", "Lovelace, Instructor TBA")
        + row("10001", "First &amp; Last", "9.0", "W")
    )
    assert [
        (course.fields["code"], course.title, course.fields.get("instructors"))
        for course in records
    ] == [
        ("10-001", "First & Last", ["Byron"]),
        ("10-002", "Second", ["Byron", "Lovelace"]),
    ]
    assert {course.fields["department"] for course in records} == {"Machine Learning"} and records[
        0
    ].fields["edition"] == "Fall 2026"


@pytest.mark.parametrize(
    ("own", "title"),
    [
        (["Seeing Machines"], "Special Topics: Seeing Machines"),
        (["One", "Two"], "Special Topics"),
        (["SPECIAL TOPICS"], "Special Topics"),
        ([], "Special Topics"),
    ],
)
def test_a_title_that_ends_in_a_colon_is_completed_by_the_one_title_below_it(
    own: list[str], title: str
) -> None:
    (course,) = courses(
        row("10700", "Special Topics:", "12.0", "&nbsp;", "&nbsp;")
        + "".join(row("&nbsp;", section, "&nbsp;") for section in own)
    )
    assert course.title == title


def test_a_table_without_its_heading_row_is_reported() -> None:
    body = (
        HEAD.partition("<TR><TD><B>Course")[0]
        + "<!-- Units Lec/Sec -->"
        + row("10001", "Seeing", "9.0")
        + FOOT
    )
    with pytest.raises(Unreadable):
        list(cmu.read(Page("https://schedule.example.edu/", body.encode())))


def test_a_course_of_the_catalog_has_the_key_of_the_schedule_s() -> None:
    block = '<dl class="courseblock"><dt>15-122 Principles</dt><dd>Fall: 12 units<br/>Data.<br/></dd></dl>'
    (course,) = cmu.read(Page("https://catalog.example.edu/", block.encode()))
    assert (course.key, course.fields["code"]) == ("15-122", "15-122")


EXAMPLES = [
    Page("https://schedule.example.edu/", (HEAD + row("10001", "Seeing", "9.0") + FOOT).encode())
]
