"""Courses of SmartCatalog IQ's pages: a heading with a code, and blocks or loose words below it.

Subject and division pages hold many of them (`h2.course-name`), a course's own page has one (`h1`).
"""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from courseatlas.values.codes import code_mentions, split_code, subject_of, with_plain_hyphens
from spiders.page.fields import distinct, stated
from spiders.page.labels import columns_by_label, in_prose, segments
from spiders.page.links import joined
from spiders.page.markup import HEADINGS, classes, first_text, has_class, prose, text
from spiders.page.people import names_in
from spiders.platforms.smartcatalog.addresses import edition

_LISTED = lxml.etree.XPath(
    f"//*[{has_class('course-name')}][not(ancestor::*[{has_class('cross-listed')}])]"
)
# the heading of a course's own page has its code, in a span or not; a program's has a class
_OWN_PAGE = lxml.etree.XPath(
    f"//*[@id='main']//h1[not({has_class('degreeTitle')})]"
    "[following-sibling::*[contains(@class, 'desc') or contains(@class, 'credits')]]"
)
_CREDITS = lxml.etree.XPath(f"descendant-or-self::*[{has_class('credits')}]")
# "435 HDF Seminar": a school prints the number first
_REVERSED = re.compile(r"(?P<number>\d{1,4}[A-Z]{0,2})\s+(?P<subject>[A-Z]{2,5})(?=\s|$)")
_CREDIT_CLASSES = frozenset(("sc-credithours", "sc_credits", "credithours"))
_CROSS_LISTED = re.compile(r"cross[- ]?list", re.I)
_COLUMNS = ("prerequisites_text", "corequisites_text", "department", "level_text", "college")
# what stands beside loose words below a heading, and is a part of them
_INLINE = frozenset(("a", "b", "strong", "em", "i", "span", "sup", "br"))
_BEFORE_TITLE = re.compile(r"^[\s.:–—-]+")

Fields = dict[str, Any]


def courses(page: Page) -> Iterator[Record]:
    """The courses that a page describes, in page order."""
    for heading in [*_OWN_PAGE(page.tree), *_LISTED(page.tree)]:
        code, title = code_and_title(heading)
        if code and title:
            link = next(heading.iter("a"), None)
            url = joined(page.url, link.get("href")) if link is not None else page.url
            fields = {
                "code": code,
                "subject": subject_of(code),
                "edition": edition(url) or edition(page.url),
                **_fields(heading),
            }
            yield Record("course", slug(code), url.partition("#")[0], title, stated(fields))


def code_and_title(heading: HtmlElement) -> tuple[str | None, str]:
    """The code and the title of a heading, whose code stands in a span, before or behind it.

    The code is None where the heading begins with none.
    """
    line = text(heading)
    printed = text(next(heading.iter("span"), None))
    if not printed or not line.startswith(printed):
        printed = split_code(line).printed.strip()
    swapped = _REVERSED.match(line)
    if not split_code(printed).code and swapped:
        code, printed = f"{swapped['subject']} {swapped['number']}", swapped[0]
    else:
        code = split_code(printed).code or _plain_code(printed)
    return code or None, _BEFORE_TITLE.sub("", line[len(printed) :]) if code else line


def _plain_code(printed: str) -> str:
    """What a span holds, where it has the form of a code that titles do not begin with: "AM 3"."""
    return printed if re.fullmatch(r"[A-Z][A-Za-z& ]{0,12}[ -]?\d\w{0,5}", printed) else ""


def _fields(heading: HtmlElement) -> Fields:
    """What the blocks below a course's heading state, up to the next course."""
    fields: Fields = {}
    label = ""
    for block in heading.itersiblings():
        if not isinstance(block.tag, str):
            continue
        if "course-name" in classes(block) or block.tag == "h1":
            break
        if block.tag in HEADINGS:
            label = text(block)
            _add(fields, _labelled(label, _loose_words(block)))
            continue
        if block.tag in _INLINE:
            continue  # a part of the loose words below a heading
        own_label, value = _label_and_value(block)
        if _CREDIT_CLASSES.intersection(classes(block)):
            _add(fields, {"credits_text": _credits(block, own_label or "credits")})
        elif own_label or label:
            _add(fields, _labelled(own_label or label, value))
        elif "desc" in classes(block):
            _add(fields, {"description": prose(block)})
        label = ""
    described = in_prose(fields.get("description", ""))
    return described | fields


def _loose_words(heading: HtmlElement) -> str:
    """The words and links below a heading that stand in no block: "CS 1 and CS 2"."""
    parts = [heading.tail or ""]
    for element in heading.itersiblings():
        if isinstance(element.tag, str):
            if element.tag not in _INLINE:
                break
            parts.append(f" {text(element)} " if element.tag == "br" else text(element))
        parts.append(element.tail or "")
    return one_line("".join(parts))


def _add(fields: Fields, more: Fields) -> None:
    """Add the values that no earlier block stated."""
    for name, value in stated(more).items():
        fields.setdefault(name, value)


def _label_and_value(block: HtmlElement) -> tuple[str, str]:
    """The heading within a block, or '', and the words of the block without it."""
    inner = next(block.iter(*HEADINGS), None)
    label = text(inner)
    return label, one_line(text(block).removeprefix(label)) if label else text(block)


def _credits(block: HtmlElement, label: str) -> str:
    """The amount with the word that its heading has for it: "5 Credits"."""
    amount = first_text(_CREDITS(block)) or _label_and_value(block)[1]
    return f"{amount} {label.rstrip(' :')}" if amount[-1:].isdigit() else amount


def _labelled(label: str, value: str) -> Fields:
    """The fields that a heading and the words below it state.

    Under a heading that is no label of a column ("Requirements"), the words may hold labels.
    """
    if _CROSS_LISTED.search(label):
        codes = code_mentions(with_plain_hyphens(value), one_digit=True)
        return {"cross_listed": distinct(mention.code for mention in codes)}
    columns = columns_by_label().get(label.casefold().rstrip(" :"), ())
    if "instructors_text" in columns:
        return {"instructors": names_in(value)}
    known = {column: value for column in columns if column in _COLUMNS}
    return known or {
        column: words for column, words in segments(value).items() if column in _COLUMNS
    }
