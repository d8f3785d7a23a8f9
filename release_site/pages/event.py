"""The page of an event."""

from collections.abc import Mapping
from typing import Any

from release_site.contents import SiteContents
from release_site.frame import SiteFrame, SitePage
from release_site.pages.record import record_view


def event_page(row: Mapping[str, Any], contents: SiteContents, frame: SiteFrame) -> SitePage:
    """The page of a row of `events`."""
    record = contents.briefs[row["id"]]
    return frame.page("record.html.j2", record.address, **record_view(row, record, contents))
