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


OLD = (
    '<div id="course_title"><h1 class="title" itemprop="name">True Pictures</h1></div><div id="course_inner_chp"><div id="course_info">'
    '<h3 class="divide">Instructor(s)</h3><p class="ins" itemprop="author">Prof. Ada Byron</p><p class="ins" itemprop="author">Dr. Mary Lovell</p>'
    '<h3 class="divide">MIT Course Number</h3><p>CMS.999</p><h3>As Taught In</h3><p itemprop="startDate" content="2013-02">Spring 2013</p>'
    '<h3 class="divide">Level</h3><p itemprop="typicalAgeRange" content="18-21">Undergraduate</p><p class="cite"><a href="#">Cite This Course</a></p></div>'
    '<div class="coursePreview"><h3 id="courseTitle">Another Course (1.999)</h3></div></div><div id="tabs"><h2><a href="#description">Course Description</a></h2>'
    '<div id="description" itemprop="description"><div><h2 class="subhead">Course Features</h2><ul><li>Projects</li></ul><h2 class="subhead">Course Description</h2>'
    "<p>How a picture is made.</p><p>And unmade.</p><h2>Related</h2><p>Something else.</p></div></div></div>"
)
OLD_COURSE = (
    "http://ocw.mit.edu/courses/comparative-media-studies/cms-999-true-pictures-spring-2013/"
)


def test_a_course_in_the_layout_of_2016_has_the_key_that_it_has_today() -> None:
    (record,) = read(f"<html><body>{OLD}</body></html>", OLD_COURSE)
    assert (record.key, record.title) == ("cms-999-true-pictures-spring-2013", "True Pictures")
    assert record.fields == {
        "code": "CMS.999",
        "edition": "Spring 2013",
        "level_text": "Undergraduate",
        "description": "How a picture is made.\nAnd unmade.",
        "instructors": ["Prof. Ada Byron", "Dr. Mary Lovell"],
        "license": "CC BY-NC-SA 4.0",
    }


def test_a_syllabus_in_the_layout_of_2016_states_no_course() -> None:
    assert not read(f"<html><body>{OLD}</body></html>", OLD_COURSE + "syllabus")


COURSE = "https://ocw.mit.edu/courses/cms-999-fall-2024/"
EXAMPLES = [
    Page(COURSE + "data.json", b'{"primary_course_number": "CMS.999"}', "application/json"),
    Page(COURSE, f"<html><body>{V2}</body></html>".encode()),
    Page(COURSE, f"<html><body>{V3}</body></html>".encode()),
    Page(OLD_COURSE, f"<html><body>{OLD}</body></html>".encode()),
]


@pytest.mark.parametrize("page", EXAMPLES)
def test_data_and_pages_are_recognised(page: Page) -> None:
    assert recognise(page) == "ocw"


def test_the_site_map_of_a_course_leads_to_its_data_and_its_page_stands_in_for_it() -> None:
    hub = Page("https://ocw.mit.edu/", f'<a href="{COURSE}sitemap.xml">x</a>'.encode())
    assert list(ocw.links(hub)) == [COURSE + "data.json"]
    assert ocw.fallback(COURSE + "data.json", []) == COURSE
    assert ocw.fallback(COURSE, []) is None
