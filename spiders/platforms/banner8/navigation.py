"""Where Banner 8's forms lead: from the catalog's terms to its subjects, and to their courses.

The forms are posted by a browser. The server answers the same query in an address, which is what is
asked for here, so that each answer has an address of its own.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Page
from courseatlas.text import one_line
from spiders.page.links import Link, joined, worded_links

CATALOG = "bwckctlg.p_disp_dyn_ctlg"
_COURSES = "bwckctlg.p_display_courses"
_TERMS = lxml.etree.XPath("//form[.//select[@name='cat_term_in']]")
_SUBJECTS = lxml.etree.XPath(
    f"//form[contains(@action, '{_COURSES}')][.//select[@name='sel_subj']]"
)
_CONTROLS = lxml.etree.XPath(".//input[@name] | .//select[@name]")
_TERM = re.compile(r"(?!.*do not use).*\b20\d\d\b", re.I)
_ALL = "%"


def links(page: Page) -> Iterator[Link]:
    """The newest term of the catalog, or the subjects of a term; else the links of the page.

    The answer with the courses of a subject leads nowhere by itself. A page that leads to the
    catalog, such as the home page, leads nowhere else.
    """
    terms, subjects = _TERMS(page.tree), _SUBJECTS(page.tree)
    if subjects:
        for code, words in _options(subjects[0], "sel_subj"):
            if code != _ALL:
                address = _submitted(page, subjects[0], {"sel_subj": code})
                yield Link(address, "course_list", f"{words} ({code})")
    elif terms:
        named = (code for code, words in _options(terms[0], "cat_term_in") if _TERM.match(words))
        newest = next(named, None)
        if newest:
            yield Link(_submitted(page, terms[0], {"cat_term_in": newest}), "edition")
    elif not is_answer(page):
        all_links = list(worded_links(page))
        catalog = [link for link in all_links if urlsplit(link.url).path.endswith(CATALOG)]
        yield from (Link(link.url, "course_list", link.words) for link in catalog[:1])
        yield from () if catalog else all_links


def is_answer(page: Page) -> bool:
    """Whether a page is the answer of the form of subjects: the courses of one."""
    return _COURSES in page.url and "call_proc_in" in parse_qs(urlsplit(page.url).query)


def is_form(page: Page) -> bool:
    """Whether a page has the form of the catalog's terms or of its subjects."""
    body = page.body.lower()
    return b"cat_term_in" in body or (_COURSES.encode() in body and b'name="sel_subj"' in body)


def _options(form: HtmlElement, name: str) -> Iterator[tuple[str, str]]:
    """(value, words) of the options of a form's list, without that for none."""
    for option in form.xpath(".//select[@name=$name]/option[@value]", name=name):
        if option.get("value"):
            yield option.get("value"), one_line(option.text)


def _submitted(page: Page, form: HtmlElement, chosen: dict[str, str]) -> str:
    """The address that a form asks for with the given choices, and all else as it stands."""
    fields = []
    for control in _CONTROLS(form):
        name, kind = control.get("name"), (control.get("type") or "text").lower()
        if control.tag == "select":
            fields.append((name, chosen.get(name) or _selected(control)))
        elif kind in ("hidden", "text"):
            fields.append((name, control.get("value") or ""))
    return f"{joined(page.url, form.get('action'))}?{urlencode(fields)}"


def _selected(control: HtmlElement) -> str:
    """The selected option of a list; all of them where none is selected."""
    selected = control.xpath("./option[@selected]/@value")
    return str(selected[0]) if selected else _ALL
