"""Which network addresses are connected to."""

from urllib.parse import urlsplit

from scrapy.http import Request
from scrapy.utils.defer import maybe_deferred_to_future

from courseatlas.networks import ALLOW_ADDRESSES, is_open_address
from spiders.errors import Refused


class AddressGuard:
    """Connects only to public addresses, whatever a name resolves to.

    A catalog's link must not reach our own network. Scrapy's resolver caches its answers, so the
    address that is judged here is the one that is connected to.
    """

    async def process_request(self, request: Request) -> None:
        """Refuse an address that is not public. Raises Refused with the code `address_refused`."""
        from twisted.internet import reactor

        host = urlsplit(request.url).hostname or ""
        address = await maybe_deferred_to_future(reactor.resolve(host))
        if not is_open_address(address):
            raise Refused(
                f"{host} is {address}, not a public address;"
                f" {ALLOW_ADDRESSES} opens networks for tests and mirrors",
                "error",
                "address_refused",
            )
