"""The words of HTML elements: on one line, line by line as a browser shows them, and as prose."""

import html
import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup
from lxml.html import HtmlElement, fragment_fromstring, tostring

from courseatlas.text import one_line, paragraphs, printable
from spiders.page.fields import distinct

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dd",
        "dt",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "section",
        "blockquote",
    ]
)
_HIDDEN = frozenset(("script", "style", "template", "noscript"))
# pop-ups and menus, which a page shows only when somebody asks for them
_POPUP_ROLES = frozenset(("dialog", "alertdialog", "menu", "menubar", "tooltip", "navigation"))
_POPUP_CLASSES = frozenset(("modal", "popup", "pop-up", "popover", "tooltip", "dropdown-menu"))
_NOISE = "table, script, style, form, nav, h1, h2, h3, h4, h5, h6, .noprint, .hidden"


def has_class(name: str) -> str:
    """The XPath condition that an element has a class.

    >>> has_class("course")
    "contains(concat(' ', normalize-space(@class), ' '), ' course ')"
    """
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def classes(element: HtmlElement) -> list[str]:
    """The names in an element's class attribute."""
    return (element.get("class") or "").split()


def is_popup(element: HtmlElement) -> bool:
    """Whether an element is a pop-up, a menu or a caption, and no content of the page's own."""
    return (
        element.tag in ("figcaption", "caption")
        or element.get("role") in _POPUP_ROLES
        or not _POPUP_CLASSES.isdisjoint(classes(element))
    )


def text(element: HtmlElement | None) -> str:
    """An element's words on one line; '' for None."""
    return one_line("".join(element.itertext())) if element is not None else ""


def texts(elements: Iterable[HtmlElement]) -> list[str]:
    """The words of each element that has any, each text once."""
    return distinct(text(element) for element in elements)


def first_text(elements: Iterable[HtmlElement]) -> str:
    """The words of the first element that has any; '' where none has."""
    return next((words for words in map(text, elements) if words), "")


def visible(element: HtmlElement, without: frozenset[str] = frozenset()) -> str:
    """An element's text with a newline where a browser would begin a line.

    The contents of the tags in `without` (for example `sup`) are left out.
    """
    return _visible(element, without | _HIDDEN if without else _HIDDEN)


def _visible(element: HtmlElement, without: frozenset[str]) -> str:
    """The text, without recursion: markup that nobody closes is nested hundreds of levels deep."""
    parts = [_unbroken(element.text)] if element.text else []
    open_elements: list[tuple[Iterator[HtmlElement], str]] = [(iter(element), "")]
    while open_elements:
        children, ending = open_elements[-1]
        for child in children:
            tag = child.tag
            if isinstance(tag, str) and tag not in without:
                is_block = tag in _BLOCKS
                if is_block or tag == "br":
                    parts.append("\n")
                if child.text:
                    parts.append(_unbroken(child.text))
                after = (
                    f"\n{_unbroken(child.tail or '')}" if is_block else _unbroken(child.tail or "")
                )
                if len(child):
                    open_elements.append((iter(child), after))
                    break
                parts.append(after)
            elif child.tail:
                parts.append(_unbroken(child.tail))
        else:
            parts.append(ending)
            open_elements.pop()
    return "".join(parts)


def _unbroken(words: str) -> str:
    """Words of the markup, in which a line break is a space."""
    if words.isprintable():  # as most words are
        return words
    # four calls are faster than one of str.translate
    return words.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\f", " ")


def visible_lines(element: HtmlElement, without: frozenset[str] = frozenset()) -> list[str]:
    """The lines of an element's text that a browser would show, without the empty ones."""
    lines = (one_line(line) for line in visible(element, without).split("\n"))
    return [line for line in lines if line]


def prose(element: HtmlElement) -> str:
    """The paragraphs and list items of free markup, one per line.

    Tables, headings, forms and scripts are left out. BeautifulSoup reads it: what editors paste
    into a catalog is the least well-formed part of its pages.
    """
    soup = BeautifulSoup(tostring(element, encoding="unicode", with_tail=False), "lxml")
    for noise in soup.select(_NOISE):
        noise.decompose()
    blocks = soup.find_all(["p", "li"])
    if not blocks:
        return paragraphs(soup.get_text("\n"))
    innermost = [block for block in blocks if not block.find(["p", "li"])]
    lines = [one_line(block.get_text(" " if block.find("br") else "")) for block in innermost]
    return paragraphs("\n".join(line for line in lines if line))


def fragment(markup: str) -> HtmlElement:
    """Markup that a value carries, as one element."""
    return fragment_fromstring(printable(markup), create_parent="div")


def html_to_text(value: object) -> str:
    """Text that may hold HTML, as plain text with one line per paragraph; '' for no string."""
    if not isinstance(value, str):
        return ""
    if not re.search(r"<[a-zA-Z/]|&[a-z#0-9]+;", value):
        return value
    # some answers escape their markup once more
    soup = BeautifulSoup(html.unescape(value) if "&lt;" in value else value, "lxml")
    for block in soup.find_all(["p", "li", "br", "div", "h2", "h3", "h4"]):
        block.insert_after("\n")
        if block.name != "br":  # text may stand right before a paragraph
            block.insert_before("\n")
    return soup.get_text()
