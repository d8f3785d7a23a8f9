"""Bulletins printed as headings, lists and paragraphs (Indiana University): courses by "CSCI-B 551 Title (3 cr.)", programs by their lists.

Modelled on the text of the pages, not on captured markup: no class name is used, only headings, lists and the grammar of codes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.words import NUMBERS, credential
from spiders.readers.article import address, heading, main
from spiders.readers.markup import classes, text, visible
from spiders.readers.totals import stated_total

_CODE = r"(?:[A-Z]{2,5}-[A-Z]{1,2}\s?\d{3}[A-Z]?|[A-Z]{2,5}\s\d{5})"
_CREDITS = r"(?P<credits>\d{1,2}(?:\.\d+)?(?:\s*(?:-|–|to)\s*\d{1,2}(?:\.\d+)?)?)\s*(?:cr\.?|credits?|credit hours?)"
_COURSE = re.compile(rf"^(?P<code>{_CODE})[\s:.–-]+(?P<title>\S.*?)\s*\({_CREDITS}\)\.?\s*(?P<rest>.*)$", re.I | re.S)
_ITEM = re.compile(rf"^(?P<code>{_CODE})(?:[\s:.–-]+(?P<title>.*))?$", re.S)
_NOTES = re.compile(
    rf"\s*(?:\((?:{_CREDITS.replace('?P<credits>', '?:')}|(?:co|pre)-?req[^)]*|or [^)]*|offered[^)]*)[^)]*\)|[*†‡]+\d*)\s*$", re.I
)
_LABELS = re.compile(
    r"(?:^|(?<=[.;)])\s+|(?<=\n))(?P<label>P|C|R|Prerequisites?|Corequisites?|Recommended|Coreq|Prereq)(?:\s*(?:or|and"
    r"|/)\s*[PCR])?:\s*(?P<value>.+?)(?=(?:(?<=[.;)])\s+(?:P|C|R|Prerequisites?|Corequisites?|Recommended):)|(?<=\.)\s+(?=[A-Z][a-z]+ )|$)",
    re.S,
)
_GROUP_CREDITS = re.compile(r"\((?P<n>\d{1,3})(?:\s*[-–]\s*\d{1,3})?\s*(?:cr\.?|credits?|credit hours?)\)", re.I)
_CHOICE = re.compile(
    r"\b(?:select|choose|one|two|three|any|complete)\b.*\b(?:of the following|from)\b|\belectives?\b|\boptions?\b|\beither\b", re.I
)
_COUNT = re.compile(
    r"\b(?:select|choose|complete|take)\s+(?:at least\s+)?(?P<n>one|two|three|four|five"
    r"|six|\d)\b(?!\s*(?:credits?|cr\b|hours?))|^(?P<m>one|two|three|four|five|six)\b",
    re.I,
)
_EDITION = re.compile(r"/(?P<from>20\d\d)-(?P<to>(?:20)?\d\d)/")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class _Group:
    title: str | None = None
    choice: bool = False
    count: int | None = None
    credits: float | None = None


def recognises(page: Page) -> bool:
    """Whether the page is of Indiana's bulletins or its Luddy School."""
    return any(host in page.url for host in ("bulletins.iu.edu", "luddy.iu.edu", "luddy.indiana.edu"))


def read(page: Page) -> Iterator[Record]:
    """The courses that a page describes, or the program whose requirements it lists. A menu of links states none."""
    region = main(page.tree)
    edition = f"{found['from']}-{found['to']}" if (found := _EDITION.search(page.url)) else None
    courses = list(_courses(page, region, edition))
    if courses:
        yield from courses
    elif record := _program(page, region, edition):
        yield record


def _courses(page: Page, region: HtmlElement, edition: str | None) -> Iterator[Record]:
    seen: set[str] = set()
    for element in region.iter(*_HEADS, "p", "li", "dt", "div", "td"):
        if element.tag == "div" and any(True for _ in element.iter(*_HEADS, "p", "li", "div") if _ is not element):
            continue
        found = _COURSE.match(one_line(text(element)))
        if not found or found["code"] in seen:
            continue
        rest = found["rest"] or _following(element)
        fields = _course_fields(rest) | {
            "code": one_line(found["code"]),
            "subject": found["code"].split("-")[0].split()[0],
            "credits_text": f"{found['credits']} cr.",
            "edition": edition,
        }
        if not rest and element.tag == "li":
            continue  # a course in a program's list, not its description
        seen.add(found["code"])
        title = _title(found["title"])
        yield Record("course", slug(found["code"]), page.url.split("#")[0], title, {name: value for name, value in fields.items() if value})


def _following(element: HtmlElement) -> str:
    """The paragraphs behind a heading that names a course, up to the next heading."""
    lines = []
    for after in element.itersiblings():
        if not isinstance(after.tag, str) or after.tag in _HEADS or after.tag == "dt" or _COURSE.match(text(after)):
            break
        lines += [line for part in visible(after).split("\n") if (line := one_line(part))]
    return "\n".join(lines)


def _course_fields(rest: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for found in _LABELS.finditer(rest):
        name = {"P": "prerequisites_text", "C": "corequisites_text"}.get(found["label"][0].upper())
        if name:
            fields.setdefault(name, one_line(found["value"]).rstrip(" ."))
    fields["description"] = paragraphs(_LABELS.sub(" ", rest)) or None
    return fields


def _title(printed: str) -> str:
    """The class pages print titles in capitals only; what is printed stays printed."""
    return one_line(printed).rstrip(" .,:;-–")


def _program(page: Page, region: HtmlElement, edition: str | None) -> Record | None:
    title = _program_title(page, region)
    listed = tuple(_components(region))
    if not title or not listed:
        return None
    lines = [one_line(line) for line in visible(region).split("\n") if line.strip()]
    fields = {"credential_text": title, "credits_total_text": stated_total(lines), "edition": edition, "description": _overview(region)}
    parts = [part for part in address(page).split("/")[3:] if part and not re.fullmatch(r"20\d\d-(?:20)?\d\d", part)]
    key = re.sub(r"(?:/index|/luddy-degree-major-req(?:uirements)?)?\.shtml$", "", "/".join(parts))
    return Record(
        "program", slug(key or title), page.url.split("#")[0], title, {name: value for name, value in fields.items() if value}, listed
    )


def _program_title(page: Page, region: HtmlElement) -> str:
    """The degree's heading: the first that names a credential; a page's own title may be "Luddy Degree and Major Requirements"."""
    headings = [text(one) for one in region.iter(*_HEADS)]
    return next((title for title in headings if credential(title)[0] and len(title) < 120), "") or (
        heading(page) if credential(heading(page))[0] else ""
    )


def _overview(region: HtmlElement) -> str | None:
    lines = []
    for element in region.iter("p", "ul", "ol", *_HEADS):
        if element.tag in ("ul", "ol"):
            break
        if element.tag == "p" and len(text(element)) >= 60:
            lines.append(text(element))
    return paragraphs("\n".join(lines)) or None


def _components(region: HtmlElement) -> Iterator[Component]:
    group = rule = _Group()
    alternative, position = False, 0
    for element in region.iter(*_HEADS, "p", "li", "strong"):
        if element.tag == "strong" and (
            element.getparent().tag in ("p", "li") and text(element) != text(element.getparent()) or element.getparent().tag in _HEADS
        ):
            continue
        if "breadcrumb" in " ".join(classes(element)):
            continue
        line = (
            one_line(
                (element.text or "")
                + "".join(
                    "".join(child.itertext()) + (child.tail or "")
                    for child in element
                    if isinstance(child.tag, str) and child.tag not in ("ul", "ol")
                )
            )
            if element.tag == "li"
            else text(element)
        )
        found = _ITEM.match(line)
        if not found:
            if line.lower() in ("or", "and/or"):
                alternative = True
            elif element.tag in _HEADS:
                group = rule = _group(line)
            elif line and (_CHOICE.search(line) or line.endswith(":")) and len(line) < 250:
                rule = _group(line, group)
            continue
        title, code = found["title"] or "", one_line(found["code"])
        position += 1
        while (shorter := _NOTES.sub("", title)) != title:
            title = shorter
        yield Component(
            code,
            _title(title) or code,
            "elective" if rule.choice else "required",
            rule.title,
            rule.count,
            rule.credits if rule.choice else None,
            position - 1 if alternative and position > 1 else None,
        )
        alternative = bool(re.search(r"\bor$", line))


def _group(line: str, within: _Group = _Group()) -> _Group:
    choice = bool(_CHOICE.search(line)) and not re.search(r"\ball of\b", line, re.I)
    count, credits = _COUNT.search(line), _GROUP_CREDITS.search(line)
    word = (count["n"] or count["m"]).lower() if count and choice else None
    title = one_line(_GROUP_CREDITS.sub("", line)).rstrip(" :")
    amount = float(credits["n"]) if credits else within.credits
    return _Group(within.title or title, choice or within.choice, (NUMBERS.get(word) or int(word)) if word else None, amount)
