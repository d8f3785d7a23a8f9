"""The details of the courses of a list, which prints no prerequisites: one page per course.

They are asked for where a course's title or description borders on AI/ML: a catalog has thousands
of courses.

Seen on real pages: the details of a course, with its prerequisites. Inferred from clients of the
software: that the list links each entry to them and leaves the prerequisites out.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from courseatlas import relevance
from courseatlas.records import Page, Record
from spiders.page.links import Link

DETAIL = "bwckctlg.p_disp_course_detail"


def links_to_details(page: Page, records: Iterable[Record]) -> Iterator[Link]:
    """The details of those courses of a list that border on AI/ML."""
    vocabulary = relevance.load()
    for record in records:
        is_linked = record.url != page.url and urlsplit(record.url).path.endswith(DETAIL)
        is_whole = not is_linked or "prerequisites_text" in record.fields
        description = record.fields.get("description")
        if not is_whole and vocabulary.classify(record.title, description).relevance != "none":
            yield Link(record.url, "course", record.title)
