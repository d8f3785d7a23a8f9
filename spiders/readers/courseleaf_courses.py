"""CourseLeaf course blocks, in the template generations seen on real sites."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.readers.courseleaf_title import CREDITS_ALONE, TitleLine, bare_title, split_title
from spiders.readers.labels import CUT, PREREQUISITE, in_prose, segments
from spiders.readers.markup import classes, text, visible

_BLOCKS = ("div", "dl", "li", "article", "section")
_NAMED = lxml.etree.XPath("descendant::*[@class]")
_HEADINGS = lxml.etree.XPath("ancestor::*[self::article or self::li][1]/*[self::h2 or self::h3 or self::h4]")
_PAGE_HEADING = lxml.etree.XPath(
    "//h1[@class='page-title' or ancestor::main or ancestor::*[@id='contentarea' or @id='content' or @id='page-title']]"
)
_LEVEL = lxml.etree.XPath("string(//meta[contains(@name, 'course-level')]/@content)")

# class of a span -> the part of the title line it holds: the BEM templates, CSUSB's, Berkeley's and the detail-* family
_PARTS = {
    "courseblockcode": "code",
    "courseblock__code": "code",
    "detail-code": "code",
    "code": "code",
    "detail-coursecode": "code",
    "detail-ut_code": "code",
    "courseblock__title": "title",
    "detail-title": "title",
    "title": "title",
    "coursetitle": "title",
    "detail-coursetitle": "title",
    "courseblockhours": "credits",
    "courseblock__hours": "credits",
    "detail-hours_html": "credits",
    "detail-hours": "credits",
    "hours": "credits",
    "coursehours": "credits",
    "credits": "credits",
    "detail-credits": "credits",
    "detail-units": "credits",
    "courseblockcredits": "credits",
}
_DESCRIPTIONS = (
    "courseblockdesc",
    "cb_desc",
    "section--description",
    "detail-description",
    "courseblock__description",
    "courseblockdescription",
    "courseblock__desc",
)
_EXTRAS = (
    "courseblockextra",
    "course-section",
    "courseextendedwrap",
    "courseblock__extra",
    "courseblockdetail",
    "courseblockprereq",
    "detail-note_text",
    "courseblockcoreq",
    "courseblockattr",
)
_ROLES = {
    "heading": ("courseblocktitle", "courseblock__title-line"),
    "description": _DESCRIPTIONS,
    "department": ("detail-department", "detail-department_s_", "detail-offered_by"),
    "instructors": ("courseblockinstructors", "detail-instructors", "detail-instructor_s_"),
}


def courses(page: Page, tree: HtmlElement, edition: str | None) -> Iterator[Record]:
    """The course blocks of a page as records, in page order. A block without a title is none of its own course's."""
    blocks = [element for element in tree.iter(*_BLOCKS) if "courseblock" in classes(element)]
    shared = {"edition": edition, "level_text": _LEVEL(tree) or None}
    for block in blocks:
        line, fields = _list_entry(block) if block.tag == "dl" else _block(block, alone=len(blocks) == 1)
        if line is None or not line.title:
            continue
        fields |= {"code": line.code, "subject": line.subject, "credits_text": fields.get("credits_text") or line.credits_text}
        fields = {name: value for name, value in (shared | fields).items() if value}
        yield Record("course", slug(line.code or line.title), page.url.split("#")[0], line.title, fields)


def _block(block: HtmlElement, alone: bool) -> tuple[TitleLine | None, dict[str, Any]]:
    """One pass over a block: the title line's parts, the description and what its labels say."""
    heading = description = None
    parts: dict[str, str] = {}
    fields: dict[str, Any] = {}
    extras: list[HtmlElement] = []
    for element in _NAMED(block):
        for role in _roles(element.get("class")):
            if role == "heading":
                heading = element if heading is None else heading
            elif role == "description":
                description = element if description is None else description
            elif role == "extra":
                extras.append(element)
            elif role == "department":
                fields.setdefault("department", _value(element))
            elif role == "instructors":
                fields.setdefault("instructors", [one_line(part) for part in re.split(r"[,;]\s*", _value(element)) if part])
            else:
                parts.setdefault(role, text(element))
    fields |= _labelled(extras, block)
    described = _without_terms(
        paragraphs(_description(description)) if description is not None else fields.pop("described", None) or _unlabelled(extras)
    )
    fields.pop("described", None)
    if described:
        fields["description"] = described
        fields = in_prose(described) | fields
    if "code" in parts and "title" in parts:
        line: TitleLine | None = TitleLine(
            _code(parts["code"]), bare_title(parts["title"]), parts.get("credits", "").strip("()[] .,") or None
        )
    else:
        line = _printed_title(block, heading, parts.get("credits"), alone)
        if line and "code" in parts and not line.code:
            line = TitleLine(_code(parts["code"]), bare_title(line.title.removeprefix(one_line(parts["code"]))), line.credits_text)
    if line and not line.credits_text and "credits_text" not in fields and (amount := _amount(block)):
        fields["credits_text"] = amount
    return line, fields


@lru_cache(1 << 12)
def _roles(names: str) -> tuple[str, ...]:
    """What an element holds, by its class attribute; a catalog has few of those, and each stands in every block."""
    return tuple(role for name in names.split() if (role := _role(name)))


def _role(name: str) -> str:
    if name in _PARTS:
        return _PARTS[name]
    if name in _EXTRAS or name.startswith(("detail-prereq", "detail-coreq", "detail-requirement")):
        return "extra"
    return next((role for role, names in _ROLES.items() if name in names), "")


def _code(printed: str) -> str:
    return one_line(printed).strip(" .:,|–—-")


_TERMS = re.compile(r"Terms? [Oo]ffered:[^\n]*\n")


def _without_terms(described: str | None) -> str:
    """Berkeley begins a description with the terms it was offered in."""
    found = _TERMS.match(described or "")
    return described[found.end() :] if described and found else described or ""


def _amount(block: HtmlElement) -> str | None:
    """Credits printed on a line of their own: "1 Course Unit"."""
    return next((line for part in block.iter("p", "span", "div") if len(line := text(part)) <= 40 and CREDITS_ALONE.fullmatch(line)), None)


def _printed_title(block: HtmlElement, heading: HtmlElement | None, credits_text: str | None, alone: bool) -> TitleLine | None:
    """The title line printed in the block, over it (search results), or as the page's heading (one page a course)."""
    if heading is None:
        strong = next((e for e in block.iterdescendants("strong", "b", "h3", "h4")), None)
        over = _HEADINGS(block)
        heading = over[0] if over else (_PAGE_HEADING(block) or [strong])[0] if alone else strong
    if heading is None:
        return None
    # several spaces in a row part the columns of a title line: keep them until it is split
    line = "".join(heading.itertext())
    return split_title(line, credits_text)


def _list_entry(block: HtmlElement) -> tuple[TitleLine | None, dict[str, Any]]:
    """CMU: `dt` "15-779 Title", `dd` "Fall and Spring: 12 units<br/>description<br/>Prerequisites: …"; the units may be missing."""
    dt, dd = block.find("dt"), block.find("dd")
    if dt is None:
        return None, {}
    lines = [line for part in visible(dd).split("\n") if (line := one_line(part))] if dd is not None else []
    when = lines.pop(0) if lines and len(lines[0]) < 80 else ""
    credits_text = when.rpartition(":")[2].strip() if re.search(r"\bunits?\b", when) else None
    fields: dict[str, Any] = {"credits_text": credits_text}
    described = []
    for line in lines:
        found = segments(line)
        fields |= {name: value for name, value in found.items() if name != "" and value}
        if "" in found and not CUT.match(line):
            described.append(found[""] if len(found) > 1 else line)
    fields["description"] = "\n".join(described) or None
    return split_title(text(dt), credits_text), fields


def _labelled(extras: list[HtmlElement], block: HtmlElement) -> dict[str, str]:
    fields: dict[str, str] = {}
    for element in extras:
        requisites = "detail-prereq" in element.get("class")
        parts = list(element.iter("li")) or list(element.iter("p")) or [element]
        lines = [line for part in parts for printed in visible(part).split("\n") if (line := one_line(printed))]
        for line in lines:
            for name, value in segments(line).items():
                if name and value:
                    fields.setdefault(name, value)
            if requisites and "prerequisites_text" not in fields:
                fields["prerequisites_text"] = PREREQUISITE.sub("", line)
    for line in _loose_lines(block):
        for name, value in segments(line).items():
            if name and value:
                fields.setdefault(name, value)
    return fields


def _loose_lines(block: HtmlElement) -> Iterator[str]:
    """The lines that stand in a block itself, outside of any paragraph: Drexel prints "<b>Prerequisites</b>: …<br/>" there."""
    line = block.text or ""
    for child in block:
        if child.tag in ("b", "strong", "em", "i", "a", "span"):
            line += "".join(child.itertext())
        else:
            if one_line(line):
                yield one_line(line)
            line = ""
        line += child.tail or ""
    if one_line(line):
        yield one_line(line)


def _unlabelled(extras: list[HtmlElement]) -> str:
    """Some sites print the description as an extra without a label."""
    for element in extras:
        line = text(element)
        if len(line) > 60 and "" in segments(line) and element.find("strong") is None and element.find("b") is None:
            return line
    return ""


def _description(element: HtmlElement) -> str:
    content = next((e for e in _NAMED(element) if "section__content" in classes(e)), element) if len(element) else element
    return visible(content)


def _value(element: HtmlElement) -> str:
    """The value beside a `span.label`, or all of the element's words after "Label:"."""
    for part in element.iterdescendants():
        if "value" in classes(part):
            return text(part)
    return re.sub(r"^[A-Z][\w ()]{2,30}:\s*", "", text(element))
