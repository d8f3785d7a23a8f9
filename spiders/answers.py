"""Answers of a site as the spider takes them: the page, and what the ledger keeps."""

from scrapy.http import Request, Response

from courseatlas.records import Page
from spiders.archive.decoded import page_of_body
from spiders.archive.storage import fetched_at
from spiders.ledger import PageOutcome
from spiders.page_request import POSTED_PAGE


def page_of(response: Response) -> Page:
    """The page that a response is."""
    content_type = response.headers.get("Content-Type", b"text/html").decode("latin-1")
    return page_of_body(
        response.url, response.body, content_type, fetched_at(response.request.meta)
    )


def answer_of(response: Response, page: Page) -> PageOutcome:
    """What the ledger keeps of an answer, before its outcome is known."""
    return PageOutcome(
        outcome="",
        http_status=response.status,
        bytes=len(response.body),
        payload_sha256=page.digest,
        fetched_at=page.fetched_at,
        seconds=response.request.meta.get("download_latency"),
    )


def identity_of(request: Request, page: Page) -> str:
    """What tells a page from all others: its content, whatever its address is.

    What is posted for follows from the address. The answers may be alike and tell of two things,
    such as the prerequisites of two courses, so there the address tells them apart.
    """
    return f"{page.digest} {page.url}" if POSTED_PAGE in request.meta else page.digest


def is_confirmed(request: Request) -> bool:
    """Whether the site confirmed the archived page: it answered 304."""
    entry = request.meta.get("archive_entry")
    return entry is not None and entry.kind == "revisit"


def outcome_of_page(is_unchanged: bool, has_records: bool, is_hub: bool) -> str:
    """The word of the ledger for a page that was read."""
    if is_unchanged:
        return "not_modified"
    if has_records:
        return "record"
    return "listing" if is_hub else "no_record"
