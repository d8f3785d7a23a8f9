"""A listing as it is compared: every part brought to the form in which equal things are equal."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit

from courseatlas.matching.listing import Listing
from courseatlas.matching.providers import name_keys, short_names
from courseatlas.matching.texts import Text, read_text
from courseatlas.matching.titles import Title, read_title, stem, tokens
from courseatlas.matching.vocabulary import load

# a specialization at one place is a professional certificate at another; a degree is only itself
_CERTIFICATES = frozenset(
    {"certificate", "professional_certificate", "specialization", "microcredential", "bootcamp"}
)
_OPENING, _OPENING_WORDS = 120, 8
_TRACKING = re.compile(r"utm_|ref$|gclid$|fbclid$", re.I)


@dataclass(frozen=True)
class Reading:
    """One listing, read."""

    listing: Listing
    title: Title
    providers: frozenset[str]
    code: str
    kind: str
    url: str
    opening: tuple[str, ...]  # the first words of its description
    told_apart: bool  # whether its title alone tells it from every other row of its table

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names of schools that offer it."""
        return frozenset(
            stem(word)
            for key in self.providers
            for word in key.split()
            if not load().schools.isdisjoint(key.split())
        )

    @property
    def text(self) -> Text:
        """Its description, read when it is asked for: most listings are never compared."""
        return read_text(self.listing.description)


def read_all(listings: Iterable[Listing]) -> list[Reading]:
    """The listings in the order of their tables and ids, each read."""
    ordered = sorted(listings, key=lambda one: (one.table, one.id))
    keys = [frozenset(key for name in one.providers for key in name_keys(name)) for one in ordered]
    short = short_names({key for of_one in keys for key in of_one})
    readings = [_read(one, of_one, short) for one, of_one in zip(ordered, keys, strict=True)]
    urls = Counter((one.listing.table, one.url) for one in readings)
    titles = Counter(map(_name, readings))
    # a page that many rows of a table share is no row's own; nor is a title
    return [
        replace(
            one,
            url=one.url if urls[one.listing.table, one.url] == 1 else "",
            told_apart=titles[_name(one)] == 1 and one.told_apart,
        )
        for one in readings
    ]


def title_of(listing: Listing) -> Title:
    """A listing's title; where its kind tells the degree, the title need not repeat it."""
    title = read_title(listing.title, listing.code)
    if not listing.kind or load().degrees.isdisjoint(title.words):
        return title
    line = " ".join(word for word in title.line.split() if word not in load().degrees)
    return replace(title, words=title.words - load().degrees or title.words, line=line)


def kind_of(listing: Listing) -> str:
    """A listing's kind; what providers call by many names is one certificate."""
    kind = (listing.kind or "").lower()
    return "certificate" if kind in _CERTIFICATES else kind


def _read(listing: Listing, keys: frozenset[str], short: Mapping[str, str]) -> Reading:
    return Reading(
        listing=listing,
        title=title_of(listing),
        providers=frozenset(short.get(key, key) for key in keys),
        code=plain_code(listing.code),
        kind=kind_of(listing),
        url=plain_url(listing.url),
        opening=tuple(tokens(listing.description[:_OPENING])[:_OPENING_WORDS])
        if listing.description
        else (),
        told_apart=not load().placeholders.search(listing.title.lower()),
    )


def _name(reading: Reading) -> Hashable:
    return reading.listing.table, reading.providers, reading.kind, reading.title.line


def plain_code(code: str | None) -> str:
    """A code for comparison; of a course key the part that is the code.

    >>> [plain_code(code) for code in ("CS 5100", "cs-5100", "MITx+6.86x", "course-v1:MITx+6.86x+1T2024", None)]
    ['CS5100', 'CS5100', '6.86', '6.86', '']
    """
    parts = (code or "").split("+")
    return (
        re.sub(r"[^0-9A-Z.]", "", (parts[1] if len(parts) > 1 else parts[0]).upper())
        .removesuffix("X")
        .strip(".")
    )


def plain_url(url: str | None) -> str:
    """An address for comparison: no scheme, `www.`, closing slash or parameter that only tells where a visitor came from.

    '' for none, or for the front page of a site.

    >>> plain_url("https://www.example.org/course/ml/?utm_source=a&id=7")
    'example.org/course/ml?id=7'
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = sorted(
        (name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name)
    )
    if not path and not query:
        return ""
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{'?' if query else ''}{urlencode(query)}{'#' if parts.fragment else ''}{parts.fragment}"
