"""`courseatlas releases`: list, compare, verify, withdraw and prune the published releases."""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import ExampleGroup, existing_output_option, keep_option, output_option

if TYPE_CHECKING:
    from courseatlas.releases import Release


@click.group(cls=ExampleGroup, example="releases verify latest")
def command() -> None:
    """List, compare, verify, withdraw and prune the published releases."""


@command.command("list", example="releases list")
@output_option
def list_releases(output: Path) -> int:
    """List the releases and what each holds."""
    from cli.tables import Heading, print_table

    rows = list(_rows(output))
    if not rows:
        print(f"{output}: no release yet; courseatlas refresh makes one", file=sys.stderr)
    print_table([Heading("version", 16), Heading("holds"), Heading("")], rows, with_headings=False)
    return 0


def _rows(output: Path) -> Iterator[Sequence[object]]:
    from courseatlas.releases import all_releases, latest

    current = latest(output)
    for release in all_releases(output):
        is_current = current is not None and release.version == current.version
        yield release.version, _contents(release), " <- latest" if is_current else None


def _contents(release: "Release") -> str:
    """The row counts of a release; a damaged release says so and does not hide the others."""
    from courseatlas.errors import DamagedRelease

    try:
        files = release.manifest["files"]
        return ", ".join(
            f"{files[f'{name}.parquet']['rows']} {name}"
            for name in ("courses", "events", "programs")
        )
    except (DamagedRelease, KeyError):
        return f"damaged: see courseatlas releases verify {release.version}"


@command.command(example="releases push file:///tmp/atlas")
@click.argument("url")
@click.argument("version", default="latest")
@output_option
def push(url: str, version: str, output: Path) -> int:
    """Copy a verified release to storage: file://, sftp:// or s3://, as far as fsspec knows it.

    The pointer latest.json goes last, so that a reader never sees half a release. What is there
    already is not sent again.
    """
    from courseatlas import releases
    from courseatlas.release_copy import push as push_release

    copied = push_release(releases.find(output, version), url)
    print(f"{copied.folder}: {copied.sent} of {copied.files} files sent")
    return 0


@command.command(example="releases pull file:///tmp/atlas --output /tmp/restored")
@click.argument("url")
@click.argument("version", default="latest")
@output_option
def pull(url: str, version: str, output: Path) -> int:
    """Fetch a release that was pushed to storage, and verify it.

    It becomes the latest one where the output folder has none, as on a new machine.
    """
    from flows.publication.restore import restore
    from flows.runs import output_lock

    with output_lock(output):
        release = restore(output, url, version)
    print(f"{release.path}: every file is as its manifest says")
    return 0


@command.command(example="releases verify latest")
@click.argument("version", default="latest")
@output_option
def verify(version: str, output: Path) -> int:
    """Hash and read every file of a release again and compare it with the manifest."""
    from courseatlas import releases
    from courseatlas.errors import DamagedRelease
    from flows.publication.pointer import pointer_problem

    release = releases.find(output, version)
    problem = pointer_problem(output)
    if problem:
        print(f"{problem}; the next refresh mends it", file=sys.stderr)
    problems = releases.verify(release.path)
    if problems:
        raise DamagedRelease(f"{release.path}: {'; '.join(problems)}; {releases.REMEDY}")
    print(f"{release.version}: every file is as its manifest says")
    return 0


@command.command(example="releases rollback 2026-11-23.1")
@click.argument("version")
@existing_output_option
def rollback(version: str, output: Path) -> int:
    """Withdraw the releases after VERSION: it is the latest again, and publication is held."""
    from flows.publication.rollback import roll_back
    from flows.runs import output_lock

    with output_lock(output):
        hold = roll_back(output, version)
    print(f"{hold.version} is the latest release; {hold}")
    return 0


@command.command(example="releases resume")
@existing_output_option
def resume(output: Path) -> int:
    """Let refreshes publish again after a rollback."""
    from flows import hold
    from flows.runs import output_lock

    with output_lock(output):
        hold.resume(output)
    print("the next refresh publishes again")
    return 0


@command.command(example="releases prune --keep 30")
@keep_option
@existing_output_option
def prune(keep: int, output: Path) -> int:
    """Remove all but the newest releases, and never the latest one."""
    from flows.pruning import prune_releases
    from flows.runs import output_lock

    with output_lock(output):
        removed = prune_releases(output, keep)
    print(f"removed: {', '.join(removed) or 'none'}")
    return 0


@command.command(example="releases diff latest latest")
@click.argument("old_version", metavar="OLD")
@click.argument("new_version", metavar="NEW")
@click.option(
    "--csv",
    "csv_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write the rows to FILE.",
)
@output_option
def diff(old_version: str, new_version: str, csv_path: Path | None, output: Path) -> int:
    """Show the records that were added, removed, changed or returned between two releases."""
    from cli.changes import change_lines
    from courseatlas import releases
    from flows.diff import difference, titles

    old, new = releases.find(output, old_version), releases.find(output, new_version)
    changes = difference(old, new)
    heading = f"{old.version} -> {new.version}"
    named = titles(old.record_tables, new.record_tables)
    print("\n".join(change_lines(heading, changes, named)))
    if csv_path:
        _write_csv(changes, csv_path)
        print(f"{len(changes)} rows written to {csv_path}", file=sys.stderr)
    return 0


def _write_csv(changes: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write rows of the table `changes`. Raises StorageError where the file cannot be written."""
    from courseatlas.errors import StorageError
    from courseatlas.schema import CHANGES

    try:
        with open(path, "w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, CHANGES.names)
            writer.writeheader()
            writer.writerows(changes)
    except OSError as e:
        raise StorageError(
            f"{path}: {e.strerror}; give a file that can be written with --csv"
        ) from e
