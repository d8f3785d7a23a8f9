"""`courseatlas registry`: the catalogs that are known, and how much of them is covered."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import ExampleGroup, PositiveInt, delay_option, output_option, registry_option

if TYPE_CHECKING:
    import pandas as pd

    from courseatlas.coverage import CoverageRow
    from courseatlas.known_catalogs import KnownCatalog
    from courseatlas.probe_verdicts import ProbeVerdict


@click.group(cls=ExampleGroup, example="registry coverage")
def command() -> None:
    """List, show and visit the catalogs that are known, and tell how much is covered."""


@command.command("list", example="registry list --platform acalog --state CA")
@click.option("--platform", metavar="P", help="Only catalogs of this platform.")
@click.option("--state", metavar="S", help="Only institutions of this US state.")
@registry_option
def list_catalogs(platform: str | None, state: str | None, folder: Path | None) -> int:
    """List the known catalogs, each with its platform, how that is known, and its last verdict."""
    from cli.tables import Heading, print_table

    catalogs, verdicts = _load(folder)
    rows = (
        (each.key, each.state, each.platform, each.evidence, _verdict(each, verdicts), each.host)
        for each in catalogs
        if platform in (None, each.platform) and state in (None, each.state)
    )
    headings = [
        Heading("unitid", 8),
        Heading("state", 5),
        Heading("platform", 12),
        Heading("evidence", 13),
        Heading("verdict", 14),
        Heading("host", whole=True),
    ]
    print_table(headings, rows)
    return 0


@command.command(example="registry show 110635")
@click.argument("key", metavar="UNITID|HOST")
@registry_option
def show(key: str, folder: Path | None) -> int:
    """Print all that is known of an institution's catalogs, and of its AI programs."""
    from courseatlas.errors import UsageError
    from courseatlas.known_catalogs import load_programs

    catalogs, verdicts = _load(folder)
    chosen = [each for each in catalogs if key in (each.key, each.host)]
    if not chosen:
        raise UsageError(f"registry show {key}: not in the registry; see courseatlas registry list")
    for catalog in chosen:
        print("\n".join(_facts(catalog.model_dump(mode="json"))))
        verdict = verdicts.get(catalog.host)
        if verdict:
            facts = verdict.model_dump(mode="json", exclude={"host", "platform"})
            print("\n".join(_facts(facts)))
        print()
    for program in load_programs(_folder(folder) / "ai_programs.csv"):
        if program.ipeds_unitid == chosen[0].key:
            print(f"program seen ({program.evidence}): {program.program}")
    return 0


@command.command(example="registry probe --limit 0")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    metavar="N",
    help="At most N catalogs (default: 20).",
)
@click.option(
    "--jobs", type=PositiveInt, default=4, metavar="N", help="Hosts at a time (default: 4)."
)
@delay_option
@registry_option
def probe(limit: int, jobs: int, delay: float, folder: Path | None) -> int:
    """Visit catalogs that were not visited for 90 days, with at most 12 requests each.

    The verdicts go to verdicts.csv in the registry's folder, each before the next visit begins, and
    what can be read to candidates in its folder `sources`. The same command goes on where it was
    stopped.
    """
    from datetime import UTC, datetime

    from courseatlas import paths, sources
    from courseatlas.known_catalogs import load_catalogs
    from spiders import platforms
    from spiders.probe.registry import Round, probe_registry
    from spiders.probe.visit import VisitLimits

    registry = _folder(folder)
    catalogs = load_catalogs(registry / "catalogs.csv")
    taken = sources.load_registry(paths.SOURCES, registry / "sources", platforms.names())
    this = Round(datetime.now(UTC).date(), limit, jobs, limits=VisitLimits(delay=delay))
    done = 0
    for verdict in probe_registry(registry, catalogs, this, taken):
        done += 1
        what = verdict.detail or f"{verdict.platform}, {verdict.source_id or 'its source exists'}"
        print(f"{done} {verdict.host}: {verdict.verdict}: {what}", flush=True)
    print(f"{done} catalogs visited")
    return 0


@command.command(example="registry coverage")
@output_option
@registry_option
def coverage(output: Path, folder: Path | None) -> int:
    """Print how many institutions are known, visited and read, and how many have an AI program.

    By state, platform and size, beside the figures of the census of arXiv 2606.12428.
    """
    from cli.tables import Heading, print_table
    from courseatlas import coverage as covering

    covered = covering.coverage_of(_folder(folder), _tables(output))
    numbers = ("known", "probed", "confirmed", "read", "AI program")
    headings = [Heading("by", 8), Heading("name", 16)]
    headings += [Heading(name, 10, right=True) for name in numbers]
    print_table(headings, map(_cells, covered.rows))
    programs = covered.programs
    print(
        f"\nAI programs seen elsewhere: {programs.seen}; of institutions that are read: "
        f"{programs.of_read_institutions}, found: {programs.found}"
    )
    print(
        f"the census (arXiv 2606.12428): {covering.CENSUS_INSTITUTIONS} institutions, "
        f"{covering.CENSUS_MAJORS} majors and {covering.CENSUS_MINORS} minors in AI"
    )
    return 0


def _cells(row: "CoverageRow") -> tuple[object, ...]:
    return (
        row.group,
        row.name,
        row.known,
        row.probed,
        row.confirmed,
        row.read,
        row.with_ai_program,
    )


def _tables(output: Path) -> "Mapping[str, pd.DataFrame]":
    """The providers and the record tables of the last release, empty where there is none."""
    from courseatlas.arrow import empty_frame
    from courseatlas.releases import latest
    from courseatlas.schema import PROVIDERS, RECORD_TABLES

    release = latest(output)
    if release is None:
        return {table.name: empty_frame(table) for table in (PROVIDERS, *RECORD_TABLES)}
    return {"providers": release.table("providers"), **release.record_tables}


def _folder(folder: Path | None) -> Path:
    from courseatlas import paths

    return folder or paths.REGISTRY


def _load(
    folder: Path | None,
) -> "tuple[tuple[KnownCatalog, ...], Mapping[str, ProbeVerdict]]":
    from courseatlas.known_catalogs import load_catalogs
    from courseatlas.probe_verdicts import VERDICTS_FILE, load_verdicts

    registry = _folder(folder)
    return load_catalogs(registry / "catalogs.csv"), load_verdicts(registry / VERDICTS_FILE)


def _verdict(catalog: "KnownCatalog", verdicts: "Mapping[str, ProbeVerdict]") -> str | None:
    verdict = verdicts.get(catalog.host)
    return f"{verdict.verdict} {verdict.checked_on}" if verdict else None


def _facts(fields: Mapping[str, object]) -> Iterator[str]:
    yield from (f"{name:<13} {value}" for name, value in fields.items() if value is not None)
