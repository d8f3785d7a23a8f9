"""schema.org markup on any site."""

import json

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import jsonld, recognise


def read(body: str, url: str = "https://catalog.example.edu/cs/"):
    return list(jsonld.read(Page(url, body.encode())))


def test_a_broken_json_ld_block_does_not_lose_the_others() -> None:
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": "Seeing Machines",
        "courseCode": "SM1",
        "timeRequired": "W12",
    }
    body = f'<script type="application/ld+json">{{"@type": </script><script type="application/ld+json">{json.dumps(course)}</script>'
    (record,) = read(f"<html><head>{body}</head><body></body></html>")
    assert record.title == "Seeing Machines" and parse(record.fields)["duration_weeks"] == 12


def test_a_program_lists_the_courses_of_the_page_where_its_markup_names_none() -> None:
    program = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalProgram",
        "name": "Seeing Machines BSc",
    }
    items = "".join(f"<li>SM10{n} Eye {n}</li>" for n in range(3))
    body = f"""<html><head><script type="application/ld+json">{json.dumps(program)}</script></head><body><main>
    <h1>Seeing Machines BSc</h1><h2>Core modules</h2><ul>{items}</ul></main></body></html>"""
    (record,) = read(body)
    assert [each.course_code for each in record.components] == ["SM100", "SM101", "SM102"]
    (alone,) = read(body.replace("SM102 Eye 2", "A seminar"))
    assert alone.components == ()


def test_cards_of_other_pages_are_no_records() -> None:
    cards = [
        {"@type": "Course", "name": f"Card {n}", "url": f"https://example.org/course/{n}"}
        for n in range(3)
    ]
    body = f'<html><head><script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": cards})}</script></head><body></body></html>'
    assert read(body, "https://example.org/search") == []


def test_shells_and_empty_pages_give_no_record_and_no_platform() -> None:
    shell = '<html><body><div id="__next"></div><script src="/a.js"></script></body></html>'
    assert recognise(Page("https://example.org/", shell.encode())) is None
    assert read(shell) == []


EXAMPLES = [
    Page(
        "https://example.org/seeing",
        b'<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Course"}</script>',
    )
]


def test_markup_that_any_site_may_carry_is_a_weak_mark() -> None:
    (page,) = EXAMPLES
    assert recognise(page) == "jsonld"
    assert recognise(Page("https://www.edx.org/course/seeing", page.body)) == "edx"


def test_markup_that_names_no_course_does_not_claim_the_page() -> None:
    markup = '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "%s", "name": "Lamps"}</script>'
    named = [
        recognise(Page("https://example.org/", (markup % each).encode()))
        for each in ("Course", "Organization")
    ]
    assert named == ["jsonld", None]


MICRODATA = """<main itemscope itemtype="https://schema.org/{}"><h1 itemprop="name">Lamps</h1>
<p itemprop="description">From cotton to flame.</p><p>Know: <span itemprop="coursePrerequisites">Oil</span></p>
<div itemprop="hasCourseInstance" itemscope itemtype="https://schema.org/CourseInstance">
<meta itemprop="courseMode" content="online"></div></main>"""


def test_a_course_in_microdata_alone_is_read() -> None:
    page = Page(
        "https://example.org/learn/lamps", f"<html><body>{MICRODATA.format('Course')}".encode()
    )
    assert recognise(page) == "jsonld"
    (record,) = jsonld.read(page)
    assert (record.kind, record.title) == ("course", "Lamps")
    assert record.fields["prerequisites_text"] == "Oil"
    assert record.fields["delivery"] == "online"
    other = Page("https://example.org/", f"<html><body>{MICRODATA.format('Product')}".encode())
    assert recognise(other) is None


def test_a_feed_of_courses_is_found_where_a_page_only_prints_its_address() -> None:
    body = (
        "<p>Our XCRI-CAP feed lives at https://example.org/feeds/courses.xml. "
        "Another college's is at https://other.example.org/feeds/courses.xml.</p>"
    )
    urls = [link.url for link in jsonld.links(Page("https://example.org/data", body.encode()))]
    assert urls == ["https://example.org/feeds/courses.xml"]
    unnamed = body.replace("XCRI-CAP", "big")
    assert not list(jsonld.links(Page("https://example.org/data", unnamed.encode())))
