"""Which elements name a course: headings, bold beginnings of paragraphs, terms of lists."""

import lxml.html
from lxml.html import HtmlElement

from courseatlas.values.codes import split_code, with_plain_hyphens
from spiders.page.declared_codes import bare_code, is_in_capitals
from spiders.page.markup import HEADINGS, text, visible_lines
from spiders.page.title_lines import ListedCourse, listed_course

_LONGEST_TITLE = 150
# "with" may stand in a title in small letters
_SMALL_WORD, _LEAST_PROSE = 4, 40


def name_of(element: HtmlElement) -> HtmlElement | None:
    """The part of an element that may name a course: of a paragraph its bold beginning.

    Where that is a code alone, it is the paragraph's first line, if this is a title.
    """
    if element.tag != "p":
        return element if element.tag != "dd" else None
    first = next(element.iterchildren("strong", "b"), None)
    begins = first is not None and first.getprevious() is None and not (element.text or "").strip()
    return _with_title(element, first) if begins and first is not None else None


def _with_title(paragraph: HtmlElement, bold: HtmlElement) -> HtmlElement:
    """The bold beginning of a paragraph, or all of its first line where only the code is bold.

    Inferred: "<b>LMP-101</b> Wicks (3)<br>From cotton to flame.", as colleges print it. A line that
    is a sentence ("<b>LMP 101</b> is required.") is no title; one without credits has the words of
    a title in capitals, above prose.
    """
    codes = split_code(with_plain_hyphens(text(bold)))
    if not codes.code or codes.rest.strip(" .:") or next(bold.itersiblings("br"), None) is None:
        return bold
    line, *prose = visible_lines(paragraph)
    course = listed_course(line)
    if course is None or line.endswith(".") or not course.title[0].isupper():
        return bold
    is_titled = all(word[0].isupper() for word in course.title.split() if len(word) > _SMALL_WORD)
    if not course.credits_text and not (is_titled and len(" ".join(prose)) >= _LEAST_PROSE):
        return bold
    name = lxml.html.Element("b")
    name.text = line
    return name


def named_course(name: HtmlElement) -> ListedCourse | None:
    """The course that a heading or the like names, by a code in capitals and a title."""
    line = text(name)
    course = listed_course(line) if len(line) < _LONGEST_TITLE else None
    return course if course and is_in_capitals(course.code) else None


def title_below(element: HtmlElement) -> HtmlElement | None:
    """The heading right below one that is a code alone, which is the course's title; or None.

    Inferred: cards, whose code and title are headings of their own.
    """
    following = element.getnext() if element.tag in HEADINGS else None
    if following is None or following.tag not in HEADINGS:
        return None
    title = text(following)
    is_title = 2 < len(title) < _LONGEST_TITLE and not is_in_capitals(split_code(title).code or "")
    return following if bare_code(text(element)) and is_title else None
