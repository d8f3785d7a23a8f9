"""Indiana University's bulletins and the class pages of its Luddy School.

How to recognise a page: by its host alone. Courses are told by "CSCI-B 551 Title (3 cr.)", programs
by their lists of such codes.

In a source's YAML: `start_urls` name the same page for several years (`/iub/sice/2026-2027/…`,
`/iub/sice/2025-2026/…`): the newest year that answers is read, and only pages of that year are
followed. `follow` names the pages of courses and programs, and the lists of schools and of years
that lead to them.

Seen: the text of archived pages of several years. Inferred: all markup; so no class name is used,
only headings, lists and the grammar of codes.

Key: a course's code; a program's path without the year, so that a new edition keeps the id.
"""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.requirements import listing, rules
from courseatlas.requirements.listing import Line
from courseatlas.requirements.totals import stated_total
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.values.codes import INDIANA_CODE
from courseatlas.values.words import credential
from spiders.page.content import address, heading, main_region
from spiders.page.fields import distinct_records, stated
from spiders.page.links import page_links
from spiders.page.markup import HEADINGS, classes, text, visible_lines
from spiders.page.strength import Strength

_HOSTS = ("bulletins.iu.edu", "luddy.iu.edu", "luddy.indiana.edu")
_YEAR = re.compile(r"/(?P<first>20\d\d)-(?P<last>(?:20)?\d\d)/")
_YEAR_PART = re.compile(r"20\d\d-(?:20)?\d\d")
_INDEX_PAGE = re.compile(r"(?:/index|/luddy-degree-major-req(?:uirements)?)?\.shtml$")

_AMOUNT = r"\d{1,2}(?:\.\d+)?(?:\s*(?:-|–|to)\s*\d{1,2}(?:\.\d+)?)?"
_UNIT = r"(?:cr\.?|credits?|credit hours?)"
_COURSE = re.compile(
    rf"^(?P<code>{INDIANA_CODE})[\s:.–-]+(?P<title>\S.*?)\s*\((?P<credits>{_AMOUNT})\s*{_UNIT}\)"
    r"\.?\s*(?P<rest>.*)$",
    re.I | re.S,
)
_ITEM = re.compile(rf"^(?P<code>{INDIANA_CODE})(?:[\s:.–-]+(?P<title>.*))?$", re.S)
# what may follow a title in a list: credits, requisites, terms, footnote marks
_NOTES = re.compile(
    rf"\s*(?:\((?:{_AMOUNT}\s*{_UNIT}|(?:co|pre)-?req[^)]*|or [^)]*|offered[^)]*)[^)]*\)"
    r"|[*†‡]+\d*)\s*$",
    re.I,
)
# the bulletins abbreviate: P for prerequisites, C for corequisites, R for recommended
_LABELS = re.compile(
    r"(?:^|(?<=[.;)])\s+|(?<=\n))"
    r"(?P<label>P|C|R|Prerequisites?|Corequisites?|Recommended|Coreq|Prereq)"
    r"(?:\s*(?:or|and|/)\s*[PCR])?:\s*(?P<value>.+?)"
    r"(?=(?:(?<=[.;)])\s+(?:P|C|R|Prerequisites?|Corequisites?|Recommended):)"
    r"|(?<=\.)\s+(?=[A-Z][a-z]+ )|$)",
    re.S,
)
_COLUMNS = {"P": "prerequisites_text", "C": "corequisites_text"}
_LONGEST_TITLE, _LONGEST_RULE, _LEAST_PARAGRAPH = 120, 250, 60


def recognises(page: Page) -> Strength:
    """One of the university's hosts, which may serve other software too."""
    return Strength.SHARED.when(any(host in page.url for host in _HOSTS))


def first_urls(start_urls: Sequence[str]) -> list[str]:
    """Of start addresses that differ by their year alone, the newest."""
    newest: dict[str, str] = {}
    for url in sorted(start_urls, key=_year, reverse=True):
        newest.setdefault(_without_year(url), url)
    return list(newest.values())


def fallback(url: str, start_urls: Sequence[str]) -> str | None:
    """The same start address a year before the one that is gone."""
    same_page = [other for other in start_urls if _without_year(other) == _without_year(url)]
    older = [other for other in same_page if _year(other) < _year(url)]
    return max(older, key=_year, default=None)


def _year(url: str) -> str:
    year = _YEAR.search(url)
    return year.group() if year else ""


def _without_year(url: str) -> str:
    return _YEAR.sub("/*/", url)


def links(page: Page) -> Iterator[str]:
    """Where a page leads: within its own year, or to the newest year of each school it names."""
    urls = list(page_links(page))
    year = _year(page.url)
    newest = {_before_year(url): url for url in sorted(urls, key=_year)}
    for url in urls:
        if _year(url) in ("", year or _year(newest[_before_year(url)])):
            yield url


def _before_year(url: str) -> str:
    """The campus and the school, whose bulletins stand below it by their years."""
    return _YEAR.split(url)[0]


def read(page: Page) -> Iterator[Record]:
    """The courses that a page describes, or the program whose requirements it lists.

    A menu of links gives no record.
    """
    region = main_region(page.tree)
    year = _YEAR.search(page.url)
    edition = f"{year['first']}-{year['last']}" if year else None
    courses = list(distinct_records(_courses(page, region, edition)))
    if courses:
        yield from courses
    else:
        yield from _program(page, region, edition)


def _courses(page: Page, region: HtmlElement, edition: str | None) -> Iterator[Record]:
    for element in region.iter(*HEADINGS, "p", "li", "dt", "div", "td"):
        if element.tag == "div" and _has_blocks(element):
            continue
        line = _COURSE.match(text(element))
        if line is None:
            continue
        rest = line["rest"] or _following(element)
        if not rest and element.tag == "li":
            continue  # a course in a program's list is named there, not described
        code = one_line(line["code"])
        fields = _described(rest) | {
            "code": code,
            "subject": code.split("-")[0].split()[0],
            "credits_text": f"{line['credits']} cr.",
            "edition": edition,
        }
        url = page.url.split("#")[0]
        yield Record("course", slug(code), url, _title(line["title"]), stated(fields))


def _has_blocks(element: HtmlElement) -> bool:
    """Whether other blocks lie within an element, so that its words are theirs."""
    blocks = element.iter(*HEADINGS, "p", "li", "div")
    return any(block is not element for block in blocks)


def _following(element: HtmlElement) -> str:
    """The paragraphs after a heading that names a course, up to the next heading."""
    lines: list[str] = []
    for sibling in element.itersiblings():
        if not isinstance(sibling.tag, str) or sibling.tag in (*HEADINGS, "dt"):
            break
        if _COURSE.match(text(sibling)):
            break
        lines += visible_lines(sibling)
    return "\n".join(lines)


def _described(rest: str) -> dict[str, str]:
    """The description after a title, without the labelled requisites, and these by column."""
    fields: dict[str, str] = {}
    for label in _LABELS.finditer(rest):
        column = _COLUMNS.get(label["label"][0].upper())
        if column:
            fields.setdefault(column, one_line(label["value"]).rstrip(" ."))
    return fields | {"description": paragraphs(_LABELS.sub(" ", rest))}


def _title(printed: str) -> str:
    return one_line(printed).rstrip(" .,:;-–")


def _program(page: Page, region: HtmlElement, edition: str | None) -> Iterator[Record]:
    title = _program_title(page, region)
    listed = listing.components(_lines(region))
    if not title or not listed:
        return
    fields = {
        "credential_text": title,
        "credits_total_text": stated_total(visible_lines(region)),
        "edition": edition,
        "description": _overview(region),
    }
    parts = [part for part in address(page).split("/")[3:] if part]
    path = "/".join(part for part in parts if not _YEAR_PART.fullmatch(part))
    key = slug(_INDEX_PAGE.sub("", path) or title)
    yield Record("program", key, page.url.split("#")[0], title, stated(fields), listed)


def _program_title(page: Page, region: HtmlElement) -> str:
    """The first heading that names a credential, else the page's own title where it names one.

    A page's own title may be "Luddy Degree and Major Requirements".
    """
    for title in map(text, region.iter(*HEADINGS)):
        if len(title) < _LONGEST_TITLE and credential(title)[0]:
            return title
    title = heading(page)
    return title if credential(title)[0] else ""


def _overview(region: HtmlElement) -> str:
    """The paragraphs before the first list."""
    lines: list[str] = []
    for element in region.iter("p", "ul", "ol"):
        if element.tag != "p":
            break
        if len(text(element)) >= _LEAST_PARAGRAPH:
            lines.append(text(element))
    return paragraphs("\n".join(lines))


def _lines(region: HtmlElement) -> Iterator[Line]:
    """The lines of a program's lists: headings, the sentences under them, and courses."""
    level, amount = 0.0, ""
    for element in region.iter(*HEADINGS, "p", "li", "strong"):
        if _repeats_parent(element) or "breadcrumb" in " ".join(classes(element)):
            continue
        words = _own_line(element)
        item = _ITEM.match(words)
        if item:
            code = one_line(item["code"])
            title = _title(_without_notes(item["title"] or "")) or code
            yield Line(words, ((code, title),))
            if rules.ends_in_or(words):
                yield Line("or")
        elif rules.is_or(words):
            yield Line(words)
        elif element.tag in HEADINGS:
            title, credits = rules.split_credits(words)
            level, amount = float(element.tag[1]), f"{credits:g}" if credits else ""
            yield Line(one_line(title).rstrip(" :"), heading=level, amount=amount)
        elif len(words) < _LONGEST_RULE and (rules.selects(words) or words.endswith(":")):
            yield Line(one_line(words).rstrip(" :"), heading=level + 0.5, amount=amount)


def _repeats_parent(element: HtmlElement) -> bool:
    """Whether a `strong` element is a part of a line that is read as a whole."""
    if element.tag != "strong":
        return False
    parent = element.getparent()
    if parent.tag in ("p", "li"):
        return text(element) != text(parent)
    return parent.tag in HEADINGS


def _own_line(element: HtmlElement) -> str:
    """An element's words; of a list item without those of the lists within it."""
    if element.tag != "li":
        return text(element)
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("ul", "ol"):
            parts += ["".join(child.itertext()), child.tail or ""]
    return one_line("".join(parts))


def _without_notes(title: str) -> str:
    """A title without the notes after it, of which there may be several."""
    shorter = _NOTES.sub("", title)
    return title if shorter == title else _without_notes(shorter)
