"""Which pages a crawl has scheduled: each page once, whichever of its addresses is named."""

from collections.abc import Sequence

from spiders.addresses import canonical_url
from spiders.platforms import Platform


class ScheduledPages:
    """The pages that were scheduled, by their addresses and by those at which people read them.

    A page and another form of it, such as an XML twin, are one page: the form that is named first
    is asked for, the other one only where the first leads to it or is gone.
    """

    def __init__(self, platform: Platform, start_urls: Sequence[str]):
        self._platform = platform
        self._start_urls = start_urls
        self._addresses: set[str] = set()  # canonical, as are those of pages
        self._pages: set[str] = set()  # those that differ from the address that was scheduled

    def note(self, address: str) -> None:
        """Note an address that is asked for, or that a redirect leads to."""
        canonical, page = canonical_url(address), self._page(address)
        self._addresses.add(canonical)
        if page != canonical:
            self._pages.add(page)

    def add(self, address: str, referrer: str | None) -> bool:
        """Note an address that `referrer` leads to; returns whether it has to be asked for."""
        if canonical_url(address) in self._addresses:  # as nearly every link of a page
            return False
        page = self._page(address)
        is_other_form = referrer is not None and page == self._page(referrer)
        if not is_other_form and (page in self._pages or page in self._addresses):
            return False
        self.note(address)
        return True

    def _page(self, address: str) -> str:
        return canonical_url(self._platform.public_address(address, self._start_urls))
