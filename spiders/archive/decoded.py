"""The text of an archived answer, decoded as in a crawl."""

from functools import cache

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Headers, Response, TextResponse
from scrapy.statscollectors import MemoryStatsCollector

from courseatlas.character_sets import is_character_set
from spiders.archive.warc import Answer


def decoded_text(answer: Answer) -> str:
    """The body of an answer without its content coding, as text.

    Bytes that are no text become U+FFFD.
    """
    headers = Headers()
    for name, value in answer.headers:
        headers.appendlist(name, value)
    coded = Response(answer.url, status=answer.status, headers=headers, body=answer.body)
    decoded = _decoder().process_response(Request(answer.url), coded)
    if not isinstance(decoded, Response):
        raise TypeError(f"{answer.url}: decoding an answer gave a request")
    response = TextResponse(answer.url, headers=decoded.headers, body=decoded.body)
    if not is_character_set(response.encoding):
        response = response.replace(encoding="utf-8")
    return response.text


@cache
def _decoder() -> HttpCompressionMiddleware:
    """Scrapy's own decoding of gzip, deflate, Brotli and Zstandard, outside of a crawl."""
    crawler = Crawler(Spider)
    crawler.stats = MemoryStatsCollector(
        crawler
    )  # a crawl sets it when it starts; the middleware asks for it
    return HttpCompressionMiddleware(crawler=crawler)
