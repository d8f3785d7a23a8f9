"""`courseatlas sources probe`: what software serves a catalog, and the source file that follows."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from cli.options import ExampleCommand, PositiveInt, delay_option

if TYPE_CHECKING:
    from courseatlas.known_catalogs import KnownCatalog
    from courseatlas.records import Page
    from spiders.probe.draft import Origin
    from spiders.probe.survey import Survey

_MOST_NAMES = 20


@click.command(
    cls=ExampleCommand, example="sources probe page.html --url https://catalog.example.edu/"
)
@click.argument("target", metavar="URL|FILE")
@click.option("--url", help="Where a saved page came from.")
@click.option("--write", "source_id", metavar="ID", help="Save the draft as the source ID.")
@click.option("--trial", type=PositiveInt, metavar="N", help="Crawl N pages and set the floors.")
@delay_option
@click.option(
    "--sources",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder that --write saves to (default: sources of the project).",
)
def probe(
    target: str,
    url: str | None,
    source_id: str | None,
    trial: int | None,
    delay: float,
    folder: Path | None,
) -> int:
    """Find out what software serves a catalog, and draft its source file.

    A URL is asked for with at most 12 requests, robots.txt first. A saved page is read as far as it
    goes. The draft and a sample go to standard output. Where there is no catalog, one line on
    standard error says why and what to do, nothing is written, and the status is 1.
    """
    from courseatlas import paths
    from courseatlas.errors import UsageError
    from spiders.probe import trial as trials
    from spiders.probe.draft import draft
    from spiders.probe.survey import warnings
    from spiders.scaffold import check_source_id

    destination = None
    if source_id:
        check_source_id(source_id)
        destination = (folder or paths.SOURCES) / f"{source_id}.yml"
        if destination.exists():
            raise UsageError(
                f"--write {source_id}: {destination} exists already; choose another id"
            )
        if not destination.parent.is_dir():
            raise UsageError(
                f"--sources {destination.parent}: is no folder; make it, or give another one"
            )
    with TemporaryDirectory(prefix="courseatlas-probe-") as scratch:
        origin, survey = _probe(target, url, Path(scratch), delay)
        catalog = _known_catalog(origin.url)
        text = draft(origin, survey, catalog)
        if trial:
            text = draft(origin, survey, catalog, trials.run(text, Path(scratch) / "trial", trial))
    print(text)
    print("\n".join(_report(survey)))
    for warning in warnings(survey):
        print(f"warning: {warning}", file=sys.stderr)
    if destination:
        destination.write_text(text, "utf-8")
        _check(destination)
        print(f"\nwritten: {destination}")
    return 0


def _probe(target: str, url: str | None, scratch: Path, delay: float) -> "tuple[Origin, Survey]":
    """Where the draft comes from, and what was seen. Raises AtlasError where it is no catalog."""
    if "://" in target:
        return _probe_site(target, scratch, delay)
    return _probe_file(target, url)


def _probe_site(url: str, scratch: Path, delay: float) -> "tuple[Origin, Survey]":
    from courseatlas.errors import AtlasError, UsageError
    from spiders.probe.draft import Origin
    from spiders.probe.finding import finding
    from spiders.probe.survey import survey
    from spiders.probe.visit import VisitLimits, today, visit

    try:
        visited = visit(url, scratch, VisitLimits(delay=delay))
    except ValueError as e:
        raise UsageError(f"sources probe: the address {e}") from e
    surveyed = survey(visited.platform, visited.pages) if visited.platform else None
    found = finding(visited, surveyed)
    if surveyed is None or found.word != "confirmed":
        raise AtlasError(found.line)
    print(f"{visited.requests} requests, {len(visited.pages)} pages read", file=sys.stderr)
    return Origin(visited.url, today(), visited.hosts, visited.robots), surveyed


def _probe_file(file: str, url: str | None) -> "tuple[Origin, Survey]":
    from cli.extract import open_page
    from courseatlas.errors import AtlasError
    from spiders import platforms
    from spiders.probe.draft import Origin
    from spiders.probe.finding import problem_of_page, unread_page
    from spiders.probe.survey import survey
    from spiders.probe.visit import today

    page = open_page(file, url, None)
    problem = problem_of_page(page)
    platform = None if problem else platforms.recognise(page)
    surveyed = survey(platform, [page]) if platform else None
    if surveyed is None or not surveyed.has_catalog:
        raise AtlasError((problem or unread_page(page, surveyed, 1)).line)
    where = url or _stated_address(page, file)
    hosts = (urlsplit(where).netloc, *platforms.load(surveyed.platform).also_hosts)
    return Origin(where, today(), hosts, {}), surveyed


def _stated_address(page: "Page", file: str) -> str:
    """The address that a saved page states. Raises UsageError where it states none."""
    from courseatlas.errors import UsageError
    from spiders.page.content import canonical_address

    stated = canonical_address(page) if page.is_html else ""
    if not stated.startswith("http"):
        raise UsageError(f"sources probe {file}: the page does not say where it is; give --url")
    return stated


def _known_catalog(url: str) -> "KnownCatalog | None":
    """What the registry knows of the host of a URL."""
    from courseatlas import known_catalogs, paths

    host = urlsplit(url).hostname
    catalogs = known_catalogs.load_catalogs(paths.REGISTRY / "catalogs.csv")
    return next((catalog for catalog in catalogs if catalog.host == host), None)


def _report(survey: "Survey") -> Iterator[str]:
    """What was seen, as comments of the draft cannot say it: a sample, and the fill rates."""
    from spiders.probe.sample import fill_rates, sample_rows

    yield f"seen: courses {survey.courses}, programs {survey.programs}"
    for label, names in (("subjects", survey.ai_subjects), ("programs", survey.ai_programs)):
        if names:
            yield f"{label} that speak of AI: {'; '.join(names[:_MOST_NAMES])}"
    for kind, code, title, address in sample_rows(survey.records):
        yield f"{kind:<8} {code:<12} {title:<60} {address}"
    for kind, column, share in fill_rates(survey.records):
        yield f"{kind:<8} {column:<24} {share:>5.0%}"


def _check(path: Path) -> None:
    """Check a file that was written; it is taken back where it is invalid."""
    from courseatlas import sources
    from courseatlas.errors import InvalidFile
    from spiders import platforms

    try:
        sources.load(path, platforms.names())
    except InvalidFile:
        path.unlink()
        raise
