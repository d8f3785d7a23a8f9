"""What the links of any catalog's page lead to: lists, courses, programs, or elsewhere.

A link is told by its words, and by the words of the links beside it: a page that leads to many
subjects below one path ("Computer Science (CS)") leads to a list of courses by each of them. The
words are in `hubs.yml`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from courseatlas.records import Page
from courseatlas.values.words import credential
from courseatlas.yaml_files import read_model
from spiders.page.below_lists import entries_of_list
from spiders.page.content import heading
from spiders.page.editions import edition_year, in_newest_edition, printed_year
from spiders.page.links import LINKS_KEPT, Link, Reason, split, worded_links
from spiders.page.next_pages import page_number
from spiders.page.page_files import HubsFile
from spiders.page.sitemap_links import path_reason

# so many links below one path are a list, and so large a share of them tells what all of them are
_LEAST_LINKS, _SHARE = 5, 0.5
_LISTS = ("course_list", "program_list")
_SUBJECT = re.compile(r"\S.*?\s*[(\[](?P<code>[A-Z][A-Z&/ ]{1,9}|Course \w{1,4})[)\]]\*?")
_CODE_FIRST = re.compile(r"[A-Z][A-Z&]{1,7}(?: [A-Z]{1,4})?\s*[-–—:]\s*[A-Z][a-z].*")
# the same page in another form, or with its list in another order
_OTHER_FORMS = frozenset(("print", "printable", "format", "pdf", "sort", "order", "share", "login"))
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|ics|jpe?g|png|gif|svg|css|js)$", re.I)
_COURSE = re.compile(
    r"(?:[A-Z][A-Z&]{1,7}(?:[ -][A-Z]{1,4})?[ -]?\d{2,5}|\d{1,2}[.-]\d{3,4})"
    r"[A-Z]{0,3}(?!\w|[-–/]\d)"
)
_NUMBERING = re.compile(r"^\d+[.)]?\s+(?=\D)")


@cache
def _words() -> HubsFile:
    return read_model(Path(__file__).with_name("hubs.yml"), HubsFile)


@cache
def _list_patterns() -> tuple[tuple[Reason, re.Pattern[str]], ...]:
    """(reason, pattern) of the words that name a list; the first that matches decides."""
    return (
        ("course_list", re.compile("|".join(_words().course_lists))),
        ("program_list", re.compile("|".join(_words().program_lists))),
    )


@cache
def _words_elsewhere() -> tuple[frozenset[str], frozenset[str]]:
    """The words that lead elsewhere, and these with those that say nothing by themselves."""
    away = frozenset(_words().elsewhere)
    return away, away | frozenset(_words().beside)


def hub_links(page: Page) -> Iterator[Link]:
    """The links of a page, each with why it is followed, in page order.

    Links to files, to other forms of a page, to other pages of the same list, to other editions,
    and to what is no part of a catalog (calendars, staff, logins) are left out. What nothing is
    known of is a plain `link`. The entries of a site map are told by their paths, as they have no
    words. Raises Unreadable where a site map is broken.
    """
    place = _place(page.url)
    pages = [link for link in worded_links(page) if _told(link).is_page]
    other_lists = [
        link
        for link in pages
        if _told(link).place != place or page_number(page.url, link.url) is None
    ]
    followed = list(in_newest_edition(page.url, other_lists, partial(_own_year, page, other_lists)))
    of_groups = _reasons_of_groups(followed)
    told_links = [(link, _told(link)) for link in followed]
    entries = entries_of_list(page.url, (link for link, told in told_links if not told.reason))
    # the heading of a page is looked for where it decides: it takes longer than all its links
    reason_of_entries = _reason_of_list(page) if entries else None
    own_folders = _folders_elsewhere(page.url)
    for link, told in told_links:
        reason = told.reason if told.reason in _LISTS else of_groups.get(link.url) or told.reason
        if reason:
            yield Link(link.url, reason, link.words)
        elif not told.is_elsewhere(own_folders):
            yield _with_reason_of_place(link, reason_of_entries if link.url in entries else None)


def _with_reason_of_place(link: Link, reason: Reason | None) -> Link:
    """A link whose words say nothing, with the reason of the list that it is an entry of, if any.

    The path of an entry of a site map may tell what it is.
    """
    if reason is None and link.reason == "sitemap":
        reason = path_reason(link.url)
    return Link(link.url, reason, link.words) if reason else link


def _reason_of_list(page: Page) -> Reason | None:
    """What a page lists by its heading; None for any other page, a root and a site map."""
    may_list = page.is_html and not page.is_sitemap and split(page.url).path not in ("", "/")
    reason = reason_of(heading(page)) if may_list else None
    return reason if reason in ("course_list", "program_list") else None


def _own_year(page: Page, links: Sequence[Link]) -> int | None:
    """The year that a page prints of itself, where it leads to lists whose addresses name none."""
    has_lists = any(_told(link).reason in _LISTS and not edition_year(link.url) for link in links)
    return printed_year(heading(page)) if has_lists else None


class _Told(NamedTuple):
    """What a link tells by itself, whatever page it stands on and whatever stands beside it.

    `place` is its address without scheme, query and fragment, `folder` the part of the address that
    the links of one list have in common.
    """

    is_page: bool
    place: str
    folder: str
    reason: Reason | None
    names_course: bool
    names_subject: bool
    words_lead_elsewhere: bool
    folders_elsewhere: frozenset[str]

    def is_elsewhere(self, own_folders: frozenset[str]) -> bool:
        """Whether a page that lies in `own_folders` leads out of the catalog by this link.

        A catalog may lie in a folder such as "/registrar/", which other pages do not enter.
        """
        return self.words_lead_elsewhere or not self.folders_elsewhere <= own_folders


@lru_cache(LINKS_KEPT)
def _told(link: Link) -> _Told:
    """What a link tells. The links of a menu stand on every page, and are looked at once."""
    return _Told(
        is_page=_is_page(link.url),
        place=_place(link.url),
        folder=link.url.partition("?")[0].rstrip("/").rpartition("/")[0],
        reason=reason_of(link.words),
        names_course=_names_course(link.words),
        names_subject=_names_subject(link.words),
        words_lead_elsewhere=leads_elsewhere(link.words),
        folders_elsewhere=_folders_elsewhere(link.url),
    )


def _place(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].partition("://")[2]


@lru_cache(LINKS_KEPT)
def reason_of(words: str) -> Reason | None:
    """What a link of such words leads to; None for words that do not tell.

    >>> reason_of("Course Descriptions"), reason_of("Majors & Minors"), reason_of("Biology (BIOL)")
    ('course_list', 'program_list', 'course_list')
    >>> reason_of("Robotics, BS"), reason_of("CS 101 Programs"), reason_of("Campus Life")
    ('program', 'course', None)
    """
    if _names_course(words):
        return "course"
    plain = _plain(words)
    for reason, pattern in _list_patterns():
        if pattern.fullmatch(plain):
            return reason
    if names_program(words):
        return "program"
    return "course_list" if _names_subject(words) else None


def names_program(words: str) -> bool:
    """Whether words name an award, and not the rules of awards."""
    if not credential(words)[0]:
        return False
    return not set(_plain(words).split()) & set(_words().rules_of_degrees)


@lru_cache(LINKS_KEPT)
def leads_elsewhere(words: str) -> bool:
    """Whether a link of such words leads to no part of a catalog that lists or describes studies.

    >>> leads_elsewhere("Tuition & Fees"), leads_elsewhere("Library Science")
    (True, False)
    """
    said = set(_plain(words).split())
    away, beside = _words_elsewhere()
    return not said.isdisjoint(away) and said <= beside


def _reasons_of_groups(links: Sequence[Link]) -> dict[str, Reason]:
    """URL -> reason of the links that stand among many of one kind below one path."""
    groups: dict[str, list[tuple[str, _Told]]] = defaultdict(list)
    for link in links:
        told = _told(link)
        groups[told.folder].append((link.url, told))
    reasons: dict[str, Reason] = {}
    for group in groups.values():
        reason = _reason_of_group([told for _, told in group])
        if reason:
            reasons |= {
                url: reason
                for url, told in group
                if not (told.names_course or told.words_lead_elsewhere)
            }
    return reasons


def _reason_of_group(group: Sequence[_Told]) -> Reason | None:
    if len(group) < _LEAST_LINKS:
        return None
    subjects = sum(told.names_subject for told in group)
    if subjects >= _SHARE * len(group):
        return "course_list"
    programs = sum(told.reason == "program" for told in group)
    return "program" if programs >= _SHARE * len(group) else None


def _names_subject(words: str) -> bool:
    """Whether words are a subject with its code; "Biology (BS)" alone is a program."""
    subject = _SUBJECT.fullmatch(words)
    if subject:
        return credential(subject["code"])[0] is None
    return _CODE_FIRST.fullmatch(words) is not None


def _names_course(words: str) -> bool:
    """Whether words begin with a course's code: "CS 101 Programs", and not "Courses 2026"."""
    return _COURSE.match(words) is not None


def _is_page(url: str) -> bool:
    parts = urlsplit(url)
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    is_web = parts.scheme in ("http", "https")
    return is_web and not names & _OTHER_FORMS and not _FILES.search(parts.path)


def _folders_elsewhere(url: str) -> frozenset[str]:
    """The parts of a path that say that it is no part of the catalog: "academic-calendar"."""
    segments = unquote(urlsplit(url).path).partition(".")[0].split("/")
    return frozenset(segment for segment in segments if leads_elsewhere(segment))


def _plain(words: str) -> str:
    """Words in lower case without numbering and punctuation.

    >>> _plain("12. Majors & Minors (A-Z)")
    'majors and minors a z'
    """
    lower = _NUMBERING.sub("", words.casefold()).replace("&", " and ").replace("’", "'")
    return " ".join(re.sub(r"[^\w]+|_", " ", lower).split())
