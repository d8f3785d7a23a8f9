"""The pages with axe in Chromium, light and dark; on a telephone nothing sticks out; the keyboard reaches all."""

import pytest

from release_site.addresses import record_page
from tests.support.browsing import OpenPage

PAGES = [
    "index.html",
    "search.html?q=oil",
    "courses.html",
    "providers.html",
    "providers/x.html",
    "topics/robotics.html",
    "changes.html",
    "charts.html",
    "documents/profile.html",
    record_page("x:course:gas"),
    record_page("x:course:a/b"),
    record_page("x:program:degrees/lamps"),
    record_page("x:event:fair"),
]


def test_axe_finds_no_violation_and_a_telephone_shows_all(served: str, open_page: OpenPage) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    for address in PAGES:
        page = open_page(f"{served}/{address}", bypass_csp=True)
        page.wait_for_load_state("networkidle")
        for details in page.locator("details").all():
            details.evaluate("element => element.open = true")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = axe.Axe().run(page)
            report = found.generate_report() if found.violations_count else ""
            assert not report, f"{address}, {scheme}: {report}"
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        page.close()


def test_the_keyboard_skips_to_the_content_and_reaches_the_filters(
    served: str, open_page: OpenPage
) -> None:
    page = open_page(f"{served}/search.html?q=oil")
    page.locator("#status", has_text="record").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert {"q", "delivery", "provider", "A"} <= reached


def test_a_printed_page_has_the_numbers_and_no_navigation(served: str, open_page: OpenPage) -> None:
    page = open_page(f"{served}/charts.html")
    numbers = page.locator("details table").first
    links = page.get_by_role("navigation", name="Site")
    assert links.is_visible() and not numbers.is_visible()
    page.emulate_media(media="print")
    assert numbers.is_visible() and not links.is_visible()
