"""The request for a page of a catalog: a GET, or a POST where the platform says what is posted."""

from collections.abc import Mapping, Sequence
from typing import Any

from scrapy.http import Request

from spiders.platforms import Platform

# in the `meta` of a POST whose body follows from its address: its answer is a page like any other
POSTED_PAGE = "posted_page"


def page_request(
    platform: Platform, address: str, start_urls: Sequence[str], meta: Mapping[str, Any]
) -> Request:
    """The request for an address, with the headers, body and limit that its platform gives."""
    body = platform.posted_body(address)
    is_posted = {POSTED_PAGE: True} if body is not None else {}
    limit = platform.largest_body(address)
    most_bytes = {"download_maxsize": limit} if limit is not None else {}
    return Request(
        address,
        method="GET" if body is None else "POST",
        body=body or "",
        headers=dict(platform.request_headers(address, start_urls)),
        # Scrapy's own filter would drop the target of a redirect without a word
        dont_filter=True,
        meta={**meta, "dont_merge_cookies": True, **is_posted, **most_bytes},
    )
