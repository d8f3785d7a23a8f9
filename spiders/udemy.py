"""The walk over Udemy: its site maps and topic pages lead to course pages. Behind its wall the walk ends after a few requests."""

from spiders.walk import Walk


class Udemy(Walk):
    """`scrapy crawl udemy -a source=udemy`"""

    name = "udemy"
