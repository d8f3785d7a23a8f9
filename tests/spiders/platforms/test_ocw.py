"""MIT OpenCourseWare's data.json and course pages, in our own words."""

import json

import pytest

from courseatlas.records import Page, Unreadable
from spiders.platforms import ocw, recognise


def read(body: str, url: str = "https://ocw.mit.edu/", kind: str = "text/html"):
    return list(ocw.read(Page(url, body.encode(), kind)))


def test_ocw_reads_a_course_and_reports_what_it_cannot_read() -> None:
    facts = {"course_title": "True and False Pictures", "primary_course_number": "CMS.999", "term": "Fall", "year": "2024", "level": ["Undergraduate"],
             "course_description": 'See {{% resource_link "1" "the notes" %}}.', "instructors": [{"first_name": "Ada", "last_name": "Byron"}]}  # fmt: skip
    (record,) = read(
        json.dumps(facts),
        "https://ocw.mit.edu/courses/cms-999-fall-2024/data.json",
        "application/json",
    )
    assert (
        record.key == "cms-999-fall-2024"
        and record.url == "https://ocw.mit.edu/courses/cms-999-fall-2024/"
    )
    assert record.fields["description"] == "See the notes." and record.fields["instructors"] == [
        "Ada Byron"
    ]
    with pytest.raises(Unreadable):
        read('{"course_title": ', kind="application/json")


V2 = (
    '<div id="course-banner"><span class="course-number-term-detail">CMS.999 | Fall 2024 | Undergraduate, Graduate</span><h1><a class="text-white">True Pictures</a></h1></div>'
    '<div id="course-description"><div id="collapsed-description"><p>How a picture…</p></div><div id="expanded-description" class="d-none"><p>How a picture is made and unmade.</p></div></div>'
    '<div class="course-info"><h3>Instructors</h3><div class="course-info-content"><a class="course-info-instructor">Ada Byron</a></div></div>'
)


V3 = (
    '<div class="course-banner-v3"><span class="breadcrumb-text">CMS.999 | Fall 2024 | Undergraduate, Graduate</span><h1 class="course-title">True Pictures</h1></div>'
    '<div id="full-description"><p>How a picture is made and unmade.</p></div><a class="course-info-instructor">Ada Byron</a>'
)


@pytest.mark.parametrize("body", [V2, V3])
def test_a_course_without_its_json_is_read_from_either_theme_of_its_page(body: str) -> None:
    (record,) = read(
        f"<html><body>{body}</body></html>", "https://ocw.mit.edu/courses/cms-999-fall-2024/"
    )
    assert (record.key, record.title, record.fields["code"], record.fields["edition"]) == (
        "cms-999-fall-2024",
        "True Pictures",
        "CMS.999",
        "Fall 2024",
    )
    assert record.fields["description"] == "How a picture is made and unmade." and record.fields[
        "instructors"
    ] == ["Ada Byron"]


COURSE = "https://ocw.mit.edu/courses/cms-999-fall-2024/"
EXAMPLES = [
    Page(COURSE + "data.json", b'{"primary_course_number": "CMS.999"}', "application/json"),
    Page(COURSE, f"<html><body>{V2}</body></html>".encode()),
    Page(COURSE, f"<html><body>{V3}</body></html>".encode()),
]


@pytest.mark.parametrize("page", EXAMPLES)
def test_data_and_pages_are_recognised(page: Page) -> None:
    assert recognise(page) == "ocw"


def test_the_site_map_of_a_course_leads_to_its_data_and_its_page_stands_in_for_it() -> None:
    hub = Page("https://ocw.mit.edu/", f'<a href="{COURSE}sitemap.xml">x</a>'.encode())
    assert list(ocw.links(hub)) == [COURSE + "data.json"]
    assert ocw.fallback(COURSE + "data.json", []) == COURSE
    assert ocw.fallback(COURSE, []) is None
