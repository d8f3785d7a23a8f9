"""CourseLeaf's programs: title, award, total credits, and the courses of their tables."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import Any

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.requirements.totals import stated_total, total_of_rows
from courseatlas.text import one_line, slug
from courseatlas.values.words import credential
from spiders.page.fields import stated
from spiders.page.markup import first_text, has_class, prose, text
from spiders.page.program_sections import ProgramSection, program_sections
from spiders.platforms.courseleaf.tables import components, planned

_PANES = lxml.etree.XPath(
    f"//table[{has_class('sc_courselist')}]/ancestor::*[contains(@id, 'textcontainer')"
    " and not(contains(@id, 'planofstudy')) and not(contains(@id, 'fouryear'))]"
)
_CONTAINERS = lxml.etree.XPath("//*[contains(@id, 'textcontainer')]")
_GRIDS = lxml.etree.XPath(f"//table[{has_class('sc_plangrid')}]")
_TABLES = lxml.etree.XPath(f".//table[{has_class('sc_courselist')}]")
_SUM_ROWS = lxml.etree.XPath(f".//tr[{has_class('listsum')}]")
_PLAN_TOTALS = lxml.etree.XPath(f"//tr[{has_class('plangridtotal')}]")
_TITLES = lxml.etree.XPath(
    "//h1[not(ancestor-or-self::*[@id='site-title' or @id='edition'"
    " or self::header[@id='header']])]"
)
_OVERVIEW = lxml.etree.XPath(
    "//*[@id='textcontainer' or @id='overviewtextcontainer' or @id='overviewcontainer']"
)
_HEADINGS = lxml.etree.XPath(".//*[self::h2 or self::h3]")
# the title of one program, not of a hub such as "Master's Programs" or "Bachelor of Science
# Degrees"
_ONE_PROGRAM = re.compile(
    r",\s*(?:B|M|S|A|Ph|Ed|D|J)\.?[A-Z]\w?[\w.]*(?:\s*\(.*\))?$"
    r"|^(?:Bachelor|Master|Doctor|Associate|Minor|Major|Certificate|Graduate Certificate)\b"
    r".*\b(?:of|in)\b"
    r"|\b(?:Minor|Certificate|Concentration|Major)$"
)
_DEPARTMENT = re.compile(r"^(?:Department|School|Division|Program) (?:of|in) ", re.I)
_CAMPUS = re.compile(r"\(([A-Z][A-Za-z .,&-]+)\)\s*$")
_HEADING_TAGS = ("h2", "h3", "h4")
_SENTENCES = ("p", "li", "h2", "h3", "h4")
_LEAST_PROSE = 40


def programs(page: Page, tree: HtmlElement, edition: str | None) -> Iterator[Record]:
    """The program that a page describes, or each of those of a department's page.

    A page without a requirement table or a plan of study states a program only where its title
    names one award and its text says so in sentences.
    """
    panes = [pane for pane in _PANES(tree) if not _is_nested(pane)]
    title = first_text(_TITLES(tree)) or _title_of_document(tree)
    sections = _sections(panes, title)
    for section in sections:
        fields = _fields([section.part], section.title, edition)
        # a tab may begin with a heading such as "Curriculum"
        elements = dropwhile(lambda element: element.tag in _HEADING_TAGS, _elements(section.part))
        fields["description"] = "\n".join(_before_table(elements))
        key = f"{_key(page, title)}/{slug(section.title.casefold())}"
        yield _record(page, key, section.title, fields, components([section.part]))
    listed = components(panes) or planned(_GRIDS(tree))
    if sections or not title or not (listed or _is_in_prose(tree, title)):
        return
    panes = panes or _CONTAINERS(tree)
    printed = title if credential(title)[0] else f"{title} | {_award_heading(panes)}"
    fields = _fields(panes, printed, edition) | {"description": _description(tree, panes)}
    yield _record(page, _key(page, title), title, fields, listed)


def _sections(panes: list[HtmlElement], title: str) -> tuple[ProgramSection, ...]:
    """The programs of a department's page.

    A single one counts where its heading has no word in common with the department's name, and
    heads all tables of the page; else the department is the program. Inferred.
    """
    if credential(title)[0]:
        return ()
    sections = program_sections(panes, _has_table, least=1)
    if len(sections) != 1:
        return sections
    has_all_tables = len(_TABLES(sections[0].part)) == sum(len(_TABLES(pane)) for pane in panes)
    has_name_in_common = _stems(_DEPARTMENT.sub("", title)) & _stems(sections[0].title)
    return sections if has_all_tables and not has_name_in_common else ()


def _stems(words: str) -> set[str]:
    """How the longer words of a name begin: "Lamps" and "Lamp Science" have one in common."""
    return {word[:4].casefold() for word in words.split() if len(word) >= 4}


def _record(
    page: Page,
    key: str,
    title: str,
    fields: dict[str, Any],
    listed: tuple[Component, ...],
) -> Record:
    campus = _campus(title)
    fields = fields | {"campuses": [campus] if campus else []}
    return Record("program", key, page.url.split("#")[0], title, stated(fields), listed)


def _fields(panes: list[HtmlElement], printed: str, edition: str | None) -> dict[str, Any]:
    """What is stated of a program beside its courses and its text; `printed` names its award."""
    return {"credential_text": printed, "credits_total_text": _total(panes), "edition": edition}


def _title_of_document(tree: HtmlElement) -> str:
    """The title of the document before the site's name: "Lamps, MS < Example University".

    It is the program's where the page's only heading stands in the site's header.
    """
    return one_line(tree.findtext(".//title")).partition(" < ")[0]


def _has_table(part: HtmlElement) -> bool:
    return bool(_TABLES(part))


def _is_nested(pane: HtmlElement) -> bool:
    """Whether a pane lies within another that holds its tables too."""
    return any(
        "textcontainer" in (ancestor.get("id") or "") and _TABLES(ancestor)
        for ancestor in pane.iterancestors()
    )


def _is_in_prose(tree: HtmlElement, title: str) -> bool:
    if not _ONE_PROGRAM.search(title) or not credential(title)[0]:
        return False
    return any(len(prose(element)) >= _LEAST_PROSE for element in _CONTAINERS(tree))


def _campus(title: str) -> str | None:
    """The campus in a title's last parentheses, "(Silicon Valley)", or None."""
    campus = _CAMPUS.search(title)
    if campus is None or credential(campus[1])[0] or campus[1].isupper():
        return None
    return one_line(campus[1])


def _award_heading(panes: list[HtmlElement]) -> str:
    """The heading that names the award, where the page is titled by its subject alone.

    A department may print "Curriculum - B.S. in Computer Science" there.
    """
    headings = (text(heading) for pane in panes for heading in _HEADINGS(pane))
    return next((heading for heading in headings if credential(heading)[0]), "")


def _total(panes: list[HtmlElement]) -> str | None:
    """The total that the page states: in the last row of a table, else in a sentence.

    A sum that stands before other tables may be that of a part. A plan of study adds up to the
    total of the program too.
    """
    sentences = [text(element) for pane in panes for element in pane.iter(*_SENTENCES)]
    sums = (_words_of(row) for pane in panes for row in _SUM_ROWS(pane))
    plan = (_words_of(row) for row in _PLAN_TOTALS(panes[0].getroottree())) if panes else ()
    total = total_of_rows(sums)
    if any(_SUM_ROWS(table) for pane in panes for table in _TABLES(pane)[-1:]):
        return total or stated_total(sentences) or total_of_rows(plan)
    return stated_total(sentences) or total or total_of_rows(plan)


def _words_of(row: HtmlElement) -> str:
    return " ".join(filter(None, map(text, row.iter("td", "th"))))


def _description(tree: HtmlElement, panes: list[HtmlElement]) -> str | None:
    """The overview's prose.

    It has a tab of its own where the requirements have another, else it stands before the first
    table.
    """
    for overview in _OVERVIEW(tree):
        if not _TABLES(overview):
            return prose(overview) or None
    descriptions = ("\n".join(_before_table(_elements(pane))) for pane in panes)
    return next((description for description in descriptions if description), None)


def _before_table(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """The prose of the first elements of a pane, up to a heading or a table."""
    for child in elements:
        if child.tag in ("table", *_HEADING_TAGS) or _TABLES(child):
            return
        words = prose(child) if child.tag in ("p", "div", "ul", "ol") else ""
        if words:
            yield words


def _elements(pane: HtmlElement) -> Iterator[HtmlElement]:
    yield from pane.iterchildren(tag=lxml.etree.Element)


def _key(page: Page, title: str) -> str:
    """The page's path, without the campus where the title names one.

    Each campus has a copy of the page: "…-ms-bos", "…-ms-sea".
    """
    parts = [part for part in page.path.split("/") if part]
    key = "/".join(part for part in parts if part not in ("index.xml", "index.html"))
    key = key or slug(title)
    return re.sub(r"-[a-z]{3}$", "", key) if _campus(title) else key
