"""The walk over Banner 8 Self-Service: a schedule's page leads to its sections, by the source's `follow`."""

from spiders.walk import Walk


class Banner8(Walk):
    """`scrapy crawl banner8 -a source=...`"""

    name = "banner8"
