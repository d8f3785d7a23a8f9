"""What is wrong with an address that was visited, in one line with what can be done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from courseatlas.probe_verdicts import VerdictWord
from courseatlas.records import Page, Unreadable
from spiders import platforms
from spiders.ledger import HELD, PageRow
from spiders.page import walls
from spiders.page.links import worded_links
from spiders.platforms import UNWALKABLE, reads_any_site
from spiders.probe.survey import Survey
from spiders.probe.visit import Visit

_LOGINS = ("myworkday.com", "workday.com", "login.", "sso.", "shibboleth")
_GONE = ("dns", "http_404", "http_410", "refused")
_NAMES_A_CATALOG = re.compile(r"catalog|bulletin|prospectus|course[ _-]descriptions", re.I)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WALLS = ("blocked", "http_405", "http_429")
# a document that is filled by its scripts holds next to no text and many of them
_LEAST_TEXT = 400
_WALL = (
    "answers a program with a challenge: set `state: forbidden`, or ask the school for an export"
)
_LOGIN = (
    "asks for a login: look for another public catalog of the school, or set `state: needs_key`"
)


@dataclass(frozen=True)
class ProbeFinding:
    """One word for what became of a visit, and a line that says what can be done."""

    word: VerdictWord
    line: str


def finding(visit: Visit, survey: Survey | None) -> ProbeFinding:
    """What a visit found; `survey` is that of its pages, None where there is no platform."""
    row = visit.first
    if row is None:
        return ProbeFinding("failed", f"{visit.url}: the visit ended without an answer; try again")
    problem = _problem_of_row(visit.url, row)
    if problem:
        return problem
    page = visit.pages[0] if visit.pages else None
    if page is None:
        return ProbeFinding("failed", f"{visit.url}: no page could be read; see {row['outcome']}")
    problem = problem_of_page(page)
    if problem:
        return problem
    if survey is None or not survey.has_catalog:
        pdf = catalog_pdf(visit.pages)
        if pdf and survey is None:
            line = f"has no catalog of its own, and leads to one that is a PDF: probe {pdf}"
            return ProbeFinding("no_catalog", f"{page.url}: {line}")
        return unread_page(page, survey, len(visit.pages))
    return ProbeFinding("confirmed", f"{page.url}: {survey.platform}")


def _problem_of_row(url: str, row: PageRow) -> ProbeFinding | None:
    """Why the first address gave no page; None where it gave one."""
    code, detail = row["code"] or "", row["detail"] or ""
    if row["outcome"] == "offsite":
        return ProbeFinding("moved", f"{url}: leads to {row['url']}; probe that address")
    if row["outcome"] == "robots":
        return ProbeFinding("closed", f"{url}: {detail}; set `state: forbidden`")
    if row["outcome"] == HELD:
        return ProbeFinding("failed", f"{url}: {detail}")
    if row["outcome"] != "error":
        return None
    if code == "login" or _is_login(row["url"]):
        return ProbeFinding("needs_login", f"{url}: {_LOGIN}")
    if code in _WALLS:
        return ProbeFinding("walled", f"{url}: {_WALL}")
    if code in _GONE:
        return ProbeFinding("gone", f"{url}: {detail or code}; look for the catalog's new address")
    if code == UNWALKABLE:
        return ProbeFinding("no_catalog", f"{row['url']}: {detail}")
    return ProbeFinding("failed", f"{url}: {code}: {detail}; try again later")


def problem_of_page(page: Page) -> ProbeFinding | None:
    """Why a page is not that of a catalog: a login or a challenge; None for any other page."""
    if _is_login(page.url):
        return ProbeFinding("needs_login", f"{page.url}: {_LOGIN}")
    try:
        walls.check(page)
    except Unreadable as e:
        word: VerdictWord = "needs_login" if e.code == "login" else "walled"
        return ProbeFinding(word, f"{page.url}: {_LOGIN if e.code == 'login' else _WALL}")
    return None


def unread_page(page: Page, survey: Survey | None, pages: int) -> ProbeFinding:
    """Why a page, and the others of so many, gave no catalog: the platform's own reason first."""
    if survey is not None and survey.problem:
        return ProbeFinding("no_catalog", survey.problem)
    # scripts fill the pages of some known vendors too, whose API then gave nothing
    is_known = survey is not None and not reads_any_site(platforms.load(survey.platform))
    if is_script_only(page) and not is_known:
        line = (
            "is filled by its scripts and holds no text: look for the address that they ask, in the"
            " browser's network view, and probe that"
        )
        return ProbeFinding("script_only", f"{page.url}: {line}")
    if survey is not None:
        line = f"is {survey.platform}, and no course or program was found on {pages} pages"
        return ProbeFinding(
            "no_catalog", f"{page.url}: {line}; give the address of one of its lists"
        )
    line = "has the marks of no known platform; see courseatlas platforms list, or write a reader"
    return ProbeFinding("no_catalog", f"{page.url}: {line} with courseatlas platforms new")


def catalog_pdf(pages: Sequence[Page]) -> str | None:
    """The address of the newest PDF that links of the pages name a catalog, by the year they say.

    None where no link does.
    """
    dated: dict[str, int] = {}
    for page in pages:
        for link in worded_links(page) if page.is_html else ():
            folder, _, file = unquote(urlsplit(link.url).path).rpartition("/")
            said = f"{link.words} {file}"
            if file.lower().endswith(".pdf") and _NAMES_A_CATALOG.search(said):
                # the first year of "2026-2027"; a folder may say when the file was put there
                years = _YEAR.findall(said) or _YEAR.findall(folder)
                dated[link.url] = min(map(int, years), default=0)
    return max(dated, key=lambda url: dated[url], default=None)


def is_script_only(page: Page) -> bool:
    """Whether a page is an HTML document with scripts and next to no text."""
    if not page.is_html or page.is_sitemap or b"<script" not in page.body:
        return False
    words = page.tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]")
    return sum(len(text.split()) for text in words) * 6 < _LEAST_TEXT


def _is_login(url: str) -> bool:
    host = urlsplit(url).netloc
    return any(host.endswith(mark) or host.startswith(mark) for mark in _LOGINS)
