"""The pictures of a release: what each one counts is a module, and `drawing` draws them all."""

from collections.abc import Sequence

from courseatlas.releases import Release
from release_site.charts.chart import Chart, DrawnChart
from release_site.charts.credentials import credentials_chart
from release_site.charts.growth import growth_chart
from release_site.charts.online_courses import lengths_chart, prices_chart
from release_site.charts.topics import topics_chart
from release_site.contents import SiteContents

__all__ = ["Chart", "DrawnChart", "release_charts"]


def release_charts(contents: SiteContents, releases: Sequence[Release]) -> list[Chart]:
    """All charts of a release. `releases` are those up to it, oldest first."""
    return [
        credentials_chart(contents),
        topics_chart(contents),
        prices_chart(contents),
        lengths_chart(contents),
        growth_chart(releases),
    ]
