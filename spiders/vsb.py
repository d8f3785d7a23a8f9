"""The walk to a Visual Schedule Builder: each start URL is one answer."""

from spiders.walk import Walk


class Vsb(Walk):
    """`scrapy crawl vsb -a source=...`"""

    name = "vsb"
