"""The walk over an Open edX catalog: each answer of the discovery API or of an LMS's course list names the next page."""

from spiders.learn import Learn


class OpenEdx(Learn):
    """`scrapy crawl openedx -a source=edx-discovery`"""

    name = "openedx"
