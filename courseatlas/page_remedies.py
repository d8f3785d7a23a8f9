"""What a person can do about a page that gave no record, by its outcome in the ledger."""

from collections.abc import Iterable, Mapping
from shlex import quote
from typing import Any
from urllib.parse import urljoin, urlsplit

from courseatlas.findings import GONE_CODES

Row = Mapping[str, Any]

_UNREACHABLE = (
    *("dns", "tls", "refused", "timeout", "connection_lost", "connection_failed"),
    *("http_429", "http_500", "http_502", "http_503", "http_504", "http_522", "http_524"),
)
# those that say most of a source first: what kept a page away, then what was not found on it
_OUTCOMES = ("error", "offsite", "robots", "no_record", "listing")


def remedy_of_page(page: Row) -> str | None:
    """What to do about a page, a row of the ledger; None where its outcome gives no record.

    Commands stand in backticks, ready for a shell.
    """
    if page["outcome"] not in _OUTCOMES:
        return None
    remedy = _remedy_of_code(page) if page["outcome"] == "error" else _remedy_of_outcome(page)
    return remedy or _look(page)


def page_that_tells_most(ledger: Iterable[Row]) -> Row | None:
    """Of the pages of a source without a record one of the outcome that says most; None for none.

    Of one outcome it is the page that was asked for first.
    """
    telling = [page for page in ledger if page["outcome"] in _OUTCOMES]
    return min(telling, key=lambda page: _OUTCOMES.index(page["outcome"]), default=None)


def _remedy_of_code(page: Row) -> str | None:
    if page["code"] in _UNREACHABLE:
        return (
            f"look whether {page['url']} opens in a browser: if it does not, wait for the next "
            "run; if it does, look at the log of the crawl"
        )
    if page["code"] in GONE_CODES:
        root = quote(urljoin(page["url"], "/"))
        return (
            f"look where the site keeps its catalog now, `courseatlas sources probe {root}` "
            "may find it, and correct `start_urls` in the source's YAML"
        )
    if page["code"] == "login":
        return (
            "look for the public pages of the catalog and correct `start_urls` in the source's "
            "YAML, or set `state: forbidden` there with the reason"
        )
    if page["code"] == "too_large":
        return (
            f"look what {page['url']} holds, and correct `start_urls` or `follow` in the source's "
            "YAML so that lists or single pages are asked for in its place"
        )
    return None


def _remedy_of_outcome(page: Row) -> str | None:
    if page["outcome"] == "robots":
        return (
            "leave the site alone: set `state: forbidden` in the source's YAML with the reason, "
            "or correct `start_urls` to pages that its robots.txt leaves open"
        )
    if page["outcome"] == "offsite":
        host = urlsplit(page["url"]).netloc
        return (
            f"look at {page['url']}: if the catalog stands there now, correct `start_urls` in the "
            f"source's YAML and add {host} to its `hosts`"
        )
    if page["outcome"] == "listing":
        return f"nothing, if it only leads to others; {_look(page)}"
    return None


def _look(page: Row) -> str:
    url = quote(page["url"])
    return (
        f"`courseatlas pages show {url} --body | courseatlas extract - --url {url} "
        f"--source {page['source_id']}` shows what its reader makes of it"
    )
