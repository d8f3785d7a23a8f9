"""Which hosts may be contacted: public ones, and those that the environment opens."""

import ipaddress
import os
from urllib.parse import urlsplit

ALLOW_ADDRESSES = "COURSEATLAS_ALLOW_ADDRESSES"

# between two requests to a public host
LEAST_DELAY_SECONDS = 0.5

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# RFC 6761 and RFC 6762: names that never leave their own network
_PRIVATE_NAMES = ("localhost", "local", "internal")


def allowed_networks() -> list[Network]:
    """The networks that the environment opens for tests and local mirrors.

    Raises ValueError for a malformed network.
    """
    listed = os.environ.get(ALLOW_ADDRESSES, "").split(",")
    return [ipaddress.ip_network(part.strip()) for part in listed if part.strip()]


def is_open_address(address: str) -> bool:
    """Whether an IP address is public, or in a network that the environment opens.

    Raises ValueError for a text that is no address.
    """
    parsed = ipaddress.ip_address(address)
    return parsed.is_global or any(parsed in network for network in allowed_networks())


def checked_host(host: str) -> str:
    """The host of a source file, with its port if it has one. Raises ValueError with a remedy."""
    try:
        parts = urlsplit(f"//{host}")
        is_whole = parts.netloc == host and "@" not in host and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or not parts.hostname or not host.isprintable() or " " in host:
        raise ValueError(f"must be a host such as catalog.example.edu, not {host!r}")
    if not _is_public(parts.hostname):
        raise ValueError(
            f"is {host}, which is not public; name a public host, or open its network for a test "
            f"or a mirror, such as {ALLOW_ADDRESSES}=127.0.0.0/8"
        )
    return host


def _is_public(hostname: str) -> bool:
    """Whether a host may be public; only the resolver knows it of most names."""
    try:
        return is_open_address(hostname)
    except ValueError:
        is_private = hostname.rpartition(".")[2] in _PRIVATE_NAMES
        return not is_private or bool(allowed_networks())


def checked_delay(seconds: float) -> float:
    """The `delay_seconds` of a source file. Raises ValueError where it is below the floor.

    The floor is lifted where the environment opens a network; a crawl of a public host keeps it.
    """
    if seconds < LEAST_DELAY_SECONDS and not allowed_networks():
        raise ValueError(
            f"must be a number of seconds between two requests, from {LEAST_DELAY_SECONDS} to 60, "
            f"not {seconds:g}"
        )
    return seconds


def checked_url(url: str) -> str:
    """The http(s) address of a source file. Raises ValueError with a remedy."""
    if not url.isprintable() or " " in url:
        raise ValueError(f"holds a space or a control character; write %20 for a space: {url!r}")
    try:
        port = urlsplit(url).port
    except ValueError as e:
        raise ValueError(f"is no address ({e}); correct {url!r}") from e
    if port == 0:
        raise ValueError(f"has the port 0; correct {url!r}")
    return url
