"""Bodies in a coding that was not asked for."""

from scrapy.http import Request, Response

from spiders.errors import Refused

_ASKED_FOR = ("", "identity", "gzip", "x-gzip")


class ContentCoding:
    """Refuses a body in another coding than gzip, because half of it could not be told from all.

    RFC 9110, section 12.5.3: a server answers in a coding of the request's `Accept-Encoding`.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass on what was asked for. Raises Refused with the code `content_coding` otherwise."""
        coding = response.headers.get("Content-Encoding", b"").decode("latin-1").strip().lower()
        if response.body and coding not in _ASKED_FOR:
            detail = f"the body comes in the coding {coding!r}, and only gzip was asked for"
            raise Refused(detail, "error", "content_coding")
        return response
