"""Illinois' course explorer, in answers of our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.cisexplorer import links, read

API = "https://courses.illinois.edu/cisapp/explorer/schedule/2027/spring"
NAMESPACE = 'xmlns:ns2="http://rest.cis.illinois.edu"'
PARENTS = f"""<parents><calendarYear id="2027" href="{API[:-7]}.xml">2027</calendarYear>
<term id="120271" href="{API}.xml">Spring 2027</term>{{}}</parents>"""
SUBJECT = f'<subject id="LMP" href="{API}/LMP.xml">Lamp Studies</subject>'
DETAILS = """<label>Lighting a Room</label><description>Lamps in rooms. Same as OIL 107 and WIC 700. Prerequisite: LMP 100.</description>
<creditHours>3 OR 4 hours.</creditHours>"""
SECTIONS = """<detailedSections>{}</detailedSections>""".format(
    "".join(
        f"""<detailedSection id="{number}"><startDate>2027-01-19Z</startDate><meetings><meeting id="0"><instructors>
        <instructor lastName="Wick" firstName="A">Wick, A</instructor></instructors></meeting></meetings></detailedSection>"""
        for number in (1, 2)
    )
)


def page(name: str, content: str, identifier: str = "LMP") -> Page:
    body = f'<?xml version="1.0"?><ns2:{name} {NAMESPACE} id="{identifier}">{content}</ns2:{name}>'
    return Page(f"{API}/LMP.xml", body.encode(), "application/xml")


CASCADE = page(
    "subject",
    f"""{PARENTS.format("")}<label>Lamp Studies</label><cascadingCourses><cascadingCourse id="LMP 101" href="{API}/LMP/101.xml">
    {PARENTS.format(SUBJECT)}{DETAILS}{SECTIONS}</cascadingCourse></cascadingCourses>""",
)
COURSE = page("course", PARENTS.format(SUBJECT) + DETAILS + SECTIONS, "LMP 101")
LIST = page(
    "subject",
    f"""{PARENTS.format("")}<label>Lamp Studies</label><courses><course id="101" href="{API}/LMP/101.xml">Lighting a Room</course></courses>""",
)
SECTION = page(
    "section",
    PARENTS.format(f'{SUBJECT}<course id="101" href="{API}/LMP/101.xml">Lighting a Room</course>'),
    "31415",
)
EXAMPLES = [CASCADE, COURSE, LIST, SECTION]


@pytest.mark.parametrize("given", EXAMPLES)
def test_a_course_is_named_in_each_kind_of_answer(given: Page) -> None:
    assert recognise(given) == "cisexplorer"
    (course,) = read(given)
    assert (course.title, course.fields["code"], course.key, course.fields["subject"]) == (
        "Lighting a Room",
        "LMP 101",
        "LMP-101",
        "Lamp Studies",
    )


@pytest.mark.parametrize("given", [CASCADE, COURSE])
def test_a_course_has_the_details_of_itself_and_its_sections(given: Page) -> None:
    (course,) = read(given)
    row = parse(course.fields)
    assert (row["credits_min"], row["credits_max"], row["credit_unit"]) == (3, 4, "semester_hour")
    assert (row["prerequisites_text"], row["cross_listed"]) == ("LMP 100.", ["OIL 107", "WIC 700"])
    assert (row["instructors"], row["starts_on"], row["edition"]) == (
        ["Wick, A"],
        "2027-01-19",
        "Spring 2027",
    )


@pytest.mark.parametrize(("given", "addresses"), [(LIST, [f"{API}/LMP/101.xml"]), (COURSE, [])])
def test_an_answer_leads_down_and_never_up(given: Page, addresses: list[str]) -> None:
    assert [link.url for link in links(given)] == addresses


def test_of_all_years_the_newest_is_read_and_lists_go_before_courses() -> None:
    years = "".join(
        f'<calendarYear id="{year}" href="{API[:-12]}/{year}.xml">{year}</calendarYear>'
        for year in (2026, 2027, 2025)
    )
    (newest,) = links(page("schedule", f"<calendarYears>{years}</calendarYears>"))
    assert newest.url.endswith("/2027.xml") and newest.reason == "edition"
    (course,) = links(LIST)
    assert (course.reason, course.words) == ("course", "Lighting a Room")
