"""Write the site of a release into a folder: pages, pictures, documents, and the search."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courseatlas.errors import DamagedRelease
from courseatlas.releases import Release
from release_site import addresses
from release_site.charts import Chart, DrawnChart, release_charts
from release_site.contents import SiteContents, read_contents
from release_site.documents import document_entries, document_pages
from release_site.frame import SiteFrame, SitePage
from release_site.pages.changes import changes_pages
from release_site.pages.charts import charts_page
from release_site.pages.course import course_page
from release_site.pages.event import event_page
from release_site.pages.home import home_page, search_page
from release_site.pages.lists import (
    directory_pages,
    letter_pages,
    provider_pages,
    topic_pages,
)
from release_site.pages.program import program_page
from release_site.search.documents import search_documents
from release_site.search.index import number_of_parts, write_index
from reporting import environment as reporting_environment

ASSETS = Path(__file__).with_name("assets")
# a folder that has it is a site, and may be replaced by another
MARK = "site.json"
_RECORD_PAGES = {"program": program_page, "course": course_page, "event": event_page}


@dataclass(frozen=True)
class SiteSize:
    """How large a site is: pages made of the tables, files in all, and their bytes."""

    pages: int
    files: int
    bytes: int


def write_site(release: Release, earlier: Sequence[Release], folder: Path) -> SiteSize:
    """Write the site of a release into an empty folder. `earlier` are the releases before it.

    Raises DamagedRelease where the release is not whole, AtlasError where the search cannot be
    built, and OSError where the disk refuses.
    """
    contents = read_contents(release)
    frame = SiteFrame(contents.version, _navigation(release.path))
    charts = release_charts(contents, [*earlier, release])
    drawn = [_drawn(chart, folder) for chart in charts]
    pages = _write_all(site_pages(contents, drawn, earlier, frame), folder)
    _write_all(document_pages(release.path, frame), folder)
    _write_assets(folder)
    write_index(folder, search_documents(contents), number_of_parts(len(contents.briefs)))
    mark = {"release": contents.version, "pages": pages}
    (folder / MARK).write_text(json.dumps(mark) + "\n", "utf-8")
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return SiteSize(pages, len(files), sum(files))


def site_pages(
    contents: SiteContents,
    charts: Sequence[DrawnChart],
    earlier: Sequence[Release],
    frame: SiteFrame,
) -> Iterator[SitePage]:
    """Every page that is made of the tables of a release."""
    yield home_page(contents, charts, frame)
    yield search_page(contents, frame)
    yield charts_page(charts, frame)
    yield from changes_pages(contents, _titles(earlier), frame)
    yield from directory_pages(contents, frame)
    yield from letter_pages(contents, frame)
    yield from provider_pages(contents, frame)
    yield from topic_pages(contents, frame)
    for kind, page in _RECORD_PAGES.items():
        for row in contents.rows(kind):
            yield page(row, contents, frame)


def _navigation(release: Path) -> dict[str, str]:
    """The entries of the navigation: address -> words."""
    return {
        addresses.SEARCH: "Search",
        addresses.OVERVIEWS["program"]: "Programs",
        addresses.OVERVIEWS["course"]: "Courses",
        addresses.OVERVIEWS["event"]: "Events",
        addresses.PROVIDERS: "Providers",
        addresses.TOPICS: "Topics",
        addresses.CHARTS: "Charts",
        addresses.CHANGES: "Changes",
        **document_entries(release),
    }


def _titles(earlier: Sequence[Release]) -> dict[str, str]:
    """The titles of the release before: the pages name what it had and this one has not."""
    if not earlier:
        return {}
    try:
        titles: dict[str, Any] = earlier[-1].titles_by_source
    except DamagedRelease:
        return {}  # the past is no reason to stop
    return {record_id: title for part in titles.values() for record_id, title in part.items()}


def _drawn(chart: Chart, folder: Path) -> DrawnChart:
    if chart.too_few:
        return DrawnChart(chart, None)
    from release_site.charts.drawing import draw  # matplotlib takes a second to import

    address = f"charts/{chart.key}.svg"
    SitePage(address, draw(chart)).write(folder)
    return DrawnChart(chart, address)


def _write_assets(folder: Path) -> None:
    """The style sheet, which begins with that of the report, the script of the search, the icon."""
    shared = (reporting_environment.TEMPLATES / "style.css").read_text("utf-8")
    own = (ASSETS / "site.css").read_text("utf-8")
    SitePage("assets/site.css", f"{shared}\n{own}").write(folder)
    for name in ("search.js", "icon.svg"):
        shutil.copy(ASSETS / name, folder / "assets" / name)


def _write_all(pages: Iterable[SitePage], folder: Path) -> int:
    """Write pages; returns how many."""
    number = 0
    for page in pages:
        page.write(folder)
        number += 1
    return number
