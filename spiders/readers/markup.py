"""Small tools over lxml elements, shared by the readers."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from lxml.html import HtmlElement, tostring

from courseatlas.text import one_line, paragraphs

_BLOCKS = frozenset(("p", "div", "li", "ul", "ol", "dd", "dt", "tr", "h1", "h2", "h3", "h4", "h5", "section", "blockquote"))
_BREAKS = str.maketrans("\n\r\t\f", "    ")  # in markup, a line break is a space
_HIDDEN = frozenset(("script", "style", "template", "noscript"))


def classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def text(element: HtmlElement | None) -> str:
    """An element's words on one line."""
    return one_line("".join(element.itertext())) if element is not None else ""


def visible(element: HtmlElement, without: frozenset[str] = frozenset()) -> str:
    """An element's text with a newline where a browser would begin a line; the tags of `without` (say `sup`) left out."""
    return "".join(_visible(element, without | _HIDDEN))


def _visible(element: HtmlElement, without: frozenset[str]) -> Iterator[str]:
    yield (element.text or "").translate(_BREAKS)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            breaks = child.tag in _BLOCKS
            if breaks or child.tag == "br":
                yield "\n"
            yield from _visible(child, without)
            if breaks:
                yield "\n"
        yield (child.tail or "").translate(_BREAKS)


def prose(element: HtmlElement) -> str:
    """The paragraphs and list items of a piece of free markup, one a line; tables, headings, forms and scripts left out.

    BeautifulSoup reads it: what editors paste into a catalog is the least well-formed part of its pages.
    """
    soup = BeautifulSoup(tostring(element, encoding="unicode", with_tail=False), "lxml")
    for noise in soup.select("table, script, style, form, nav, h1, h2, h3, h4, h5, h6, .noprint, .hidden"):
        noise.decompose()
    found = soup.find_all(["p", "li"])
    lines = [one_line(tag.get_text(" " if tag.find("br") else "")) for tag in found if not tag.find(["p", "li"])]
    return paragraphs("\n".join(line for line in lines if line)) if found else paragraphs(soup.get_text("\n"))
