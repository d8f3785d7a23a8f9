"""The order of a crawl: lists before details, what is about AI before the rest."""

from pathlib import Path

import pytest
from scrapy import Request

from courseatlas.records import Page, Record
from spiders.frontier import best_first, priority
from spiders.page.links import Link
from spiders.paging import Listings

URL = "https://catalog.example.edu/a/"
# from the first page that is asked for to the last
ORDER = [
    (Link(URL, "start"), 0),
    (Link(URL, "edition"), 1),
    (Link(URL, "course_list", "Computer Vision (CV)"), 2),
    (Link(URL, "program_list", "Programs"), 1),
    (Link(URL, "program_list", "Programs"), 2),
    (Link(URL, "program", "Cognitive Computing and Machine Learning, BS"), 3),
    (Link(URL, "link", "Intelligent Systems"), 4),
    (Link(URL, "program", "Statistics, BS"), 3),
    (Link(URL, "course", "POT 101 Pottery"), 1),
    (Link(URL, "course", "POT 102 Pottery"), 3),
    (Link(URL, "link", "About"), 1),
]


@pytest.mark.parametrize("place", range(1, len(ORDER)))
def test_lists_go_before_details_and_ai_before_the_rest(place: int) -> None:
    earlier, later = ORDER[place - 1], ORDER[place]
    assert priority(*earlier) > priority(*later), (earlier, later)


def test_a_link_without_words_speaks_by_its_address() -> None:
    named = Link("https://catalog.example.edu/x/deep-learning-certificate/", "sitemap")
    assert priority(named, 4) > priority(Link(URL, "program", "Pottery, BA"), 1)


def test_the_best_request_of_a_page_is_given_first_and_equal_ones_keep_their_order() -> None:
    dining, news, courses = (
        Request(f"{URL}{name}", priority=priority(Link(URL, reason), 1))
        for name, reason in (("dining", "link"), ("news", "link"), ("courses", "course_list"))
    )
    assert best_first([dining, None, news, courses]) == [courses, dining, news]


@pytest.mark.parametrize("is_repeated", [False, True])
def test_a_list_ends_where_a_page_brings_nothing_that_earlier_ones_did_not(
    is_repeated: bool,
) -> None:
    listings = Listings()
    following = [Link("https://catalog.example.edu/list?page=9", "next_page")]
    first, second, third = (
        Page(f"https://catalog.example.edu/list?page={number}", b"") for number in range(3)
    )
    pots, jugs = Record("course", "POT-1", URL, "Pots"), Record("course", "POT-2", URL, "Jugs")
    assert not listings.has_ended(first.url, first, [pots], following)
    assert not listings.has_ended(first.url, second, [jugs], following)
    last = [pots, jugs] if is_repeated else [Record("course", "POT-3", URL, "Cups")]
    assert listings.has_ended(first.url, third, last, following) is is_repeated


def test_further_sections_of_a_course_do_not_end_a_list_at_once() -> None:
    listings = Listings()
    pots = [Record("course", "POT-1", URL, "Pots")]
    pages = [
        Page(f"{URL}?page={number}", f"<p>POT 1 - Pots - section {number:05}</p>".encode())
        for number in range(30)
    ]
    ended = [listings.has_ended(pages[0].url, page, pots, []) for page in pages]
    assert ended.index(True) > 20, "a page with new text is doubted, and read on"


def test_courses_that_another_list_held_do_not_end_a_list(tmp_path: Path) -> None:
    listings = Listings()
    pots = [Record("course", "POT-1", URL, "Pots")]
    page = Page("https://catalog.example.edu/list?page=1", b"")
    assert not listings.has_ended("https://catalog.example.edu/other", page, pots, [])
    assert not listings.has_ended("https://catalog.example.edu/list", page, pots, [])
