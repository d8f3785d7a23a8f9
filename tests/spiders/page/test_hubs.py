"""Links of catalogs are told by their words, and by the words of the links beside them."""

import pytest

from courseatlas.records import Page
from spiders.page.editions import in_newest_edition
from spiders.page.hubs import hub_links, reason_of
from spiders.page.links import Link
from spiders.page.next_pages import hub_next_pages

ROOT = "https://catalog.example.edu"


def page(body: str, path: str = "/") -> Page:
    return Page(ROOT + path, f"<html><body>{body}</body></html>".encode())


def links_to(words_by_path: dict[str, str]) -> str:
    return "".join(f'<a href="{path}">{words}</a>' for path, words in words_by_path.items())


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Course Descriptions", "course_list"),
        ("Courses A–Z", "course_list"),
        ("Graduate Courses", "course_list"),
        ("AERO - Aerospace Engineering", "course_list"),
        ("Computer Science (CS)", "course_list"),
        ("Majors, Minors & Certificates", "program_list"),
        ("College of Engineering", "program_list"),
        ("Faculty of Science", "program_list"),
        ("A-Z Index", "program_list"),
        ("Robotics, B.S.", "program"),
        ("Minor in Data Science", "program"),
        ("CS 101 Programs", "course"),
        ("15-112 Fundamentals", "course"),
        ("Courses 2026", None),
        ("9 Degree Requirements", None),
        ("General Requirements - Bachelor's Degree", None),
        ("Intelligent Systems", None),
        ("Module Catalogue", "course_list"),
        ("Unit Handbook", "course_list"),
        ("Browse Classes", "course_list"),
        ("What you can study", "program_list"),
        ("Postgraduate Study", "program_list"),
        ("Study Abroad", None),
        ("College Catalog", "program_list"),
        ("Academic Catalog 2026-27", "program_list"),
        ("Catalog Archive", None),
        ("A–Z Areas of Study", "program_list"),
        ("Courses by letter", "course_list"),
    ],
)
def test_words_tell_where_a_link_leads(words: str, reason: str | None) -> None:
    assert reason_of(words) == reason


def test_a_subject_without_a_code_among_many_with_one_is_a_list_too() -> None:
    subjects = {
        "ant": "Anthropology (ANT)",
        "bio": "Biology (BIO)",
        "ba": "Business (BA)",
        "spa": "Spanish",
        "tar": "Tar (TAR)",
    }
    body = links_to({f"/all-we-teach/{path}/": words for path, words in subjects.items()})
    assert [link.reason for link in hub_links(page(body))] == ["course_list"] * 5
    alone = page(links_to({"/all-we-teach/ba/": "Business (BA)"}))
    assert [link.reason for link in hub_links(alone)] == ["program"]


def test_a_program_without_an_award_among_many_with_one_is_a_program() -> None:
    names = (
        "Lamps, BS",
        "Glass, BA",
        "Oil, MS",
        "Ropes, Minor",
        "Cognitive Computing",
        "All Majors",
    )
    body = links_to({f"/study/{place}/": name for place, name in enumerate(names)})
    assert [link.reason for link in hub_links(page(body))] == ["program"] * 5 + ["program_list"]


def test_what_is_no_part_of_a_catalog_is_not_followed() -> None:
    away = {
        "/academic-calendar/": "Dates",
        "/x/": "Academic Calendar",
        "/people/": "Faculty & Staff Directory",
        "/y/?print": "Courses",
        "/z/courses.pdf": "Courses",
        "mailto:a@example.edu?subject=Courses": "Courses",
        "/costs/": "Tuition and Fees",
    }
    body = links_to(away | {"/library-science/": "Library Science", "/life/": "Life by the sea"})
    assert [link.url for link in hub_links(page(body))] == [
        ROOT + "/library-science/",
        ROOT + "/life/",
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ["/2026-2027/courses/", "/about/"]),
        ("/2025-2026/", ["/2025-2026/courses/", "/about/"]),
        ("/2026-2027/courses/", ["/2026-2027/courses/", "/about/"]),
    ],
)
def test_one_edition_is_followed_the_newest_from_the_root(path: str, expected: list[str]) -> None:
    paths = ("/2024-25/courses/", "/2026-2027/courses/", "/2025-2026/courses/", "/about/")
    links = [Link(ROOT + each, "link") for each in paths]
    assert [
        link.url.removeprefix(ROOT) for link in in_newest_edition(ROOT + path, links)
    ] == expected


@pytest.mark.parametrize(
    ("heading", "lists", "expected"),
    [
        ("<h1>Catalog 2026-2027</h1>", "courses/", ["/catalog/courses/"]),
        # without a list of its own, or of an earlier year, a page leads to the editions it names
        ("<h1>Catalog 2026-2027</h1>", "about/", ["/catalog/about/", "/catalog-2024-25/"]),
        ("<h1>Catalog 2023-24</h1>", "courses/", ["/catalog/courses/", "/catalog-2024-25/"]),
        ("<h1>Catalog</h1>", "courses/", ["/catalog/courses/", "/catalog-2024-25/"]),
    ],
)
def test_a_page_that_prints_its_own_year_leads_to_no_earlier_edition(
    heading: str, lists: str, expected: list[str]
) -> None:
    words = {"courses/": "Descriptions of Courses", "about/": "Life by the sea"}[lists]
    body = f"{heading}<a href='{lists}'>{words}</a><a href='../catalog-2024-25/'>2024-25</a>"
    found = hub_links(Page(f"{ROOT}/catalog/", f"<html><body>{body}</body></html>".encode()))
    assert [link.url.removeprefix(ROOT) for link in found] == expected


@pytest.mark.parametrize(
    ("path", "pager", "expected"),
    [
        ("/list", '<a rel="next" href="?page=1">›</a>', ["/list?page=1"]),
        ("/list", '<a href="/list/2">Next page</a>', ["/list/2"]),
        ("/list", '<a href="?p=1">1</a><a href="?p=2">2</a><a href="?p=3">3</a>', ["/list?p=2"]),
        (
            "/list?p=2",
            '<a href="?p=1">1</a><a href="?p=3">3</a><a href="?p=9">9</a>',
            ["/list?p=3"],
        ),
        ("/list?p=9", '<a href="?p=1">1</a><a href="?p=8">8</a>', []),
        ("/list", '<a href="/other?page=2">2</a>', []),
    ],
)
def test_the_next_page_of_a_list_is_told_by_its_link_or_its_number(
    path: str, pager: str, expected: list[str]
) -> None:
    listing = page(pager, path)
    assert [link.url.removeprefix(ROOT) for link in hub_next_pages(listing)] == expected
    if "other" not in pager and "list/" not in pager:
        assert not list(hub_links(listing)), "the pages of a list come one by one"


def test_what_lies_below_a_list_has_the_reason_of_the_list() -> None:
    body = "<h1>Departments</h1>" + links_to(
        {"/study/departments/glass/": "Glass", "/life/dining/": "Dining"}
    )
    listed = [(link.words, link.reason) for link in hub_links(page(body, "/study/departments/"))]
    assert listed == [("Glass", "program_list"), ("Dining", "link")]


def test_the_letters_of_an_index_are_lists() -> None:
    letters = {f"letter-{letter}.html": letter for letter in "ABCDEF"}
    body = "<h1>Courses by letter</h1>" + links_to(letters)
    reasons = [link.reason for link in hub_links(page(body, "/catalog/az.html"))]
    assert reasons == ["course_list"] * 6


def test_a_catalog_may_lie_in_a_folder_that_other_pages_do_not_enter() -> None:
    body = links_to({"/registrar/catalog/letters.html": "By letter"})
    assert [link.words for link in hub_links(page(body, "/registrar/catalog/"))] == ["By letter"]
    assert list(hub_links(page(body))) == []


def test_entries_of_site_maps_are_told_by_their_paths() -> None:
    paths = ("/parts/courses-2.xml.gz", "/parts/news.xml.gz", "/course/pots-1", "/degrees/glass")
    entries = "".join(f"<url><loc>{ROOT}{path}</loc></url>" for path in paths)
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    body = f'<?xml version="1.0"?><urlset xmlns="{namespace}">{entries}</urlset>'
    found = hub_links(Page(f"{ROOT}/sitemap.xml", body.encode(), "application/xml"))
    reasons = ["course_list", "sitemap", "course", "program"]
    assert [link.reason for link in found] == reasons


def test_a_picture_names_the_link_that_it_stands_in() -> None:
    body = '<a href="/cat/"><img src="u.jpg" alt="Course Descriptions"></a>'
    assert [link.reason for link in hub_links(page(body))] == ["course_list"]
