"""CourseLeaf's course blocks, in the generations of templates that were seen on real sites."""

import re
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.credits import credits_in_words
from spiders.page.fields import stated
from spiders.page.labels import in_prose, segments, without_prerequisite_label
from spiders.page.markup import classes, text, visible, visible_lines
from spiders.platforms.courseleaf.blocks import WITH_CLASS, Block, parts_of
from spiders.platforms.courseleaf.titles import (
    TitleLine,
    split_title,
    states_credits_only,
    title_of_parts,
)

_BLOCKS = ("div", "dl", "li", "article", "section")
_HEADINGS = lxml.etree.XPath(
    "ancestor::*[self::article or self::li][1]/*[self::h2 or self::h3 or self::h4]"
)
_PAGE_HEADING = lxml.etree.XPath(
    "//h1[@class='page-title' or ancestor::main"
    " or ancestor::*[@id='contentarea' or @id='content' or @id='page-title']]"
)
_LEVEL = lxml.etree.XPath("string(//meta[contains(@name, 'course-level')]/@content)")

_INLINE = ("b", "strong", "em", "i", "a", "span")
# Berkeley begins a description with the terms that the course was offered in
_TERMS = re.compile(r"Terms? [Oo]ffered:[^\n]*\n")
_LONGEST_CREDITS_LINE = 40
_LEAST_DESCRIPTION = 60
# a shorter line is the description where it is a sentence, and no note on when or for whom
_SENTENCE = re.compile(r"[A-Z]\w*(?:[\s,;:–-]+[\w'’()/-]+){3,}\.")
_NOTE = re.compile(
    r"(?:typically |usually )?(?:offered|taught|given)\b|same as|cross|also\b|equivalent|formerly"
    r"|repeat|may (?:be|not)|must\b|not (?:open|for)|only\b|restricted|open to|graded?\b"
    r"|students (?:who|may|must|can|are|should|with)\b"
    r"|credits?\b|counts\b|satisfies|fulfills|fees?\b|lectures?\b|lab|hours?\b|attribute"
    r"|(?:every )?(?:fall|spring|summer|winter|autumn|term|year|semester)",
    re.I,
)
_LONGEST_SCHEDULE_LINE = 80

Fields = dict[str, Any]
# no block has so many; where nobody closes the fields of a block, each holds all that follow
_MOST_LINES = 1000


def courses(page: Page, tree: HtmlElement, edition: str | None) -> Iterator[Record]:
    """The course blocks of a page as records, in page order, except those without a title."""
    blocks = [element for element in tree.iter(*_BLOCKS) if "courseblock" in classes(element)]
    shared = {"edition": edition, "level_text": _LEVEL(tree)}
    url = page.url.split("#")[0]
    for block, next_block in zip_longest(blocks, blocks[1:]):
        if block.tag == "dl":
            line, fields = _list_entry(block)
        else:
            line, fields = _course(parts_of(block, next_block), is_alone=len(blocks) == 1)
        if line is None or not line.title:
            continue
        fields |= {
            "code": line.code,
            "subject": line.subject,
            "credits_text": fields.get("credits_text") or line.credits_text,
        }
        in_words = credits_in_words(fields["credits_text"], fields.get("description"))
        if in_words is not None:
            fields |= {"credits_min": in_words, "credits_max": in_words}
        aliases: tuple[str, ...] = ()
        if line.cross_listed:
            fields["cross_listed"] = list(line.cross_listed)
            # earlier readers took "CS 440 / ECE 448" for one code
            aliases = (slug(" / ".join((line.code or "", *line.cross_listed))),)
        key = slug(line.code or line.title)
        yield Record("course", key, url, line.title, stated(shared | fields), aliases=aliases)


def _course(block: Block, is_alone: bool) -> tuple[TitleLine | None, Fields]:
    """The title line of a block, and its fields: what its labels say, then its own elements."""
    extras = block.parts.get("extra", [])
    labelled = _labelled(extras, block.element)
    element, described = block.first("description"), labelled.pop("description", "")
    if element is not None:
        described = paragraphs(_description(element))
    elif not described:
        described = _unlabelled(extras)
    description = _without_terms(described)
    fields: Fields = in_prose(description) | _people_and_department(block) | labelled
    fields["description"] = description
    line = _title_line(block, is_alone)
    if line and not line.credits_text and not fields.get("credits_text"):
        fields["credits_text"] = _credits_line(block)
    return line, fields


def _people_and_department(block: Block) -> Fields:
    fields: Fields = {}
    department, people = block.first("department"), block.first("instructors")
    if department is not None:
        fields["department"] = _value(department)
    if people is not None:
        names = re.split(r"[,;]\s*", _value(people))
        fields["instructors"] = [one_line(name) for name in names if name]
    return fields


def _title_line(block: Block, is_alone: bool) -> TitleLine | None:
    """The title line from elements of its own, else as the block prints it in one line."""
    credits = block.words("credits")
    if block.has("code") and block.has("title"):
        credits_text = credits.strip("()[] .,") or None
        return title_of_parts(block.words("code"), block.words("title"), credits_text)
    line = _printed_title(block, credits or None, is_alone)
    if line and block.has("code") and not line.code:
        title = line.title.removeprefix(one_line(block.words("code")))
        return title_of_parts(block.words("code"), title, line.credits_text)
    return line


def _printed_title(block: Block, credits_text: str | None, is_alone: bool) -> TitleLine | None:
    """The title line that a block prints, or that stands over it.

    It stands over the block in search results, and is the page's heading where each course has a
    page of its own.
    """
    heading = block.first("heading")
    if heading is None:
        heading = _heading_without_class(block.element, is_alone)
    if heading is None:
        return None
    return split_title("".join(heading.itertext()), credits_text)


def _heading_without_class(block: HtmlElement, is_alone: bool) -> HtmlElement | None:
    over = _HEADINGS(block)
    if over:
        return over[0]
    of_page = _PAGE_HEADING(block) if is_alone else []
    if of_page:
        return of_page[0]
    return next(block.iterdescendants("strong", "b", "h3", "h4"), None)


def _without_terms(description: str) -> str:
    terms = _TERMS.match(description)
    return description[terms.end() :] if terms else description


def _credits_line(block: Block) -> str | None:
    """Credits that are printed on a line of their own: "1 Course Unit"."""
    lines = (text(element) for element in block.own_elements("p", "span", "div"))
    short = (line for line in lines if len(line) <= _LONGEST_CREDITS_LINE)
    return next((line for line in short if states_credits_only(line)), None)


def _list_entry(block: HtmlElement) -> tuple[TitleLine | None, Fields]:
    """CMU's form: `dt` "15-779 Title", `dd` "Fall: 12 units", the description and the labels.

    The first line of the `dd` may lack the units.
    """
    term, definition = block.find("dt"), block.find("dd")
    if term is None:
        return None, {}
    lines = visible_lines(definition) if definition is not None else []
    has_schedule = bool(lines) and len(lines[0]) < _LONGEST_SCHEDULE_LINE
    schedule = lines[0] if has_schedule else ""
    credits_text = None
    if re.search(r"\bunits?\b", schedule):
        credits_text = schedule.rpartition(":")[2].strip()
    fields: Fields = {"credits_text": credits_text}
    description = []
    for line in lines[1:] if has_schedule else lines:
        for column, value in segments(line).items():
            if column in ("", "description"):
                description.append(value)
            elif value:
                fields[column] = value
    fields["description"] = "\n".join(description)
    return split_title(text(term), credits_text), fields


def _labelled(extras: list[HtmlElement], block: HtmlElement) -> dict[str, str]:
    """Column -> the first value that the block labels, in its extras or in loose text."""
    fields: dict[str, str] = {}
    for line, states_prerequisites in islice(_lines(extras, block), _MOST_LINES):
        for column, value in segments(line).items():
            if column and value:
                fields.setdefault(column, value)
        if states_prerequisites and "prerequisites_text" not in fields:
            fields["prerequisites_text"] = without_prerequisite_label(line)
    return fields


def _lines(extras: list[HtmlElement], block: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Each line in which a label may stand, and whether its element holds prerequisites only."""
    for element in extras:
        states_prerequisites = "detail-prereq" in element.get("class")
        for part in list(element.iter("li")) or list(element.iter("p")) or [element]:
            for line in visible_lines(part):
                yield line, states_prerequisites
    for line in _loose_lines(block):
        yield line, False


def _loose_lines(block: HtmlElement) -> list[str]:
    """The lines that stand in a block itself, outside of any paragraph.

    Drexel prints "<b>Prerequisites</b>: …<br/>" there.
    """
    lines = [block.text or ""]
    for child in block:
        if child.tag in _INLINE:
            lines[-1] += "".join(child.itertext())
        else:
            lines.append("")
        lines[-1] += child.tail or ""
    return [line for line in map(one_line, filter(None, lines)) if line]


def _unlabelled(extras: list[HtmlElement]) -> str:
    """The description, where a site prints it as an extra without a label."""
    for element in extras:
        line = text(element)
        is_plain = element.find("strong") is None and element.find("b") is None
        is_prose = len(line) > _LEAST_DESCRIPTION or _is_short_description(line)
        if is_prose and is_plain and "" in segments(line):
            return line
    return ""


def _is_short_description(line: str) -> bool:
    """Whether a short line tells what a course is about.

    >>> _is_short_description("Wicks, oils and the glass that shelters them.")
    True
    >>> _is_short_description("Offered in the fall of even years.")
    False
    """
    return bool(_SENTENCE.match(line)) and line.endswith(".") and not _NOTE.match(line)


def _description(element: HtmlElement) -> str:
    """The text of a description, or of the content element within it."""
    for part in WITH_CLASS(element) if len(element) else ():
        if "section__content" in classes(part):
            return visible(part)
    return visible(element)


def _value(element: HtmlElement) -> str:
    """The value next to a `span.label`, or all of the element's words after "Label:"."""
    for part in element.iterdescendants():
        if "value" in classes(part):
            return text(part)
    return re.sub(r"^[A-Z][\w ()]{2,30}:\s*", "", text(element))
