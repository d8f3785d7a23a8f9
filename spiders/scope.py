"""The scope of a crawl: which hosts may be contacted, and which links are followed."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

import regex

from courseatlas.sources import Source
from spiders.page.links import LINKS_KEPT

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

    `folders` are the paths of the start URLs without their last part, by host. A host that no start
    URL is on, such as that of an API, is followed as a whole.
    """

    hosts: tuple[str, ...]
    follow: tuple[regex.Pattern[str], ...]
    folders: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, source: Source) -> "Scope":
        """The scope that a source's YAML declares."""
        folders: dict[str, tuple[str, ...]] = {}
        for parts in map(urlsplit, source.start_urls):
            folder = parts.path.rpartition("/")[0] + "/"
            folders[parts.netloc] = (*folders.get(parts.netloc, ()), folder)
        return cls(
            tuple(source.hosts),
            tuple(regex.compile(pattern) for pattern in source.follow),
            folders,
        )

    @cached_property
    def includes(self) -> Callable[[str], bool]:
        """Whether a link is followed, by its URL.

        A pattern of `follow` is searched in path and query. One that does not come to an end there
        does not match. The links of a site's menu stand on every page, and are decided once.
        """
        return lru_cache(LINKS_KEPT)(self._includes)

    def _includes(self, url: str) -> bool:
        if not is_allowed_host(url, self.hosts):
            return False
        parts = urlsplit(url)
        if self.follow:
            address = f"{parts.path}?{parts.query}" if parts.query else parts.path
            return any(_is_found(pattern, address) for pattern in self.follow)
        folders = self.folders.get(parts.netloc, ("/",))
        return parts.path.startswith(folders) and not _FILES.search(parts.path)
