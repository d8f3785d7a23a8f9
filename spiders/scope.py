"""The scope of a crawl: which hosts may be contacted, and which links are followed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import regex

from courseatlas.sources import Source

# for one pattern on one address
_MOST_SECONDS = 0.1
_FILES = re.compile(r"\.(?:pdf|docx?|jpe?g|png|zip)$")


def is_allowed_host(url: str, hosts: Iterable[str]) -> bool:
    """Whether a URL is http(s) and its host, with or without its port, is one of `hosts`."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "http://[::1/"
        return False
    return parts.scheme in ("http", "https") and not {parts.hostname, parts.netloc}.isdisjoint(
        hosts
    )


def _is_found(pattern: regex.Pattern[str], address: str) -> bool:
    try:
        return pattern.search(address, timeout=_MOST_SECONDS) is not None
    except TimeoutError:
        return False


@dataclass(frozen=True)
class Scope:
    """Which links a crawl follows: those that `follow` names, else those below a start URL.

    `folders` are the paths of the start URLs without their last part.
    """

    hosts: tuple[str, ...]
    follow: tuple[regex.Pattern[str], ...]
    folders: tuple[str, ...]

    @classmethod
    def of(cls, source: Source) -> "Scope":
        """The scope that a source's YAML declares."""
        paths = (urlsplit(url).path for url in source.start_urls)
        return cls(
            tuple(source.hosts),
            tuple(regex.compile(pattern) for pattern in source.follow),
            tuple(path.rpartition("/")[0] + "/" for path in paths),
        )

    def includes(self, url: str) -> bool:
        """Whether a link is followed.

        A pattern of `follow` is searched in path and query. One that does not come to an end there
        does not match.
        """
        if not is_allowed_host(url, self.hosts):
            return False
        parts = urlsplit(url)
        if self.follow:
            address = f"{parts.path}?{parts.query}" if parts.query else parts.path
            return any(_is_found(pattern, address) for pattern in self.follow)
        return parts.path.startswith(self.folders) and not _FILES.search(parts.path)
