"""What a platform says of a request: what is posted, and how large the answer may be."""

from typing import Any

from scrapy.http import Request

from spiders.platforms import Platform

# in the `meta` of a POST whose body follows from its address: its answer is a page like any other
POSTED_PAGE = "posted_page"
# in the `meta` of a request for a page that only adds to records of others: its kind
SUPPLEMENT = "supplement"


def completed(request: Request, platform: Platform) -> Request:
    """The request with the body that its platform posts, and the limit of its answer.

    It is a GET with the limit of all pages where the platform says nothing of its address.
    """
    meta: dict[str, Any] = {}
    limit = platform.largest_body(request.url)
    if limit is not None:
        meta["download_maxsize"] = limit
    kind = platform.supplement(request.url)
    if kind is not None:
        meta[SUPPLEMENT] = kind
    body = platform.posted_body(request.url)
    if body is None:
        return request.replace(meta=request.meta | meta) if meta else request
    meta[POSTED_PAGE] = True
    return request.replace(method="POST", body=body, meta=request.meta | meta)
