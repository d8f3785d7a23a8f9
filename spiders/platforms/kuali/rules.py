"""Programs of Kuali's answers: rules that list courses, in whatever fields a school keeps them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Component, Record
from courseatlas.requirements.totals import stated_total, total_of_rows
from courseatlas.text import slug
from courseatlas.values.codes import spaced_code
from courseatlas.values.credits import credits
from courseatlas.values.words import credential
from spiders.page.api_values import Row, words
from spiders.page.fields import distinct, stated
from spiders.page.markup import fragment, visible_lines
from spiders.page.requirements import requirement_components
from spiders.platforms.kuali.values import description

_LINK_TO_COURSE = "/courses/"
# fields that list courses which are no part of the program
_NOT_REQUIRED = re.compile(r"admission|pre-?req|co-?req|anti-?req", re.I)
_NAMES_A_TYPE = re.compile(r"type|credential|degree|award", re.I)
_TYPED = ("programType", "catalogCategory", "rulesRequirements")
_LISTED = re.compile(r"(?P<code>[A-Z&]+ ?-?\d\w*)\s*[-–—:]\s*(?P<title>.+)")


def rule_tree(markup: str) -> HtmlElement:
    """Markup as one element, without the comments that React puts between words."""
    return fragment(re.sub(r"<!--.*?-->", "", markup, flags=re.S))


def is_program(row: Row, title: str) -> bool:
    """Whether a row is a program and not, for example, a policy.

    A program has rules that list courses, or it names its type or its credential.
    """
    has_rules = any(_is_rules(name, value) for name, value in row.items())
    is_typed = any(name in row for name in _TYPED)
    names_credential = credential(title)[0] is not None or next(_awards(row), None) is not None
    return has_rules or is_typed or names_credential


def program(row: Row, title: str, url: str) -> Record:
    """The program that a row is, with the courses of all its rules."""
    roots = [rule_tree(value) for name, value in row.items() if _is_rules(name, value)]
    kind = words(row.get("programType"))
    fields = {
        "description": description(row),
        "credential_text": " | ".join(distinct([title, *_awards(row), kind or ""])),
        "credits_total_text": _total(row, roots),
    }
    pid = words(row.get("pid")) or ""
    key = slug(words(row.get("code")) or pid or title)
    listed = requirement_components(*roots, unstated_role="component")
    components = tuple(map(_spaced, listed))
    aliases = (slug(pid),) if pid and slug(pid) != key else ()
    return Record("program", key, url, title, stated(fields), components, aliases)


def _is_rules(name: str, value: Any) -> bool:
    """Whether a field holds rules and not prose that mentions a course."""
    if not isinstance(value, str) or _NOT_REQUIRED.search(name):
        return False
    is_tree = "ruleView" in value or "grouping-label" in value
    if _LINK_TO_COURSE in value:
        return is_tree or re.search("require|rule", name, re.I) is not None
    return is_tree and _LISTED.search(value) is not None


def _awards(row: Row) -> Iterator[str]:
    """The names that objects and typed strings of a row give, where they name a credential."""
    for name, value in row.items():
        is_named = isinstance(value, dict | list) or _NAMES_A_TYPE.search(name)
        printed = words(value) if is_named else None
        if printed and len(printed) < 80 and credential(printed)[0]:
            yield printed


def _total(row: Row, roots: list[HtmlElement]) -> str | None:
    """The greater of the total that sentences state and the total of the rules.

    The total of the rules counts what they list, which may be less than the program.
    """
    texts = (value for value in row.values() if isinstance(value, str) and "<" in value)
    sentences = [line for value in texts for line in visible_lines(rule_tree(value))]
    totals = [stated_total(sentences), *(total_of_rows(visible_lines(root)) for root in roots)]
    found = [total for total in totals if total]
    return max(found, key=lambda total: credits(total)[0] or 0, default=None)


def _spaced(component: Component) -> Component:
    """A row whose codes have a space after their subject, as the codes of the courses have."""
    code, first, last = component.course_code, component.range_from, component.range_to
    return replace(
        component,
        course_code=spaced_code(code) if code else None,
        range_from=spaced_code(first) if first else None,
        range_to=spaced_code(last) if last else None,
        excluded_codes=tuple(map(spaced_code, component.excluded_codes)),
    )
