"""How many records each release has."""

from collections.abc import Sequence

from courseatlas.errors import DamagedRelease
from courseatlas.releases import Release
from courseatlas.schema import KIND_OF_TABLE
from release_site.charts.chart import Chart
from release_site.labels import KIND_PLURALS


def growth_chart(releases: Sequence[Release]) -> Chart:
    """The programs, courses and events of each release, oldest first.

    A release whose manifest cannot be read is left out: the past is no reason to stop.
    """
    rows = []
    for release in releases:
        try:
            files = release.manifest["files"]
        except DamagedRelease:
            continue
        numbers = [files.get(f"{table}.parquet", {}).get("rows", 0) for table in KIND_OF_TABLE]
        rows.append((release.version, tuple(numbers)))
    few = "This is the only release that there is: growth is drawn from the second one on."
    return Chart(
        key="growth",
        title="Growth over releases",
        caption="Records of each release.",
        columns=("Release", *(KIND_PLURALS[kind] for kind in KIND_OF_TABLE.values())),
        rows=tuple(rows),
        form="lines",
        drawn_rows=len(rows),
        too_few=few if len(rows) < 2 else "",
    )
