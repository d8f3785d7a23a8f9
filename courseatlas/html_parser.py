"""The parser of HTML documents."""

import lxml.etree
import lxml.html
from lxml.html import HtmlComment, HtmlElement


def html_parser() -> lxml.html.HTMLParser:
    """A parser whose elements are all HtmlElement.

    The parser of lxml.html asks a Python function for the class of every element that is touched,
    in order to tell forms and inputs from the rest, which is slow.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True
    )
    parser.set_element_class_lookup(
        lxml.etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)
    )
    return parser
