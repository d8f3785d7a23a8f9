"""An archived answer as a page or as text, decoded as in a crawl."""

from functools import cache

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Headers, Response, TextResponse
from scrapy.statscollectors import MemoryStatsCollector
from w3lib.encoding import http_content_type_encoding

from courseatlas.character_sets import is_character_set
from courseatlas.records import Page
from spiders.archive.body import GZIP_MAGIC, body_of_file
from spiders.archive.warc import Answer


def decoded_page(answer: Answer, fetched_at: str | None) -> Page:
    """The page that an answer is; `fetched_at` is RFC 3339 in UTC."""
    decoded = _decoded(answer)
    content_type = (decoded.headers.get("Content-Type") or b"text/html").decode("latin-1")
    return page_of_body(answer.url, decoded.body, content_type, fetched_at)


def page_of_body(url: str, body: bytes, content_type: str, fetched_at: str | None) -> Page:
    """The page of a body without its content coding; `content_type` is the value of the header.

    A file that is itself compressed, such as "sitemap.xml.gz", is a page of what it holds.
    """
    return Page(
        url,
        body_of_file(body) if body.startswith(GZIP_MAGIC) else body,
        content_type.split(";")[0].strip().lower(),
        fetched_at,
        http_content_type_encoding(content_type),
    )


def decoded_text(answer: Answer) -> str:
    """The body of an answer without its content coding, as text.

    Bytes that are no text become U+FFFD.
    """
    decoded = _decoded(answer)
    response = TextResponse(answer.url, headers=decoded.headers, body=decoded.body)
    if not is_character_set(response.encoding):
        response = response.replace(encoding="utf-8")
    return response.text


def _decoded(answer: Answer) -> Response:
    headers = Headers()
    for name, value in answer.headers:
        headers.appendlist(name, value)
    coded = Response(answer.url, status=answer.status, headers=headers, body=answer.body)
    decoded = _decoder().process_response(Request(answer.url), coded)
    if not isinstance(decoded, Response):
        raise TypeError(f"{answer.url}: decoding an answer gave a request")
    return decoded


@cache
def _decoder() -> HttpCompressionMiddleware:
    """Scrapy's own decoding of gzip, deflate, Brotli and Zstandard, outside of a crawl."""
    crawler = Crawler(Spider)
    crawler.stats = MemoryStatsCollector(
        crawler
    )  # a crawl sets it when it starts; the middleware asks for it
    return HttpCompressionMiddleware(crawler=crawler)
