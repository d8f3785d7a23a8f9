"""The walk over Class Central: listings lead to course pages, by the source's `follow`."""

from spiders.walk import Walk


class ClassCentral(Walk):
    """`scrapy crawl classcentral -a source=...`"""

    name = "classcentral"
