"""HTTP statuses: which answers are pages."""

from http import HTTPStatus


def is_page(status: int) -> bool:
    """Whether an answer with this status is a page: any 2xx but 206.

    Half a page is no page, and no part of one is ever asked for (RFC 9110, section 15.3.7).

    >>> is_page(200), is_page(206), is_page(404)
    (True, False, False)
    """
    return 200 <= status < 300 and status != HTTPStatus.PARTIAL_CONTENT
