import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browsing import Browse
from tests.support.sites.server import Site


@pytest.fixture
def browse(chromium: str, tmp_path: Path) -> Iterator[Browse]:
    """The DOM that Chromium makes of a page; whatever it asked of the network fails the test."""
    proxy = Site()

    def dom(text: str, *flags: str) -> str:
        path = tmp_path / "page.html"
        path.write_text(text, "utf-8")
        quiet = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
        ]
        command = [
            chromium,
            *quiet,
            f"--user-data-dir={tmp_path / 'chromium'}",
            f"--proxy-server={proxy.host}",
            *flags,
            "--dump-dom",
            path.as_uri(),
        ]
        return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout

    yield dom
    proxy.close()
    assert not [path for path in proxy.asked if "example" in path], proxy.asked
