"""Bodies that arrive incomplete."""

from scrapy.http import Request, Response

from spiders.archive.warc import is_complete
from spiders.errors import Refused


class TruncatedBody:
    """Refuses half a gzip body, which would reach the spider as a 200."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass a complete body on. Raises Refused with the code `truncated` for another one."""
        coding = response.headers.get("Content-Encoding", b"").decode("latin-1")
        if not is_complete([("Content-Encoding", coding)], response.body):
            raise Refused("the compressed body ends before its stream does", "error", "truncated")
        return response
