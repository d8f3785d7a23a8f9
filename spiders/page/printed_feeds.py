"""Addresses of course feeds that a page prints in its text, without a link.

Inferred: pages on open data that say where a college's XCRI-CAP feed lies.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from courseatlas.records import Page
from spiders.page.links import Link

_MARKS = (b"XCRI", b"xcri")
_ADDRESS = re.compile(
    rb"""https?://[^\s"'<>()]+?(?:\.xml|xcri[\w./?=&-]*)(?=[\s"'<>(),;.]|$)""", re.I
)


def printed_feeds(page: Page) -> Iterator[Link]:
    """The addresses on the page's own host that its text prints for a feed of courses, each once.

    Only a page that names the format is searched.
    """
    if not page.is_html or page.is_sitemap or not any(mark in page.body for mark in _MARKS):
        return
    host = urlsplit(page.url).netloc
    for address in dict.fromkeys(_ADDRESS.findall(page.body)):
        url = address.decode("ascii", "ignore")
        if urlsplit(url).netloc == host:
            yield Link(url, "course_list")
