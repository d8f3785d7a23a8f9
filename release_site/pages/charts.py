"""The page of the charts, each with its numbers as a table beside it."""

from collections.abc import Sequence

from release_site import addresses
from release_site.charts import DrawnChart
from release_site.frame import SiteFrame, SitePage


def charts_page(charts: Sequence[DrawnChart], frame: SiteFrame) -> SitePage:
    """All charts of the release."""
    return frame.page("charts.html.j2", addresses.CHARTS, charts=charts)
