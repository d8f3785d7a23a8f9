"""Floors: what a source's YAML expects at least."""

from collections.abc import Iterator

from courseatlas.findings import Finding, SourceStats
from courseatlas.sources import Source
from validation.gates.finding import extract


def floors(source: Source, now: SourceStats) -> Iterator[Finding]:
    """Row counts and fill rates below the floors of `expect`."""
    for table, floor in source.expect.at_least.items():
        if now.rows.get(table, 0) < floor:
            yield Finding(
                "rows at least",
                source.id,
                f"{now.rows.get(table, 0)} {table}, fewer than the {floor} that its YAML expects",
                f"see what became of its pages: `courseatlas pages --source {source.id}`; where the catalog shrank, lower expect.{table}.at_least",
            )
    for path, floor in source.expect.filled.items():
        table, column = path.split(".")
        share = now.filled.get(path, 0.0)
        if share < floor:
            yield Finding(
                "filled at least",
                source.id,
                f"{column} is filled in {share:.0%} of {now.rows.get(table, 0)} {table}, less than the {floor:.0%} that its YAML expects",
                f"{extract(source.id)}; where the catalog prints no more, lower expect.filled of {path}",
            )
