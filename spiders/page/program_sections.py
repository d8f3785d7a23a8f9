"""The programs of a department's page, each with a part of the page of its own.

Seen on real pages: a department of CMU whose tabs hold one program each (their ids and names), and
one whose heading names the award. Inferred: two and more such headings on one page, as schools
print them that have no page per program.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import deepcopy
from typing import NamedTuple

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from courseatlas.values.words import credential
from spiders.page.markup import text

_HEADINGS = lxml.etree.XPath(".//*[self::h2 or self::h3 or self::h4][not(ancestor::table)]")
_TABS = lxml.etree.XPath("//a[starts-with(@href, '#')]")
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_LEAST_PROGRAMS, _LONGEST_TITLE = 2, 100
# "Curriculum - B.S. in Lamps", "Requirements for the Minor in Lamps", "Lamps Minor Requirements"
_BEFORE_TITLE = re.compile(
    r"^(?:(?:degree |program |course )?(?:requirements?|curriculum)\s*(?:for|of|[-–—:])\s*"
    r"(?:(?:the|a)\s+)?)",
    re.I,
)
_BEHIND_TITLE = re.compile(
    r"[\s,:–—-]*\b(?:(?:degree|program|course)\s+)*(?:requirements?|curriculum)\W*$", re.I
)
# "Lamps Major (Science Program) - ASMAJ1600"
_CODE_BEHIND_TITLE = re.compile(r"\s+[-–—]\s+[A-Z]{4,}\d{3,}[A-Z]?$")
_NO_CREDENTIAL = re.compile(r"\b(?:Major|Specialist)\b|^Focus in \w")
_AWARD_FIRST = re.compile(
    # an award without a subject is a kind of program
    r"(?!\w+ of (?:Applied )?(?:Science|Arts|Philosophy)\W*(?:\(.*)?$)"
    r"(?:(?:Additional |Second |Double )?(?:Bachelor|Master|Doctor|Associate|Minor|Major)"
    r"|(?:\w+ )?Certificate)\b.*\b(?:of|in)\b \w"
    r"|(?:[BMA]\.?[A-Z][A-Za-z]*|Ph|Ed|D)\.?(?:[A-Z]\.?)* (?:of|in) \w"
    r"|Focus in \w"
)
_AWARD_LAST = re.compile(
    r".*\w,? (?:Minor|Major|Specialist|Certificate)(?: \([^()]+ Program\))?"
    r"|.*, [BMA]\.?[A-Z][\w.]*|.*, Ph\.?D\.?"
    # "Lamps: Bachelor of Science", "Lamps - Minor"
    r"|(?!(?:Degree|Award|Credential)\b)\w.*?(?:,|:|\s[-–—|])\s*"
    r"(?:(?:Bachelor|Master|Doctor|Associate) of [A-Z][\w ]*|Minor|Major|(?:\w+ )?Certificate)"
)
# a sentence about a program, or a part of one
_OTHER_HEADING = re.compile(
    r"(?:the|a|an|this|your|for|about|declaring|completing|pursuing|applying|"
    r"optional|electives?|courses?|core|admission|sample|suggested|honors)\b",
    re.I,
)


class ProgramSection(NamedTuple):
    """A program's title, and the part of the page that states what it asks for.

    `has_code` says that a code of the program stands behind its title.
    """

    title: str
    part: HtmlElement
    has_code: bool = False


def program_sections(
    panes: Iterable[HtmlElement],
    has_courses: Callable[[HtmlElement], bool],
    least: int = _LEAST_PROGRAMS,
) -> tuple[ProgramSection, ...]:
    """The parts of a page that hold a program and its courses each; () where they are fewer than
    `least`. One with a code of its own is enough.

    A part begins with a heading that names an award and its subject, or it is a tab that is named
    so. It ends before the next of these headings, or before one of a higher rank.
    """
    sections: dict[str, ProgramSection] = {}
    for pane in panes:
        for section in _sections(pane):
            if section.title.casefold() not in sections and has_courses(section.part):
                sections[section.title.casefold()] = section
    is_enough = len(sections) >= least or any(each.has_code for each in sections.values())
    return tuple(sections.values()) if is_enough else ()


def program_title(heading: str) -> str | None:
    """The title of the one program that a heading names, or None.

    >>> program_title("Curriculum - B.S. in Lamps"), program_title("Lamps Minor Requirements")
    ('B.S. in Lamps', 'Lamps Minor')
    >>> program_title("Declaring the Minor"), program_title("Master's Programs")
    (None, None)
    """
    without_code = _CODE_BEHIND_TITLE.sub("", heading)
    title = _BEHIND_TITLE.sub("", _BEFORE_TITLE.sub("", without_code)).strip()
    if len(title) > _LONGEST_TITLE or _OTHER_HEADING.match(title):
        return None
    # a major is no award, its degree stands elsewhere; so are a specialist and a focus in Canada
    names_award = credential(title)[0] is not None or _NO_CREDENTIAL.search(title)
    names_subject = _AWARD_FIRST.match(title) or _AWARD_LAST.fullmatch(title)
    is_one = names_subject or without_code != heading
    return title if names_award and is_one else None


def _sections(pane: HtmlElement) -> Iterator[ProgramSection]:
    """The sections of a pane by its headings, or the pane itself by the name of its tab."""
    named = [(heading, program_title(text(heading))) for heading in _HEADINGS(pane)]
    titles = {heading: title for heading, title in named if title}
    for heading, title in titles.items():
        has_code = _CODE_BEHIND_TITLE.search(text(heading)) is not None
        yield ProgramSection(title, _part_below(heading, frozenset(titles), pane), has_code)
    name = None if titles else program_title(_tab_name(pane))
    if name:
        yield ProgramSection(name, pane)


def _part_below(
    heading: HtmlElement, titles: Collection[HtmlElement], pane: HtmlElement
) -> HtmlElement:
    """A copy of what stands below a heading, beside it or beside the part that it heads alone."""
    part = lxml.html.Element("div")
    level = _LEVELS[heading.tag]
    start = heading
    while start.getnext() is None and start.getparent() is not pane:
        start = start.getparent()
    for sibling in start.itersiblings(tag=lxml.etree.Element):
        headings = [sibling] if sibling.tag in _LEVELS else _HEADINGS(sibling)
        if any(each in titles or _LEVELS[each.tag] < level for each in headings):
            break
        part.append(deepcopy(sibling))
    return part


def _tab_name(pane: HtmlElement) -> str:
    """What the link to a tab says, or the name that its twin gives it."""
    target = f"#{pane.get('id')}"
    links = (text(tab) for tab in _TABS(pane) if tab.get("href") == target)
    return pane.get("aria-label") or next(links, "")
