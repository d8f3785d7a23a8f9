"""The walk over a site without a known platform: links below the start pages, or those that `follow` names."""

from spiders.walk import Walk


class Article(Walk):
    """`scrapy crawl article -a source=infosec`"""

    name = "article"
