"""Listings in the form in which they are compared: what is equal in meaning is equal in writing."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit

from courseatlas.matching.listing import Listing
from courseatlas.matching.providers import name_keys, short_names
from courseatlas.matching.texts import NormalizedText, normalize_text
from courseatlas.matching.titles import NormalizedTitle, normalize_title, stem, tokens
from courseatlas.matching.vocabulary import load

# a specialization of one provider is a professional certificate of another; a degree is only itself
_CERTIFICATES = frozenset(
    {"certificate", "professional_certificate", "specialization", "microcredential", "bootcamp"}
)
_OPENING_CHARACTERS = 120
_OPENING_WORDS = 8
_TRACKING = re.compile(r"utm_|ref$|gclid$|fbclid$", re.I)


@dataclass(frozen=True)
class NormalizedListing:
    """One listing, each part of it normalized.

    `opening` are the first words of its description. `has_unique_title` says whether its title is
    enough to tell it from every other row of its table.
    """

    listing: Listing
    title: NormalizedTitle
    providers: frozenset[str]
    code: str
    kind: str
    url: str
    opening: tuple[str, ...]
    has_unique_title: bool

    @cached_property
    def school_words(self) -> frozenset[str]:
        """The stems of the words in the names of the schools that offer it."""
        schools = load().schools
        names = [key.split() for key in self.providers]
        return frozenset(
            stem(word) for name in names if not schools.isdisjoint(name) for word in name
        )

    @property
    def text(self) -> NormalizedText:
        """Its description, normalized when it is asked for: most listings are never compared."""
        return normalize_text(self.listing.description)


def normalize_all(listings: Iterable[Listing]) -> list[NormalizedListing]:
    """The listings in the order of their tables and ids, each normalized."""
    ordered = sorted(listings, key=lambda listing: (listing.table, listing.id))
    keys = [
        frozenset(key for name in listing.providers for key in name_keys(name))
        for listing in ordered
    ]
    short = short_names({key for provider_keys in keys for key in provider_keys})
    normalized = [
        _normalize(listing, provider_keys, short)
        for listing, provider_keys in zip(ordered, keys, strict=True)
    ]
    urls = Counter((listing.listing.table, listing.url) for listing in normalized)
    titles = Counter(map(_title_key, normalized))
    # a page that several rows of a table share belongs to none of them, and nor does a title
    return [
        replace(
            listing,
            url=listing.url if urls[listing.listing.table, listing.url] == 1 else "",
            has_unique_title=titles[_title_key(listing)] == 1 and listing.has_unique_title,
        )
        for listing in normalized
    ]


def normalize_listing_title(listing: Listing) -> NormalizedTitle:
    """The title of a listing; where its kind states the degree, the title need not repeat it."""
    title = normalize_title(listing.title, listing.code)
    degrees = load().degrees
    if not listing.kind or degrees.isdisjoint(title.words):
        return title
    line = " ".join(word for word in title.line.split() if word not in degrees)
    return replace(title, words=title.words - degrees or title.words, line=line)


def normalize_kind(listing: Listing) -> str:
    """The kind of a listing; the many names of certificates become one."""
    kind = (listing.kind or "").lower()
    return "certificate" if kind in _CERTIFICATES else kind


def _normalize(
    listing: Listing, provider_keys: frozenset[str], short: Mapping[str, str]
) -> NormalizedListing:
    return NormalizedListing(
        listing=listing,
        title=normalize_listing_title(listing),
        providers=frozenset(short.get(key, key) for key in provider_keys),
        code=normalize_code(listing.code),
        kind=normalize_kind(listing),
        url=normalize_url(listing.url),
        opening=_opening(listing.description),
        has_unique_title=not load().placeholders.search(listing.title.lower()),
    )


def _opening(description: str | None) -> tuple[str, ...]:
    return tuple(tokens((description or "")[:_OPENING_CHARACTERS])[:_OPENING_WORDS])


def _title_key(listing: NormalizedListing) -> Hashable:
    return listing.listing.table, listing.providers, listing.kind, listing.title.line


def normalize_code(code: str | None) -> str:
    """A code for comparison; of a course key only the part that is the code.

    >>> [normalize_code(code) for code in ("CS 5100", "cs-5100", "MITx+6.86x", None)]
    ['CS5100', 'CS5100', '6.86', '']
    >>> normalize_code("course-v1:MITx+6.86x+1T2024")
    '6.86'
    """
    parts = (code or "").split("+")
    number = (parts[1] if len(parts) > 1 else parts[0]).upper()
    return re.sub(r"[^0-9A-Z.]", "", number).removesuffix("X").strip(".")


def normalize_url(url: str | None) -> str:
    """An address for comparison, '' for none and for the front page of a site.

    It has no scheme, no `www.`, no closing slash and no parameter that only says where a visitor
    came from.

    >>> normalize_url("https://www.example.org/course/ml/?utm_source=a&id=7")
    'example.org/course/ml?id=7'
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    parameters = [
        (name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name)
    ]
    if not path and not parameters:
        return ""
    query = f"?{urlencode(sorted(parameters))}" if parameters else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{query}{fragment}"
