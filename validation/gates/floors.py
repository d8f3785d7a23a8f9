"""Floors: what the YAML of a source expects at least."""

from collections.abc import Iterator

from courseatlas.findings import Finding, SourceStats
from courseatlas.sources import Source
from validation.gates.remedies import extract


def floors(source: Source, stats: SourceStats) -> Iterator[Finding]:
    """Row counts and fill rates below the floors of `expect`."""
    for table, floor in source.expect.at_least.items():
        # a floor is about AI/ML, so that a change of a profile does not look like one of the site
        rows = stats.rows.get(table, 0) - stats.supporting.get(table, 0)
        if rows < floor:
            yield Finding(
                "rows at least",
                source.id,
                f"{rows} {table}, fewer than the {floor} that its YAML expects",
                f"see what became of its pages: `courseatlas pages --source {source.id}`; "
                f"where the "
                f"catalog shrank, lower expect.{table}.at_least",
            )
    for path, share in source.expect.filled.items():
        table, column = path.split(".")
        filled = stats.filled.get(path, 0.0)
        if filled < share:
            yield Finding(
                "filled at least",
                source.id,
                f"{column} is filled in {filled:.0%} of {stats.rows.get(table, 0)} {table}, less "
                f"than the {share:.0%} that its YAML expects",
                f"{extract(source.id)}; where the catalog prints no more, lower expect.filled of "
                f"{path}",
            )
