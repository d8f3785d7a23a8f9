"""The documents that a release has already, with the navigation of the site over them.

They are its profiles, its findings and the report of its run.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from release_site.addresses import root_of
from release_site.frame import SiteFrame, SitePage, site_environment

FOLDER = "documents"
# each with the pages that belong to it, and the words of the navigation
GUIDE, FINDINGS, REPORT = (
    f"{FOLDER}/profile.html",
    f"{FOLDER}/findings.html",
    f"{FOLDER}/report/index.html",
)
_ENTRIES = {GUIDE: "Guide", FINDINGS: "Findings", REPORT: "Report"}
_FEED = f"{FOLDER}/feed.atom"
_COPIED = (
    "profile.html",
    "profiles/*.html",
    "findings.html",
    "findings.json",
    "feed.atom",
    "report/**/*",
)
# what leads past the navigation stays the first thing on a page
_BEGINNING = re.compile(r"<body>\s*(?:<a class=\"skip\"[^<>]*>[^<>]*</a>)?")
_SUFFIXES = (".html", ".json", ".svg", ".atom")


def document_entries(release: Path) -> dict[str, str]:
    """The documents of a release for the navigation: address -> words.

    An old release does not have all of them.
    """
    return {
        address: words
        for address, words in _ENTRIES.items()
        if (release / address.removeprefix(f"{FOLDER}/")).is_file()
    }


def feed_address(release: Path) -> str | None:
    """The address of the feed of what is new; None for a release of before, which has none."""
    return _FEED if (release / _FEED.removeprefix(f"{FOLDER}/")).is_file() else None


def described_dataset(release: Path) -> dict[str, Any] | None:
    """The release in schema.org's terms, None for one of before, which has no description."""
    try:
        node: dict[str, Any] = json.loads((release / "dataset.jsonld").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return node


def guide_addresses(release: Path) -> dict[str, str]:
    """The guide of each profile by the profile's id, as far as the release has its page."""
    found = {
        path.stem: f"{FOLDER}/profiles/{path.name}" for path in release.glob("profiles/*.html")
    }
    try:
        first = json.loads((release / "profile.json").read_text("utf-8"))["id"]
    except (OSError, ValueError, KeyError, TypeError):
        return found
    return ({first: GUIDE} if (release / "profile.html").is_file() else {}) | found


def document_pages(release: Path, frame: SiteFrame) -> Iterator[SitePage]:
    """The documents of a release as files of the site."""
    paths = {path for pattern in _COPIED for path in release.glob(pattern) if path.is_file()}
    for path in sorted(paths):
        if path.suffix in _SUFFIXES:
            address = f"{FOLDER}/{path.relative_to(release).as_posix()}"
            text = path.read_text("utf-8")
            is_page = path.suffix == ".html"
            yield SitePage(address, _with_navigation(text, address, frame) if is_page else text)


def _with_navigation(text: str, address: str, frame: SiteFrame) -> str:
    """The page with the links of the site at its beginning; what it says is not changed.

    The first `<body>` is the page's own, because what a catalog wrote is escaped.
    """
    template = site_environment().get_template("document_navigation.html.j2")
    links: Markup = Markup(
        template.render(navigation=frame.navigation(address), root=root_of(address))
    )
    return _BEGINNING.sub(lambda found: f"{found[0]}\n{links}", text, count=1)
