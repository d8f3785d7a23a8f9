"""Values that a page labels in its markup: "Duration: 8 weeks", definition lists, tables.

Whatever elements a page uses, a label is a short text with its value right after it. The labels
are those under `alone` in `labels.yml`.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml.html import HtmlElement

from courseatlas.text import one_line
from courseatlas.values.credits import is_hours_of_contact
from spiders.page.labels import columns_by_label, plain_label, with_unit
from spiders.page.markup import is_popup, text

_SKIPPED = frozenset(
    ["nav", "footer", "script", "style", "noscript", "template", "form", "select", "button", "svg"]
)
_CONTAINERS = frozenset(
    ["li", "p", "div", "td", "dd", "span", "section", "article", "h2", "h3", "h4", "h5", "h6"]
)
_LABEL_TAGS = frozenset(
    [
        "strong",
        "b",
        "em",
        "i",
        "span",
        "label",
        "th",
        "small",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "div",
        "dt",
    ]
)
_INLINE_LABELS = frozenset(["strong", "b", "em", "i", "label"])
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_BEHIND_HEADING = frozenset(["p", "div", "ul", "span", "dl"])
_LONGEST_LABEL, _LONGEST_VALUE = 40, 1500
_PRINTED = re.compile(r"^(?P<label>[A-Za-z][\w &/()'.-]{1,39}?)\s*:\s+(?P<value>\S.*)$", re.S)
_NOT_CONTENT = frozenset(["nav", "footer", "form", "aside", "noscript"])
# columns whose value may be prose; the others are short
_PROSE = frozenset(
    ["description", "prerequisites_text", "corequisites_text", "deadlines_text", "place"]
    + ["instructors_text"]
)
_LONGEST_SHORT_VALUE = 200

Pair = tuple[str, str]


def labelled_values(root: HtmlElement) -> Iterator[Pair]:
    """(label, value) as printed, in page order, for every label of `labels.yml`.

    Menus, footers and forms are passed over.
    """
    columns = columns_by_label()
    for element in root.iter(*_CONTAINERS, "dt", "tr"):
        for printed, value in _pairs(element):
            label = plain_label(printed)
            if label.casefold() not in columns or not 0 < len(value) <= _LONGEST_VALUE:
                continue
            if not _is_aside(element):
                yield label, value


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element lies in a menu, a footer, a form or a pop-up."""
    around = (element, *element.iterancestors())
    return any(each.tag in _NOT_CONTENT or is_popup(each) for each in around)


def values_by_column(root: HtmlElement) -> dict[str, str]:
    """Column -> the first value that the page labels for it.

    A label without a value of its own is often followed by a paragraph about something else, which
    is too long for most columns.
    """
    values: dict[str, str] = {}
    for label, value in labelled_values(root):
        for column in columns_by_label()[label.casefold()]:
            if column == "credits_text" and is_hours_of_contact(value):
                continue
            if column in _PROSE or len(value) <= _LONGEST_SHORT_VALUE:
                values.setdefault(column, with_unit(column, label, value))
    return values


def _pairs(element: HtmlElement) -> Iterator[Pair]:
    """The labels and values that an element itself prints, whether they are known or not."""
    if element.tag == "dt":
        return _of_definition(element)
    if element.tag == "tr":
        return _of_row(element)
    if element.tag in _HEADINGS:
        return _of_heading(element)
    return _of_container(element)


def _of_definition(term: HtmlElement) -> Iterator[Pair]:
    following = term.getnext()
    if following is not None and following.tag == "dd":
        yield text(term), text(following)


def _of_row(row: HtmlElement) -> Iterator[Pair]:
    cells = row.findall("th") + row.findall("td")
    if len(cells) == 2:
        yield text(cells[0]), text(cells[1])


def _of_heading(heading: HtmlElement) -> Iterator[Pair]:
    following = heading.getnext()
    if following is not None and following.tag in _BEHIND_HEADING and _is_short(heading):
        yield text(heading), text(following)


def _of_container(element: HtmlElement) -> Iterator[Pair]:
    """A child element with the label, or several of them, or "Label: value" in one run of text."""
    several = list(_of_labels(element))
    if several:
        yield from several
        return
    child = next((c for c in element if isinstance(c.tag, str) and c.tag not in _SKIPPED), None)
    if (
        child is not None
        and child.tag in _LABEL_TAGS
        and not one_line(element.text)
        and _is_short(child)
    ):
        behind = (_words(sibling) for sibling in child.itersiblings())
        value = one_line("".join([child.tail or "", *behind]))
        label = text(child)
        if label:
            yield label, value.lstrip(": ")
            return
    if len(element) == 0:
        printed = _PRINTED.match(one_line(element.text))
        if printed:
            yield printed["label"], printed["value"]


def _of_labels(element: HtmlElement) -> Iterator[Pair]:
    """The labels with colons side by side in an element, where there are several of them.

    Inferred: "<b>Code:</b> LMP 402<br><b>Credits:</b> 4", as pages without a style sheet print it.
    """
    labels = [child for child in element if child.tag in _INLINE_LABELS and _ends_in_colon(child)]
    if len(labels) < 2:
        return
    for label in labels:
        behind = takewhile(lambda each: each not in labels, label.itersiblings())
        value = one_line(" ".join([label.tail or "", *map(_words, behind)]))
        yield text(label), value.lstrip(": ")


def _ends_in_colon(label: HtmlElement) -> bool:
    is_named = _is_short(label) and text(label) != ""
    return is_named and (text(label).endswith(":") or (label.tail or "").lstrip().startswith(":"))


def _words(sibling: HtmlElement) -> str:
    """A sibling's words and what follows it; of a comment only what follows."""
    words = "".join(sibling.itertext()) if isinstance(sibling.tag, str) else ""
    return words + (sibling.tail or "")


def _is_short(element: HtmlElement) -> bool:
    return sum(len(part) for part in element.itertext()) <= _LONGEST_LABEL + 10
