"""What a table's rows refer to: the ids of the other tables, and the sites of each source."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from courseatlas.sites import registered_domain
from courseatlas.sources import Source


@dataclass(frozen=True)
class References:
    """Ids that rows may name. None means "not known here": the rules that need it are left out of
    the suite.

    `sites` are those a source's rows may stand on; `own_pages` are the sources whose hosts serve
    the records' pages, while an API tells of pages elsewhere.
    """

    providers: frozenset[str] | None = None
    programs: frozenset[str] | None = None
    courses: frozenset[str] | None = None
    records: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    sites: Mapping[str, frozenset[str]] | None = None
    own_pages: frozenset[str] = frozenset()


def of_sources(sources: Iterable[Source]) -> References:
    """What is known before any row is read: providers, sources and their sites."""
    listed = list(sources)
    return References(
        providers=frozenset(source.provider_id for source in listed),
        sources=frozenset(source.id for source in listed),
        sites={
            source.id: frozenset(
                map(registered_domain, {*source.hosts, host(source.provider.website)})
            )
            for source in listed
        },
        own_pages=frozenset(
            source.id for source in listed if any(map(_serves_pages, source.hosts))
        ),
    )


def _serves_pages(name: str) -> bool:
    """Whether records' own pages stand on a host: not on an API's, and not on a mirror's, which is
    named by a bare address.
    """
    return not name.startswith("api.") and not re.fullmatch(r"[\d.]+(?::\d+)?|\[.*", name)


def host(url: Any) -> str:
    """The host of an address, '' where it has none.

    >>> host("https://User@Catalog.Example.EDU:8443/cs")
    'catalog.example.edu'
    """
    try:
        return urlsplit(url).hostname or "" if isinstance(url, str) else ""
    except ValueError:
        return ""
