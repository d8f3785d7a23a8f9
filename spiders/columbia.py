"""The walk over Columbia's Directory of Classes: departments lead to listings of a term, by the source's `follow`."""

from spiders.walk import Walk


class Columbia(Walk):
    """`scrapy crawl columbia -a source=...`"""

    name = "columbia"
