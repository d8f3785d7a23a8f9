"""`courseatlas sources`: the registry of catalogs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import ExampleGroup, output_option, registry_option, sources_option
from cli.probe import probe

if TYPE_CHECKING:
    from courseatlas.sources import Source


@click.group(cls=ExampleGroup, example="sources check")
def command() -> None:
    """List, show and check the registry of sources, or begin a new one."""


@command.command("list", example="sources list")
@sources_option
@output_option
def list_sources(folder: Path | None, output: Path) -> int:
    """List each source with its state now and in the last release, its platform and provider."""
    from cli.tables import Heading, print_table
    from spiders.registry import load_sources

    headings = [
        Heading("source", 28),
        Heading("state", 10),
        Heading("last state", 10),
        Heading("platform", 12),
        Heading("provider"),
    ]
    print_table(headings, _rows(load_sources(folder), output))
    return 0


def _rows(registry: "dict[str, Source]", output: Path) -> Iterator[Sequence[object]]:
    from courseatlas.releases import latest

    release = latest(output)
    states = (
        {row["source_id"]: row["state"] for row in release.rows("source_health")} if release else {}
    )
    for source in registry.values():
        name = f"{source.name} ({source.reason})" if source.reason else source.name
        yield source.id, source.state, states.get(source.id, "-"), source.platform, name


@command.command(example="sources show cmu")
@click.argument("source_id", metavar="ID")
@sources_option
def show(source_id: str, folder: Path | None) -> int:
    """Print the YAML file of a source."""
    from spiders.registry import source_file

    print(source_file(source_id, folder).read_text("utf-8"), end="")
    return 0


@command.command(example="sources check")
@sources_option
def check(folder: Path | None) -> int:
    """Check every source file and the profiles; a problem names file, line, field and remedy."""
    from courseatlas import paths, profiles
    from spiders.registry import load_sources

    registry = load_sources(folder)
    profiles.load_all(paths.PROFILES, None if folder else registry)
    print(f"valid sources: {len(registry)}")
    return 0


@command.command(example="sources schema > sources/source.schema.json")
def schema() -> int:
    """Print the JSON Schema of a source file, with which editors check and complete it."""
    from courseatlas.source_file import json_schema

    print(json_schema(), end="")
    return 0


@command.command(example="sources new example --platform courseleaf")
@click.argument("source_id", metavar="ID")
@click.option(
    "--platform",
    required=True,
    metavar="NAME",
    help="The platform, see courseatlas platforms list.",
)
def new(source_id: str, platform: str) -> int:
    """Write the first files of a new source, with a test that fails until they are filled."""
    from courseatlas import paths
    from spiders.scaffold import new_source

    for path in new_source(paths.ROOT, source_id, platform):
        print(path)
    return 0


@command.command(example="sources promote example-university")
@click.argument("source_id", metavar="ID")
@registry_option
def promote(source_id: str, folder: Path | None) -> int:
    """Make a candidate of the registry a source that every refresh reads; its id stays."""
    from courseatlas import paths
    from spiders.probe import candidates

    print(candidates.promote(folder or paths.REGISTRY, source_id))
    return 0


command.add_command(probe, "probe")
