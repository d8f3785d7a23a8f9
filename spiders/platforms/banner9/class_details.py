"""Banner 9's details of one section, which print the subject's name and not its code."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from spiders.page.fields import stated
from spiders.page.markup import text
from spiders.page.sections import course_title

_MARK = b'aria-labelledby="classDetails"'


def is_class_details(page: Page) -> bool:
    """Whether a page is the class details of a section."""
    return _MARK in page.body


def read_class_details(page: Page) -> Iterator[Record]:
    """The course of a section's class details, by the labels and ids of its lines."""
    values = {element.get("id"): text(element) for element in page.tree.iter("span")}
    labels = {label: value for label, value in _labelled(page.tree) if value}
    title = course_title([values.get("courseTitle", "")])
    number = values.get("courseDisplay") or values.get("courseNumber") or ""
    subject = values.get("subject", "")
    if not title or not number:
        return
    credits = labels.get("Credit Hours", "")
    fields = {
        "subject": subject,
        "edition": labels.get("Associated Term"),
        "credits_text": f"Credit Hours: {credits}" if credits else None,
        "delivery_text": labels.get("Instructional Method"),
    }
    yield Record("course", slug(f"{subject} {number}"), page.url, title, stated(fields))


def _labelled(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """(label, value) of each bold label that a line of loose text follows."""
    for label in tree.iter("span"):
        if label.get("class") == "status-bold":
            yield text(label).rstrip(": "), one_line(label.tail)
