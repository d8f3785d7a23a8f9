"""Addresses in the one spelling that is sent, archived and kept in the ledger."""

from functools import lru_cache
from urllib.parse import urldefrag, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

from spiders.page.links import LINKS_KEPT


@lru_cache(LINKS_KEPT)
def canonical_url(url: str) -> str:
    """The spelling by which two addresses of one page are told, by w3lib."""
    canonical: str = canonicalize_url(url)
    return canonical


@lru_cache(LINKS_KEPT)
def sent_url(url: str) -> str | None:
    """The URL as a request sends it; None for what is no address.

    Characters that RFC 3986 does not allow are percent-encoded, scheme and host are in lower case,
    and the fragment is dropped.

    >>> sent_url("HTTP://Catalog.Example.EDU/a b/é#top")
    'http://catalog.example.edu/a%20b/%C3%A9'
    >>> sent_url("https://catalog.example.edu:abc/") is None
    True
    """
    try:
        parts = urlsplit(safe_url_string(urldefrag(url)[0]))
        has_port = parts.port is None or parts.port > 0  # reading it checks it
    except ValueError:
        return None
    if not parts.hostname or not has_port:
        return None
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}{at}{host.lower()}"))
