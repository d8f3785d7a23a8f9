"""Small tools over lxml elements, shared by the readers."""

from bs4 import BeautifulSoup
from lxml.html import HtmlElement, tostring

from courseatlas.text import one_line, paragraphs

_BLOCKS = frozenset(("p", "div", "li", "ul", "ol", "dd", "dt", "tr", "h1", "h2", "h3", "h4", "h5", "section", "blockquote"))
_HIDDEN = frozenset(("script", "style", "template", "noscript"))


def classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def text(element: HtmlElement | None) -> str:
    """An element's words on one line."""
    return one_line("".join(element.itertext())) if element is not None else ""


def visible(element: HtmlElement, without: frozenset[str] = frozenset()) -> str:
    """An element's text with a newline where a browser would begin a line; the tags of `without` (say `sup`) left out."""
    parts: list[str] = []
    _gather(element, without | _HIDDEN if without else _HIDDEN, parts)
    return "".join(parts)


def _gather(element: HtmlElement, without: frozenset[str], parts: list[str]) -> None:
    if text := element.text:
        parts.append(_unbroken(text))
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in without:
            breaks = tag in _BLOCKS
            if breaks or tag == "br":
                parts.append("\n")
            _gather(child, without, parts)
            if breaks:
                parts.append("\n")
        if tail := child.tail:
            parts.append(_unbroken(tail))


def _unbroken(text: str) -> str:
    """In markup, a line break is a space."""
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\f", " ")


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
