"""Lists of several pages: a list whose next page brings nothing new has come to its end.

Some sites answer a page beyond the last one with the last one again, and name a next one for ever.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from courseatlas.records import Page, Record
from courseatlas.text import one_line
from spiders.page.links import Link

# a shorter text may be that of a pager
_SHORTEST_TEXT = 12
# pages in a row whose text is new, and none of whose records and links is: the sections of a large
# course, or a repeated page that counts on
_MOST_DOUBTFUL = 20


@dataclass
class _Listing:
    """What the pages of one list held so far, and how many in a row brought no record or link."""

    held: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    doubtful: int = 0


class Listings:
    """What the pages of each list of a crawl have held so far.

    A list is named by its first page, whose address travels with the requests for its next pages.
    """

    def __init__(self) -> None:
        self._listings: dict[str, _Listing] = {}

    def has_ended(
        self, first_page: str, page: Page, records: Iterable[Record], links: Iterable[Link]
    ) -> bool:
        """Whether a page of a list holds nothing that its earlier pages did not hold.

        The first page of a list never ends it.
        """
        listing = self._listings.setdefault(first_page, _Listing())
        held = {f"{record.kind} {record.key}" for record in records}
        held |= {link.url for link in links if link.reason != "next_page"}
        texts = set(_texts(page))
        brings_records = not held <= listing.held
        brings_text = not texts <= listing.texts
        listing.held |= held
        listing.texts |= texts
        listing.doubtful = 0 if brings_records else listing.doubtful + 1
        if page.url == first_page or brings_records:
            return False
        return not brings_text or listing.doubtful > _MOST_DOUBTFUL


def _texts(page: Page) -> Iterator[str]:
    """The longer texts of a page; of an answer that is no document its digest."""
    if not page.is_html or page.is_json:
        yield page.digest
        return
    for text in page.tree.itertext():
        line = one_line(text)
        if len(line) >= _SHORTEST_TEXT:
            yield line
