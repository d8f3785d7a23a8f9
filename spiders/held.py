"""Pages that are not asked for because their host is to be left alone."""

from scrapy.http import Request, Response

from spiders.errors import Refused
from spiders.ledger import HELD


def held_page(request: Request, reason: str) -> Response:
    """The archived page in place of one that is not asked for.

    It shows where the crawl goes next, and nothing that is read from it is confirmed. The reason
    travels as `held` in the request's `meta`. Raises Refused with the outcome `held` if there is
    no archived page.
    """
    archived: Response | None = request.meta.pop("cached_response", None)
    if archived is None:
        raise Refused(reason, HELD)
    request.meta[HELD] = reason
    return archived
