"""`courseatlas archive`: remove old pages from the archives of the sources."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import ExampleGroup, existing_output_option

if TYPE_CHECKING:
    from flows.pruning.archive import PrunedArchive

_DAYS = {"d": 1, "w": 7, "y": 365}
_BYTES = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


class Age(click.ParamType[timedelta]):
    """A number of days, weeks or years: 180d, 26w, 1y."""

    name = "age"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """The age that a text says."""
        match = re.fullmatch(r"([0-9]{1,5})([dwy])", value)
        if not match:
            self.fail(f"{value!r} is no age such as 180d, 26w or 1y", param, ctx)
        return timedelta(days=int(match[1]) * _DAYS[match[2]])


class Size(click.ParamType[int]):
    """A number of bytes with its unit: 500MB, 20GB."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes that a text says."""
        match = re.fullmatch(r"([0-9]{1,15})(B|[KMGT]B)", value, re.IGNORECASE)
        if not match:
            self.fail(f"{value!r} is no size such as 500MB or 20GB", param, ctx)
        return int(match[1]) * _BYTES[match[2].upper()]


@click.group(cls=ExampleGroup, example="archive prune --older-than 180d --dry-run")
def command() -> None:
    """Remove old pages that no kept release needs."""


@command.command(example="archive prune --older-than 180d --dry-run")
@click.option("--older-than", "age", type=Age(), metavar="AGE", help="Such as 180d, 26w or 1y.")
@click.option(
    "--max-size",
    "size",
    type=Size(),
    metavar="SIZE",
    help="Such as 20GB: the oldest pages go until the archives are no larger.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would be removed.")
@existing_output_option
def prune(age: timedelta | None, size: int | None, dry_run: bool, output: Path) -> int:
    """Remove pages that are old or too many, and none that a kept release or the next run needs."""
    from courseatlas.errors import UsageError
    from flows.pruning.archive import Limits, prune_archive
    from flows.runs import output_lock

    if age is None and size is None:
        raise UsageError("give --older-than AGE, --max-size SIZE or both")
    with output_lock(output):
        pruned = prune_archive(output, Limits(age, size), dry_run)
    print("\n".join(_lines(pruned, dry_run)))
    return 0


def _lines(pruned: "PrunedArchive", dry_run: bool) -> Iterator[str]:
    verb = "would be removed" if dry_run else "removed"
    yield f"{verb}: {pruned.removed} records, {pruned.removed_bytes / 1e6:.1f} MB"
    yield f"left: {pruned.bytes_left / 1e6:.1f} MB"
    for reason, count in sorted(pruned.kept.items()):
        yield f"kept over the limit: {count} records, {reason}"
