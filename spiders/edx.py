"""The walk over edX: the site map and topic pages lead to course and program pages; the cards on a topic page are no records."""

from spiders.walk import Walk


class Edx(Walk):
    """`scrapy crawl edx -a source=edx`"""

    name = "edx"
