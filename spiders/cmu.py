"""The walk over Carnegie Mellon: the catalog's pages by their XML twins, and the schedule of classes, which is one page a term."""

from spiders.courseleaf import CourseLeaf


class Cmu(CourseLeaf):
    """`scrapy crawl cmu -a source=cmu`"""

    name = "cmu"
