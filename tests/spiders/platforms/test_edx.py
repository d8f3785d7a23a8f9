"""edX's pages in the shapes that were seen of them, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import edx, recognise

EDX = (
    '<main><div class="course-info-content" data-course-run-key="course-v1:SampleX+SEE1+2026"><h1>Seeing Machines</h1><div class="p">Eyes for programs.</div>'
    '<div class="h4">7 weeks</div><div class="small">2–3 hours per week</div><div class="h4">Self-paced</div><div>1,234 already enrolled!</div>'
    '<div class="at-a-glance"><ul><li><span class="font-weight-bold">Level: </span> <!-- -->Introductory</li>'
    '<li><span class="font-weight-bold">Prerequisites: </span> <div><p>{before}</p></div></li><li><span class="font-weight-bold">Language: </span> English</li></ul></div>'
    "<table><tr><th><h4>Price</h4></th><td><p>$125 USD</p></td><td><p>Free</p></td></tr></table></div></main>"
)


@pytest.mark.parametrize(
    ("before", "stated"), [("Some algebra", "Some algebra"), ("None", None), ("None.", None)]
)
def test_an_edx_course_is_read_by_what_its_page_prints(before: str, stated: str | None) -> None:
    page = Page(
        "https://www.edx.org/course/seeing",
        f"<html><body>{EDX.format(before=before)}</body></html>".encode(),
    )
    (record,) = edx.read(page)
    row = parse(record.fields)
    assert recognise(page) == "edx" and (record.key, row["code"]) == (
        "SampleX+SEE1",
        "SampleX+SEE1",
    )
    assert (
        row["duration_weeks"],
        row["effort_hours_per_week_min"],
        row["effort_hours_per_week_max"],
    ) == (7, 2, 3)
    assert (row["difficulty"], row["language"], row["pacing"], row["enrolled_count"]) == (
        "beginner",
        "en",
        "self_paced",
        1234,
    )
    assert (row["price_amount"], row["price_currency"], row.get("prerequisites_text")) == (
        125,
        "USD",
        stated,
    )


PROGRAM = """<html><body><div class="program"><div class="type"><span>{type}</span> {within} <div class="title">Vision</div></div>
<div class="institution">SampleX</div></div><main>{courses}<div class="collapsible"><div class="collapsible-title"><span>Job outlook</span></div></div>
<div class="program-price">$447.30 <s>$497</s> USD</div><div class="enroll-context">{time}</div></main></body></html>"""
UNFOLDED = """<div class="collapsible"><div class="collapsible-title"><span>{0}</span></div>
<div class="collapsible-body"><a href="https://www.edx.org/course/{0}">{1}</a></div></div>"""


@pytest.mark.parametrize(
    ("path", "words", "link", "credential_type"),
    [
        (
            "/micromasters/samplex-vision",
            {
                "type": "MicroMasters<sup>®</sup> Program",
                "within": "in",
                "time": "2 courses in 6 months",
            },
            "View the course",
            "microcredential",
        ),
        (
            "/es/professional-certificate/samplex-vision",
            {"type": "Certificación Profesional", "within": "en", "time": "2 cursos en 6 meses"},
            "Ver el curso",
            "professional_certificate",
        ),
    ],
)
def test_an_edx_program_lists_the_courses_that_unfold_in_any_language(
    path: str, words: dict[str, str], link: str, credential_type: str
) -> None:
    courses = UNFOLDED.format("Light", link) + UNFOLDED.format("Shape", link)
    body = PROGRAM.format(courses=courses, **words)
    (record,) = edx.read(Page(f"https://www.edx.org{path}", body.encode()))
    row = parse(record.fields)
    assert (record.title, row["credential_type"], row["duration_months"]) == (
        "Vision",
        credential_type,
        6,
    )
    assert [component.course_title for component in record.components] == ["Light", "Shape"]


def test_cards_of_a_search_are_addresses_to_follow() -> None:
    body = (
        '<a href="/learn/lamps/wick-lamps?index=product&amp;queryId=4e07&amp;position=1">Lamps</a>'
    )
    page = Page("https://www.edx.org/search", body.encode())
    assert list(edx.links(page)) == ["https://www.edx.org/learn/lamps/wick-lamps"]


def test_an_older_edx_page_states_its_program_in_microdata() -> None:
    body = '<div itemscope itemtype="http://schema.org/EducationalTrack"><h1 itemprop="name">Vision Professional Certificate</h1><p itemprop="description">Eyes for programs.</p></div>'
    (record,) = edx.read(
        Page(
            "https://www.edx.org/professional-certificate/vision",
            f"<html><body>{body}</body></html>".encode(),
        )
    )
    assert (record.kind, record.title, parse(record.fields)["credential_type"]) == (
        "program",
        "Vision Professional Certificate",
        "professional_certificate",
    )


def test_edx_topic_pages_and_shells_state_nothing() -> None:
    for body in (
        "<main><h1>Learn vision</h1><div class='card'>Seeing Machines</div></main>",
        '<div id="___gatsby"></div>',
    ):
        assert (
            list(
                edx.read(
                    Page(
                        "https://www.edx.org/learn/vision",
                        f"<html><body>{body}</body></html>".encode(),
                    )
                )
            )
            == []
        )


EXAMPLES = [
    Page(
        "https://www.edx.org/course/seeing",
        f"<html><body>{EDX.format(before='None')}</body></html>".encode(),
    ),
    Page(
        "https://www.edx.org/page-data/course/seeing/page-data.json",
        b'{"result": {"pageContext": {"course": {"title": "Seeing", "prospectusPath": "/seeing",'
        b' "activeCourseRuns": [{"key": "course-v1:SampleX+SEE1+2026"}]}}}}',
        "application/json",
    ),
]


def test_the_page_data_of_a_course_is_edx_s_and_not_open_edx_s() -> None:
    assert recognise(EXAMPLES[1]) == "edx"
    (record,) = edx.read(EXAMPLES[1])
    assert (record.title, record.url) == ("Seeing", "https://www.edx.org/course/seeing")
