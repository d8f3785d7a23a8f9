from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from release_site.build import write_site
from tests.support.browsing import QUIET, OpenPage, serving
from tests.support.small_release import write_release
from tests.support.waiting import DEADLINE_SECONDS


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a release of a few rows. No test changes it."""
    output = tmp_path_factory.mktemp("small site")
    (output / "built").mkdir()
    write_site(write_release(output), [], output / "built")
    return output / "built"


@pytest.fixture
def served(small_site: Path) -> Iterator[str]:
    """The address of the small site on a server of the loopback."""
    with serving(small_site) as address:
        yield address


@pytest.fixture
def open_page(chromium: str) -> Iterator[OpenPage]:
    """Opens a page in Chromium; what it asks of another host, or says on its console, fails the test."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    faults: list[str] = []
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)

        def opened(address: str, **options: Any) -> Any:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
            context.set_default_timeout(1000 * DEADLINE_SECONDS)
            page = context.new_page()
            page.on("console", lambda said: faults.extend(_fault(said)))
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("request", lambda asked: _is_local(asked.url) or faults.append(asked.url))
            page.goto(address)
            return page

        yield opened
        browser.close()
    assert faults == []


def _fault(said: Any) -> list[str]:
    """What a page says on its console; a document of the release names no icon."""
    if said.location["url"].endswith("/favicon.ico"):
        return []
    return [f"{said.type}: {said.text}"]


def _is_local(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("file", "blob", "data") or parts.hostname == "127.0.0.1"
