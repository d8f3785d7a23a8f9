"""HighPoint's mobile page of one class (`/app/catalog/classsection/…`).

The heading holds the code and the number of the section ("LMP 0100 - 1010"), the first
`primary-head` the title; each `section-content` has a label on its left and a value on its right.
Inferred from public clients of the page at four schools.
"""

import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page
from courseatlas.text import one_line, paragraphs
from spiders.page.fields import stated
from spiders.page.markup import has_class, text, visible
from spiders.page.people import names_in
from spiders.platforms.peoplesoft.sections import PrintedSection, requisites

_MARKS = (b"section-content", b"pull-left", b"pull-right", b"primary-head", b"page-title")
_HEADINGS = lxml.etree.XPath(f"//h1[{has_class('page-title')}]")
_TITLES = lxml.etree.XPath(f"//*[{has_class('primary-head')}]")
_LINES = lxml.etree.XPath(f"//*[{has_class('section-content')}]")
_LABEL = lxml.etree.XPath(f".//div[{has_class('pull-left')}]")
_VALUE = lxml.etree.XPath(f".//div[{has_class('pull-right')}]")
_CODE = re.compile(r"(?P<code>\S+ +\S+)\s+-\s+\S+")
_DAYS = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")
# every class has a number, which its term and its school tell from all others
_NUMBER_LABEL = "Class Number"


def is_class_page(page: Page) -> bool:
    """Whether HTML has HighPoint's labelled lines and the number of a class."""
    return all(mark in page.body for mark in _MARKS) and _NUMBER_LABEL.encode() in page.body


def section(tree: HtmlElement) -> Iterator[PrintedSection]:
    """The class of the page; none where it has no code or no title, as for a number in no use."""
    codes = [_CODE.fullmatch(text(heading)) for heading in _HEADINGS(tree)]
    code = next((match["code"] for match in codes if match), "")
    title = next((text(each) for each in _TITLES(tree) if text(each)), "")
    if not (code and title):
        return
    printed = dict(_labelled(tree))
    topic = one_line(printed.get("Topic", ""))
    days = _DAYS.findall(printed.get("Dates", ""))
    fields = {
        "description": printed.get("Description", ""),
        "level_text": one_line(printed.get("Career", "")),
        "delivery_text": one_line(printed.get("Instruction Mode", "")),
        "topic_titles": [topic] if topic and topic.lower() != title.lower() else [],
        **requisites(printed.get("Enrollment Requirements", "")),
    }
    yield PrintedSection(
        one_line(code),
        title,
        tuple(names_in(printed.get("Instructor(s)") or printed.get("Instructor") or "")),
        tuple(days[:1]),
        tuple(days[1:2]),
        units=one_line(printed.get("Units", "")),
        fields=stated(fields),
    )


def _labelled(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """(label, value) of each line that has one of each."""
    for line in _LINES(tree):
        labels, values = _LABEL(line), _VALUE(line)
        if labels and values:
            yield text(labels[0]).rstrip(": "), paragraphs(visible(values[0]))
