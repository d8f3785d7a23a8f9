"""The walk over any site that carries schema.org markup: hubs and site maps lead to detail pages."""

from spiders.walk import Walk


class JsonLd(Walk):
    """`scrapy crawl jsonld -a source=edx`"""

    name = "jsonld"
