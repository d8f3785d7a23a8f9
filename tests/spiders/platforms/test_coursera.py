"""Coursera's catalog answers and detail pages, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.platforms import recognise
from spiders.platforms.coursera import links, next_pages, read

API = "https://api.coursera.org/api/courses.v1?fields=name&limit=2&start=0"
ROW = {"courseType": "v2.ondemand", "id": "a1", "slug": "seeing", "name": "Seeing Machines ", "description": "Pixels.\n\nEdges.",
       "workload": "4 weeks of study, 1-2 hours/week", "primaryLanguages": ["pt-BR"], "partnerIds": ["6"], "instructorIds": ["7"]}  # fmt: skip
LINKED = {
    "partners.v1": [{"id": "6", "name": "Example University"}],
    "instructors.v1": [{"id": "7", "fullName": "Ada Byron"}],
}


def answer(rows: list, url: str = API, **more: object) -> Page:
    return Page(
        url, json.dumps({"elements": rows, "linked": {}} | more).encode(), "application/json"
    )


def detail(path: str, body: str) -> Page:
    return Page(
        f"https://www.coursera.org/{path}",
        f"<html><head></head><body>{body}</body></html>".encode(),
    )


HERO = (
    '<main><h1 data-e2e="hero-title">{title}</h1><a data-track-component="partner"><span>Example University</span></a>'
    '<a data-track-component="hero_instructor"><span>Ada Byron</span></a><p><span><strong><span>4,991</span></strong> already enrolled </span></p>'
    '<div data-e2e="key-information"><div><div>4.6</div><div>(1,150 reviews)</div></div><div>Beginner level</div>'
    "<div><div>3 weeks</div><div>at 10 hours a week</div></div><div>Flexible schedule</div><div>Learn at your own pace</div></div>{more}</main>"
    "<h1>For business</h1>"
)


def test_a_detail_page_has_the_other_name_of_its_row_as_key() -> None:
    (row,) = read(answer([ROW], linked=LINKED))
    (page,) = read(
        detail("learn/seeing?action=enroll", HERO.format(title="Seeing Machines", more=""))
    )
    assert (
        (row.kind, *row.aliases, row.url, row.title)
        == (page.kind, page.key, page.url, page.title)
        == ("course", "seeing", "https://www.coursera.org/learn/seeing", "Seeing Machines")
    )
    assert row.key == ROW["id"]


def test_a_renamed_course_keeps_its_key() -> None:
    keys = [next(read(answer([ROW | {"slug": slug}]))).key for slug in ("seeing", "seeing-anew")]
    assert keys[0] == keys[1] == ROW["id"]


def test_a_row_takes_names_from_what_is_linked() -> None:
    page = answer([ROW], linked=LINKED)
    (course,) = read(page)
    facts = parse(course.fields)
    assert recognise(page) == "coursera"
    assert (facts["offered_by"], facts["instructors"], facts["language"]) == (
        ["Example University"],
        ["Ada Byron"],
        "pt-BR",
    )
    assert (
        facts["duration_weeks"],
        facts["effort_hours_per_week_min"],
        facts["effort_hours_per_week_max"],
    ) == (4, 1, 2)
    (bare,) = read(
        answer(
            [{"slug": "seeing", "name": "Seeing", "courseType": "v2.ondemand", "partnerIds": ["6"]}]
        )
    )
    assert dict(bare.fields) == {}


def test_a_domain_is_a_subject_and_a_linked_series_is_a_program() -> None:
    row = ROW | {"id": "a1", "domainTypes": [{"domainId": "arts"}], "specializations": ["3"]}
    series = {"id": "3", "shortName": "vision", "name": "Vision"}
    course, program = read(answer([row], linked={"specializations.v1": [series]}))
    assert course.fields["subject"] == "arts"
    assert (program.kind, program.aliases, program.title) == ("program", ("vision",), "Vision")
    assert [each.course_title for each in program.components] == [course.title]


def test_a_specialization_lists_the_courses_that_are_linked() -> None:
    row = {"slug": "vision", "name": "Vision", "courseIds": ["a1", "gone"], "partnerIds": []}
    (program,) = read(
        answer([row], linked={"courses.v1": [{"id": "a1", "name": "Seeing Machines"}]})
    )
    assert (program.kind, program.fields["credential_type"], program.url) == (
        "program",
        "specialization",
        "https://www.coursera.org/specializations/vision",
    )
    assert [(component.course_title, component.role) for component in program.components] == [
        ("Seeing Machines", "component")
    ]


def test_a_detail_page_states_what_its_hero_and_key_facts_print() -> None:
    skills = '<div id="about"><a data-track-component="seo_skills_link_tag">Vision</a></div><div>Taught in English</div><div id="modules"><div class="rc-CML">Pixels first.</div><h3>Pixels</h3><h3>Edges</h3></div>'
    page = detail("learn/seeing", HERO.format(title="Seeing Machines", more=skills))
    (course,) = read(page)
    facts = parse(course.fields)
    assert recognise(page) == "coursera"
    assert (facts["rating_value"], facts["rating_count"], facts["enrolled_count"]) == (
        4.6,
        1150,
        4991,
    )
    assert (facts["difficulty"], facts["pacing"], facts["language"], facts["duration_weeks"]) == (
        "beginner",
        "self_paced",
        "en",
        3,
    )
    assert (facts["effort_hours_per_week_min"], facts["effort_hours_per_week_max"]) == (10, 10)
    assert (facts["syllabus"], facts["description"], facts["instructors"]) == (
        ["Pixels", "Edges"],
        "Pixels first.",
        ["Ada Byron"],
    )


@pytest.mark.parametrize(
    ("path", "credential"),
    [
        ("specializations/vision", "specialization"),
        ("professional-certificates/vision", "professional_certificate"),
    ],
)
def test_a_series_is_a_program_with_its_courses(path: str, credential: str) -> None:
    (program,) = read(
        detail(
            path,
            HERO.format(
                title="Vision",
                more='<div id="courses"><h3><a href="/learn/seeing">Seeing Machines</a></h3></div>',
            ),
        )
    )
    assert program.kind == "program" and program.fields["credential_type"] == credential
    assert [component.course_title for component in program.components] == ["Seeing Machines"]


@pytest.mark.parametrize(
    "page",
    [
        detail(
            "learn/seeing",
            '<div id="rendered-content"></div><script>window.__APOLLO_STATE__ = {}</script>',
        ),
        detail("courses", HERO.format(title="Results", more="")),
        Page(
            "https://www.coursera.org/urls.json",
            b'["https://www.coursera.org/learn/seeing"]',
            "application/json",
        ),
    ],
)
def test_shells_listings_and_lists_of_addresses_hold_no_record(page: Page) -> None:
    assert list(read(page)) == []


def test_an_answer_leads_to_the_next_until_none_is_named() -> None:
    following = "https://api.coursera.org/api/courses.v1?fields=name&limit=2&start=2"
    assert list(next_pages(answer([], paging={"next": "2"}))) == [following]
    assert list(next_pages(answer([], paging={}))) == list(next_pages(answer([]))) == []
    with pytest.raises(Unreadable):
        list(read(Page(API, b'{"elements": [', "application/json")))


def test_the_rendered_state_fills_what_the_page_does_not_print() -> None:
    products = {
        "a": {"url": "/learn/other", "avgProductRating": 1.0},
        "b": {
            "url": "/learn/seeing",
            "avgProductRating": 4.7,
            "numProductRatings": 12,
            "productDifficultyLevel": "ADVANCED",
            "partners": ["Example University"],
        },
    }
    (course,) = read(
        detail(
            "learn/seeing",
            f'<main><h1 data-e2e="hero-title">Seeing Machines</h1></main><script>window.__APOLLO_STATE__ = {json.dumps(products)}; window.renderedClassNames = []</script>',
        )
    )
    facts = parse(course.fields)
    assert (
        facts["rating_value"],
        facts["rating_count"],
        facts["difficulty"],
        facts["offered_by"],
    ) == (
        4.7,
        12,
        "advanced",
        ["Example University"],
    )


def test_an_answer_leads_to_its_specializations_and_a_page_to_detail_pages() -> None:
    url = "https://api.coursera.org/api/onDemandSpecializations.v1?start=0"
    rows = [{"slug": "vision", "name": "Vision"}, {"name": "without a slug"}]
    assert list(links(answer(rows, url))) == ["https://www.coursera.org/specializations/vision"]
    hub = detail("browse", '<a href="/learn/seeing">x</a><a href="/search?query=ai">y</a>')
    assert list(links(hub)) == ["https://www.coursera.org/learn/seeing"]


EXAMPLES = [answer([ROW]), detail("learn/seeing", HERO.format(title="Seeing Machines", more=""))]
