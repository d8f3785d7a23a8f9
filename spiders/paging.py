"""Lists of several pages: a list whose next page brings nothing new has come to its end.

Some sites answer a page beyond the last one with the last one again, and name a next one for ever.
"""

from collections.abc import Iterable

from courseatlas.records import Page, Record
from spiders.page.links import Link


class Listings:
    """What the pages of each list of a crawl have held so far.

    A list is named by its first page, whose address travels with the requests for its next pages.
    """

    def __init__(self) -> None:
        self._held: dict[str, set[str]] = {}

    def has_ended(
        self, listing: str, page: Page, records: Iterable[Record], links: Iterable[Link]
    ) -> bool:
        """Whether a page of a list holds nothing that its earlier pages did not hold.

        The first page of a list never ends it.
        """
        held = {f"{record.kind} {record.key}" for record in records}
        held |= {link.url for link in links if link.reason != "next_page"}
        earlier = self._held.setdefault(listing, set())
        is_known = page.url != listing and held <= earlier
        earlier |= held
        return is_known
