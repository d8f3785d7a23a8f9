"""The platforms that can be read: one module per catalog software, or per site that has its own.

The folder's listing is the registry: a module here is a platform, and its file name is the
`platform` of a source's YAML. A platform's module gives

- `recognises(page) -> Strength`: how sure it is that the page is its own,
- `read(page) -> Iterator[Record]`: the records that the page states, in page order,

and where the defaults do not fit

- `links(page) -> Iterator[Link | str]`: where the page leads (default: the entries of a site map,
  the links of an HTML page). A `Link` of `spiders/page/links.py` says why it is followed; a plain
  address is followed as `link`,
- `next_pages(page) -> Iterator[Link | str]`: the next page of the same listing (default: none),
- `first_urls(start_urls) -> list[str]`: which start addresses are asked for (default: all),
- `fallback(url, start_urls) -> str | None`: the address to ask for where `url` is gone, which is
  where it answered 404 or 410 (default: none),
- `session_form(url) -> Form | None`: the form that is posted first, where the site answers `url`
  only within a session (default: none),
- `posted_body(url) -> str | None`: the body that is posted to `url`, where the site answers no GET
  (default: none). It follows from the address alone, so that two bodies never share an address:
  the ledger, the archive and `evidence_url` know a page by its address,
- `largest_body(url) -> int | None`: how many bytes the answer may have (default: as many as
  `spiders.settings` allows every page),
- `supplement(url) -> str | None`: the kind of a page that only adds to records which other pages
  give: once a site refused two pages of a kind, no more of the kind are asked for (default: none),
- `request_headers(url, start_urls) -> Mapping[str, str]`: headers that the site's own pages send
  with a request for `url`, and without which it does not answer (default: none),
- `public_address(url, start_urls) -> str`: the page that people read, for the address of a record
  in an API (default: the address itself).

A platform whose catalogs are served by another host too, such as an API of the vendor, names it in
`ALSO_HOSTS`: host names that the `hosts` of a source's YAML must list (default: none).

A page of the platform's own that leads to no record, such as a form without addresses, is told by
`read`: it raises Unreadable with the code `UNWALKABLE`, and a message that says what can be done,
which `sources probe` prints.

All of them are pure functions: no network, no disk, no clock. Importing a platform does not import
Scrapy.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from inspect import isfunction
from types import ModuleType

from courseatlas.records import Page, Record, Unreadable
from spiders.imports import source_digest
from spiders.page.form import Form
from spiders.page.links import Link, worded_links
from spiders.page.strength import Strength

# the code of an Unreadable that says why a page leads nowhere, and what can be done
UNWALKABLE = "unwalkable"


def _no_pages(page: Page) -> Iterator[Link]:
    return iter(())


def _all_urls(start_urls: Sequence[str]) -> list[str]:
    return list(start_urls)


def _no_fallback(url: str, start_urls: Sequence[str]) -> str | None:
    return None


def _no_form(url: str) -> Form | None:
    return None


def _no_headers(url: str, start_urls: Sequence[str]) -> Mapping[str, str]:
    return {}


def _no_body(url: str) -> str | None:
    return None


def _no_supplement(url: str) -> str | None:
    return None


def _no_limit_of_its_own(url: str) -> int | None:
    return None


def _own_address(url: str, start_urls: Sequence[str]) -> str:
    return url


@dataclass(frozen=True)
class Platform:
    """The functions of one platform's module, or the defaults for those that it does not give."""

    name: str
    recognises: Callable[[Page], Strength]
    read: Callable[[Page], Iterator[Record]]
    links: Callable[[Page], Iterator[Link | str]] = worded_links
    next_pages: Callable[[Page], Iterator[Link | str]] = _no_pages
    first_urls: Callable[[Sequence[str]], list[str]] = _all_urls
    fallback: Callable[[str, Sequence[str]], str | None] = _no_fallback
    session_form: Callable[[str], Form | None] = _no_form
    posted_body: Callable[[str], str | None] = _no_body
    largest_body: Callable[[str], int | None] = _no_limit_of_its_own
    supplement: Callable[[str], str | None] = _no_supplement
    request_headers: Callable[[str, Sequence[str]], Mapping[str, str]] = _no_headers
    public_address: Callable[[str, Sequence[str]], str] = _own_address
    also_hosts: tuple[str, ...] = ()


_REQUIRED = ("recognises", "read")
_OPTIONAL = (
    "links",
    "next_pages",
    "first_urls",
    "fallback",
    "session_form",
    "request_headers",
    "public_address",
    "posted_body",
    "largest_body",
    "supplement",
)


@cache
def names() -> tuple[str, ...]:
    """The names of all platforms, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def load(name: str) -> Platform:
    """A platform by its name.

    Raises KeyError for a name that no module has, and TypeError for a module that lacks a function
    or has a public one that no spider calls.
    """
    if name not in names():
        raise KeyError(f"{name!r} is not a platform; use one of {', '.join(names())}")
    module = import_module(f"{__name__}.{name}")
    _check(module)
    given = {option: getattr(module, option) for option in _OPTIONAL if hasattr(module, option)}
    also_hosts = getattr(module, "ALSO_HOSTS", ())
    return Platform(name, module.recognises, module.read, also_hosts=also_hosts, **given)


def _check(module: ModuleType) -> None:
    """Raise TypeError for a missing or a misspelt function of a platform's module."""
    missing = [function for function in _REQUIRED if not hasattr(module, function)]
    own = [value for value in vars(module).values() if isfunction(value)]
    public = {each.__name__ for each in own if each.__module__ == module.__name__}
    unknown = {each for each in public if not each.startswith("_")} - {*_REQUIRED, *_OPTIONAL}
    if missing:
        raise TypeError(f"{module.__name__} lacks {', '.join(missing)}")
    if unknown:
        functions = ", ".join((*_REQUIRED, *_OPTIONAL))
        raise TypeError(
            f"{module.__name__}: {', '.join(sorted(unknown))}: is not a function of a platform;"
            f" use one of {functions}, or begin its name with an underscore"
        )


# platforms that read any site by the form of its pages, whose own marks a page may lack
_READ_ANY_SITE = ("article", "courselist", "jsonld")


def reads_any_site(platform: Platform) -> bool:
    """Whether a platform reads sites of any software."""
    return platform.name in _READ_ANY_SITE


def adds_to_lists(platform: Platform) -> bool:
    """Whether a platform asks for pages that add to the records of its lists."""
    return platform.supplement is not _no_supplement


def check_software(page: Page, platform: Platform) -> None:
    """Raise Unreadable with the code `other_platform` for a page of another vendor's software.

    A page with marks of the expected platform is never another one's.
    """
    if page.is_sitemap or reads_any_site(platform) or platform.recognises(page):
        return
    seen = recognise(page)
    if seen and load(seen).recognises(page) >= Strength.OWN:
        raise Unreadable(
            f"{seen} answers where {platform.name} is expected: the catalog has moved to other "
            f"software; `courseatlas sources probe {page.url}` tells what its YAML should say",
            code="other_platform",
        )


def strengths(page: Page) -> dict[str, Strength]:
    """How sure each platform is of a page, for those that are sure at all."""
    all_strengths = {name: load(name).recognises(page) for name in names()}
    return {name: strength for name, strength in all_strengths.items() if strength}


def recognise(page: Page) -> str | None:
    """The platform with the strongest marks on a page; None for no mark, and for two equal ones."""
    return strongest(page)[0]


def strongest(page: Page) -> tuple[str | None, Strength]:
    """The platform as `recognise` tells it, and the strength of its marks."""
    by_name = strengths(page)
    most = max(by_name.values(), default=Strength.NONE)
    candidates = [name for name, strength in by_name.items() if strength == most]
    return (candidates[0] if len(candidates) == 1 else None), most


def digest(name: str) -> str:
    """SHA-256 of a platform's source, with all modules of the project that it imports.

    Two runs with the same digest read a page in the same way. Raises KeyError for an unknown name.
    """
    if name not in names():
        raise KeyError(name)
    return source_digest(f"{__name__}.{name}")


def records_of(page: Page, platform: Platform, start_urls: Sequence[str]) -> list[Record]:
    """The records of a page, each with the address at which people read it.

    Raises Unreadable.
    """

    def addressed(record: Record) -> Record:
        url = platform.public_address(record.url, start_urls)
        return record if url == record.url else replace(record, url=url)

    return [addressed(record) for record in platform.read(page)]
