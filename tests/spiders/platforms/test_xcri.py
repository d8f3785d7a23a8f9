"""XCRI-CAP feeds of both versions, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.xcri import links, read

HEAD = """<?xml version="1.0"?><catalog xmlns="http://xcri.org/profiles/1.2/catalog" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:mlo="http://purl.org/net/mlo" xmlns:credit="http://purl.org/net/cm" xmlns:xhtml="http://www.w3.org/1999/xhtml"><provider>
<dc:title>Lamp College</dc:title>{}</provider></catalog>"""
OLD_HEAD = """<catalog xmlns="http://xcri.org/profiles/catalog"><provider><title>Lamp College</title>{}</provider></catalog>"""
LONG = "Everything about lamps, from the wick to the bulb and back again."
COURSE = f"""<course><dc:identifier>https://lamps.example.ac.uk/id/l101</dc:identifier><dc:identifier>L101</dc:identifier>
<dc:subject>QQ.1</dc:subject><dc:subject>Lamp making</dc:subject><dc:title>Lamps for Everyone</dc:title>
<mlo:url>https://lamps.example.ac.uk/l101</mlo:url><dc:description>L101, Lamps for Everyone</dc:description>
<dc:description><xhtml:div><xhtml:p>{LONG}</xhtml:p></xhtml:div></dc:description>
<mlo:prerequisite>A steady hand.</mlo:prerequisite>
<mlo:credit><credit:scheme>ECTS</credit:scheme><credit:value>10</credit:value></mlo:credit>
<presentation><mlo:start dtf="2027-10-04">October 2027</mlo:start><end>2028-02-04</end><mlo:duration>12 weeks</mlo:duration>
<attendanceMode identifier="ON">Online</attendanceMode><mlo:languageOfInstruction>EN</mlo:languageOfInstruction><mlo:cost>GBP155.00</mlo:cost></presentation>
<presentation><mlo:start>2027-05-04</mlo:start><mlo:duration>12 weeks</mlo:duration><mlo:cost>GBP155.00</mlo:cost>
<mlo:languageOfInstruction>EN</mlo:languageOfInstruction></presentation></course>"""
DEGREE = f"""<course><dc:identifier>P7</dc:identifier><dc:title>Lamp Design</dc:title><dc:type>Undergraduate</dc:type><abstract>{LONG}</abstract>
<mlo:qualification><dc:title>BSc (Honours)</dc:title></mlo:qualification><mlo:credit><credit:value>360</credit:value></mlo:credit>
<presentation><mlo:start>1900-01-01</mlo:start><mlo:cost>UK: GBP155.00; elsewhere: GBP340.00</mlo:cost>
<venue><provider><dc:title>Wick Campus</dc:title></provider></venue></presentation></course>"""
OLD_COURSE = f"""<course><identifier>https://lamps.example.ac.uk/id/l101</identifier><title>Lamps for Everyone</title>
<url>https://lamps.example.ac.uk/l101</url><description>&lt;p&gt;{LONG}&lt;/p&gt;</description>
<presentation><start>2027-05-04</start><end>2027-06-04</end></presentation></course>"""


def page(markup: str) -> Page:
    return Page("https://lamps.example.ac.uk/xcri.xml", markup.encode(), "application/xml")


EXAMPLES = [page(HEAD.format(COURSE)), page(OLD_HEAD.format(OLD_COURSE))]


def test_a_course_states_its_credits_its_first_presentation_and_what_all_of_them_share() -> None:
    (course,) = read(EXAMPLES[0])
    row = parse(course.fields)
    assert recognise(EXAMPLES[0]) == "xcri"
    assert (course.kind, course.key, course.url) == (
        "course",
        "L101",
        "https://lamps.example.ac.uk/l101",
    )
    assert (row["description"], row["prerequisites_text"]) == (LONG, "A steady hand.")
    assert (row["code"], row["subject"], row["credits_min"], row["credit_unit"]) == (
        "L101",
        "Lamp making",
        10,
        "ects",
    )
    assert (row["starts_on"], row.get("ends_on"), row["duration_weeks"]) == ("2027-05-04", None, 12)
    assert (row["language"], str(row["price_amount"]), row["delivery"]) == (
        "en",
        "155.00",
        "online",
    )


def test_what_leads_to_a_degree_is_a_program() -> None:
    (program,) = read(page(HEAD.format(DEGREE)))
    row = parse(program.fields)
    assert (program.kind, row["credential_type"], row["academic_level"]) == (
        "program",
        "bachelor",
        "undergraduate",
    )
    assert (row["credits_total_min"], row["campuses"]) == (360, ["Wick Campus"])
    assert {"starts_on", "price_amount"}.isdisjoint(row)


def test_the_elements_of_version_1_1_are_read_without_prefixes() -> None:
    (course,) = read(EXAMPLES[1])
    assert (course.key, course.title) == ("l101", "Lamps for Everyone")
    assert (course.fields["description"], course.fields["starts_on"]) == (LONG, "2027-05-04")


def test_a_description_with_a_type_comes_after_the_whole_one() -> None:
    typed = '<description xsi:type="x:audience">For everyone who has a lamp, and for all others too.</description>'
    feed = OLD_HEAD.replace(
        "<catalog", '<catalog xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    course = f"<course><title>Lamps</title>{typed}<description>{{}}</description></course>"
    for whole, description in (
        (LONG, LONG),
        ("L101", "For everyone who has a lamp, and for all others too."),
    ):
        (record,) = read(page(feed.format(course.format(whole))))
        assert record.fields["description"] == description


@pytest.mark.parametrize("type_of", ["terms:prerequisites", "prerequisites"])
def test_the_prerequisites_of_version_1_1_are_a_description_of_that_type(type_of: str) -> None:
    feed = OLD_HEAD.replace(
        "<catalog", '<catalog xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    typed = f'<description xsi:type="{type_of}">A steady hand.</description>'
    course = f"<course><title>Lamps</title>{typed}<description>{LONG}</description></course>"
    (record,) = read(page(feed.format(course)))
    assert record.fields["prerequisites_text"] == "A steady hand."
    assert record.fields["description"] == LONG


@pytest.mark.parametrize("markup", ["<catalog", "plain words"])
def test_what_is_no_feed_is_not_recognised(markup: str) -> None:
    assert recognise(page(markup)) is None


def test_a_page_leads_to_the_feeds_that_it_links_to_or_prints_and_a_feed_nowhere() -> None:
    body = (
        '<a href="/xcri">XCRI</a> <a href="/news">News</a> XCRI: https://lamps.example.ac.uk/f.xml.'
    )
    given = Page("https://lamps.example.ac.uk/data", f"<p>{body}</p>".encode())
    assert [link.url for link in links(given)] == [
        "https://lamps.example.ac.uk/xcri",
        "https://lamps.example.ac.uk/f.xml",
    ]
    assert not list(links(page(HEAD.format(COURSE))))
