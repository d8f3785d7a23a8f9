"""CourseLeaf program pages: the title, its award, the total credits, and the `sc_courselist` tables of required and elective courses."""

import re
from collections.abc import Iterator

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page, Record
from courseatlas.text import one_line, slug
from courseatlas.values.words import credential
from spiders.readers.courseleaf_rows import components, planned
from spiders.readers.markup import prose, text
from spiders.readers.totals import AMOUNT, stated_total

_PANES = lxml.etree.XPath(
    "//table[contains(concat(' ', normalize-space(@class), ' '), ' sc_courselist ')]"
    "/ancestor::*[contains(@id, 'textcontainer') and not(contains(@id, 'planofstudy')) and not(contains(@id, 'fouryear'))]"
)
_CONTAINERS = lxml.etree.XPath("//*[contains(@id, 'textcontainer')]")
_GRIDS = lxml.etree.XPath("//table[contains(concat(' ', normalize-space(@class), ' '), ' sc_plangrid ')]")
# the title of one program, not of a hub such as "Master's Programs" or "Bachelor of Science Degrees"
_NAMED = re.compile(
    r",\s*(?:B|M|S|A|Ph|Ed|D|J)\.?[A-Z]\w?[\w.]*(?:\s*\(.*\))?$|^(?:Bachelor|Master|Doctor|Associate|Minor|Major|Certificate|Graduate Certificate)\b.*\b(?:of|in)\b"
    r"|\b(?:Minor|Certificate|Concentration|Major)$"
)
_TABLES = lxml.etree.XPath(".//table[contains(concat(' ', normalize-space(@class), ' '), ' sc_courselist ')]")
_TITLES = lxml.etree.XPath("//h1")
_SITE_TITLE = lxml.etree.XPath("ancestor-or-self::*[@id='site-title' or @id='edition' or self::header[@id='header']]")
_OVERVIEW = lxml.etree.XPath("//*[@id='textcontainer' or @id='overviewtextcontainer' or @id='overviewcontainer']")
_HEADINGS = lxml.etree.XPath(".//*[self::h2 or self::h3]")
_SUMS = lxml.etree.XPath(".//tr[contains(concat(' ', normalize-space(@class), ' '), ' listsum ')]")

_UNIT = r"(?:(?:semester|quarter|credit)[\s-]+)*(?:hours?|credits?|units?)"
_CAMPUS = re.compile(r"\(([A-Z][A-Za-z .,&-]+)\)\s*$")


def program(page: Page, tree: HtmlElement, edition: str | None) -> Record | None:
    """The program that a page describes, or None: a page without a requirement table states none.

    Its key is the page's path, so that a new title keeps the id.
    """
    panes = [
        pane
        for pane in _PANES(tree)
        if not any(True for _ in pane.iterancestors() if "textcontainer" in (_.get("id") or "") and _TABLES(_))
    ]
    title = _title(tree)
    listed = tuple(components(panes)) or tuple(planned(_GRIDS(tree)))
    if not title or not (listed or _in_prose(tree, title)):
        return None
    panes = panes or _CONTAINERS(tree)
    printed = f"{title} | {_award_heading(panes)}" if credential(title)[0] is None else title
    fields = {
        "credential_text": printed,
        "credits_total_text": _total(panes),
        "description": _description(tree, panes),
        "campuses": [campus] if (campus := _campus(title)) else [],
        "edition": edition,
    }
    return Record(
        "program", _key(page, title), page.url.split("#")[0], title, {name: value for name, value in fields.items() if value}, listed
    )


def _in_prose(tree: HtmlElement, title: str) -> bool:
    """Whether a page without a table is a program all the same: its title names one award, and it says so in sentences."""
    return bool(_NAMED.search(title) and credential(title)[0] and any(len(prose(one)) >= 40 for one in _CONTAINERS(tree)))


def _campus(title: str) -> str | None:
    """The campus in a title's last parentheses, "(Silicon Valley)"; an award there, "(MS)", is none."""
    found = _CAMPUS.search(title)
    return one_line(found[1]) if found and credential(found[1])[0] is None and not found[1].isupper() else None


def _title(tree: HtmlElement) -> str:
    for heading in _TITLES(tree):
        if not _SITE_TITLE(heading) and (title := text(heading)):
            return title
    return ""


def _award_heading(panes: list[HtmlElement]) -> str:
    """A department's page is titled by its subject; the award then stands in a heading: "Curriculum - B.S. in Computer Science"."""
    for pane in panes:
        for heading in _HEADINGS(pane):
            if credential(text(heading))[0]:
                return text(heading)
    return ""


def _total(panes: list[HtmlElement]) -> str | None:
    """The total that the page states, as printed; never a sum of our own."""
    if stated := stated_total([one_line(line) for pane in panes for line in _lines(pane)]):
        return stated
    sums = []
    for pane in panes:
        for row in _SUMS(pane):
            label, _, number = " ".join(text(cell) for cell in row.iter("td", "th")).rpartition(" ")
            if re.fullmatch(AMOUNT, number) and re.search(r"total", label, re.I):
                sums.append((label, number))
    if len(sums) != 1 and len({number for _, number in sums}) != 1:
        return None
    label, number = sums[0]
    unit = re.search(_UNIT, label, re.I)
    return f"{number} {unit[0] if unit else ''}".strip()


def _lines(pane: HtmlElement) -> Iterator[str]:
    for element in pane.iter("p", "li", "h2", "h3", "h4"):
        yield re.sub(r"\s+", " ", "".join(element.itertext()))


def _description(tree: HtmlElement, panes: list[HtmlElement]) -> str | None:
    """The overview's prose: of its own tab where the requirements have another, else what stands before the first table."""
    for overview in _OVERVIEW(tree):
        if not _TABLES(overview):
            return prose(overview) or None
    for pane in panes:
        before = []
        for child in pane:
            if child.tag in ("table", "h2", "h3", "h4") or _TABLES(child):
                break
            if child.tag in ("p", "div", "ul", "ol"):
                before.append(prose(child))
        if described := "\n".join(part for part in before if part):
            return described
    return None


def _key(page: Page, title: str) -> str:
    """The page's path, without the campus where the title names one: each campus has a copy, "…-ms-bos", "…-ms-sea"."""
    parts = [part for part in page.path.split("/") if part and part not in ("index.xml", "index.html")]
    key = "/".join(parts) or slug(title)
    return re.sub(r"-[a-z]{3}$", "", key) if _campus(title) else key
