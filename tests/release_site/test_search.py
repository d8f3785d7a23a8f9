"""The search in a browser: words, filters, opening a record, going back, and sharing an address."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from release_site.build import write_site
from release_site.search import index
from tests.support.browsing import QUIET, OpenPage, serving
from tests.support.guide import row
from tests.support.small_release import write_release


def titles(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("#results a").all_inner_texts()]


def status(page: Any, words: str) -> None:
    """Wait until the status says the words."""
    page.locator("#status", has_text=words).wait_for()


def test_words_of_titles_topics_and_codes_find_records(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}/search.html")
    status(page, "5 records")
    for words, title in [
        ("eclairage", "Éclairage au gaz"),
        ("robotics", "Éclairage au gaz"),
        ("CS2", "Éclairage au gaz"),
        ("lamp lighting", "Lamp Lighting, MS"),
    ]:
        page.get_by_label("Titles, providers, topics and codes").fill(words)
        status(page, f"for “{words}”")
        assert titles(page)[0] == title, words
    page.get_by_label("Titles, providers, topics and codes").fill("zzz")
    status(page, "0 records for “zzz”")
    assert titles(page) == []


def test_without_words_the_most_relevant_come_first(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}/search.html")
    status(page, "5 records")
    assert titles(page)[0] == "Éclairage au gaz"


def test_a_filter_narrows_and_is_in_the_address(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}/search.html")
    status(page, "5 records")
    page.get_by_label("Delivery").select_option("Online")
    status(page, "1 record")
    assert titles(page) == ["Oil"] and urlsplit(page.url).query == "delivery=Online"
    page.get_by_label("Price").select_option("Free")
    status(page, "1 record")
    assert urlsplit(page.url).query == "delivery=Online&price=Free"
    page.go_back()
    page.wait_for_url("**/search.html?delivery=Online")
    status(page, "1 record")
    assert page.get_by_label("Price").input_value() == ""


def test_a_record_opens_and_back_leads_to_the_same_results(
    served: str, open_page: OpenPage
) -> None:
    page = open_page(f"{served}/search.html?q=oil&kind=Course")
    status(page, "1 record for “oil”")
    page.get_by_role("link", name="Oil", exact=True).click()
    page.wait_for_url("**/courses/x/oil.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Oil"
    page.go_back()
    status(page, "1 record for “oil”")
    assert titles(page) == ["Oil"] and page.get_by_label("Kind").input_value() == "Course"


def test_a_shared_address_shows_what_it_was_shared_for(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}/search.html?q=lamp&kind=Event&topic=No+such+topic")
    status(page, "for “lamp”")
    assert titles(page) == ["Fair of Lamps"]
    assert page.locator("#words").input_value() == "lamp"


def test_the_home_page_searches_without_a_script(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}/index.html")
    page.get_by_role("searchbox").fill("oil")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=oil")
    status(page, "for “oil”")


def test_a_large_release_is_searched_in_parts_and_shown_as_one(
    tmp_path: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "PART_RECORDS", 2)
    scores = [0.3, 0.9, 0.1, 0.7, 0.5]
    courses = [row("oil"), *(row(f"{score}", title=f"Lamps {score}", relevance_score=score) for score in scores)]  # fmt: skip
    (tmp_path / "built").mkdir()
    empty: dict[str, list[Any]] = {"program_courses": [], "course_prerequisites": []}
    release = write_release(tmp_path, courses=courses, programs=[], events=[], **empty)
    write_site(release, [], tmp_path / "built")
    assert len(list((tmp_path / "built" / "pagefind").iterdir())) == 3
    with serving(tmp_path / "built") as address:
        page = open_page(f"{address}/search.html")
        status(page, "6 records")
        assert [title for title in titles(page) if title != "Lamps oil"] == [
            f"Lamps {score}" for score in sorted(scores, reverse=True)
        ]
        page.get_by_label("Titles, providers, topics and codes").fill("lamps")
        status(page, "6 records for “lamps”")
        assert "Course (6)" in page.get_by_label("Kind").inner_text()
        page.get_by_role("link", name="Lamps 0.1", exact=True).click()
        page.wait_for_url("**/courses/x/0.1.html")


def test_what_a_catalog_wrote_is_text_in_the_results(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}/search.html?q=alert")
    status(page, "1 record for “alert”")
    assert titles(page)[0].startswith("<script>alert(1)</script>")


def test_from_a_folder_the_search_says_what_it_needs_and_the_lists_work(
    small_site: Path, chromium: str
) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page()
        page.goto((small_site / "search.html").as_uri() + "?q=oil")
        assert "needs JavaScript and a web server" in page.locator("#status").inner_text()
        page.locator("#status").get_by_role("link", name="courses").click()
        page.get_by_role("link", name="Oil", exact=True).click()
        assert page.get_by_role("heading", level=1).inner_text() == "Oil"
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colour == "rgb(244, 246, 248)"  # the style sheet is read from a folder too
        browser.close()
