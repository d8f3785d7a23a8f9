"""Which network addresses are connected to."""

import ipaddress
import os
from urllib.parse import urlsplit

from scrapy.http import Request
from scrapy.utils.defer import maybe_deferred_to_future

from spiders.errors import Refused

ALLOW_ADDRESSES = "COURSEATLAS_ALLOW_ADDRESSES"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def allowed_networks() -> list[Network]:
    """The networks that the environment opens for tests and local mirrors.

    Raises ValueError for a malformed network.
    """
    listed = os.environ.get(ALLOW_ADDRESSES, "").split(",")
    return [ipaddress.ip_network(part.strip()) for part in listed if part.strip()]


class AddressGuard:
    """Connects only to public addresses, whatever a name resolves to.

    A catalog's link must not reach our own network. Scrapy's resolver caches its answers, so the
    address that is judged here is the one that is connected to.
    """

    def __init__(self) -> None:
        self._allowed = allowed_networks()

    async def process_request(self, request: Request) -> None:
        """Refuse an address that is not public. Raises Refused with the code `address_refused`."""
        from twisted.internet import reactor

        host = urlsplit(request.url).hostname or ""
        resolved = await maybe_deferred_to_future(reactor.resolve(host))
        address = ipaddress.ip_address(resolved)
        if not address.is_global and not any(address in network for network in self._allowed):
            raise Refused(
                f"{host} is {address}, not a public address;"
                f" {ALLOW_ADDRESSES} opens networks for tests and mirrors",
                "error",
                "address_refused",
            )
