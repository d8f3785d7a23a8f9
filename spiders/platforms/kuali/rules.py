"""Programs of Kuali's answers: rules that list courses, in whatever fields a school keeps them."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Component, Record
from courseatlas.requirements import rules
from courseatlas.requirements.rules import Rule
from courseatlas.requirements.totals import grand_total, stated_total
from courseatlas.text import slug
from courseatlas.values.codes import spaced_code, split_code
from courseatlas.values.credits import credits
from courseatlas.values.words import credential
from spiders.page.api_values import Row, words
from spiders.page.fields import distinct, stated
from spiders.page.markup import fragment, text, visible_lines
from spiders.platforms.kuali.values import description

_LINK_TO_COURSE = "/courses/"
# fields that list courses which are no part of the program
_NOT_REQUIRED = re.compile(r"admission|pre-?req|co-?req|anti-?req", re.I)
_NAMES_A_TYPE = re.compile(r"type|credential|degree|award", re.I)
_TYPED = ("programType", "catalogCategory", "rulesRequirements")
_LISTED = re.compile(r"(?P<code>[A-Z&]+ ?-?\d\w*)\s*[-–—:]\s*(?P<title>.+)")
_CREDITS_BEHIND = re.compile(r"\s*\(\d[\d.\s–-]*\)$")
_DASH = re.compile(r"^\s*[-–—:]\s*")
# "Complete all of", "Take the following"; "At least 1 of the following must be completed"
_RULE = re.compile(
    r"(?:students )?(?:must (?:have )?)?(?:completed?|choose|select|earn|take|at least)\b", re.I
)
_ALL = re.compile(r"[\w ]*\b(?:all|the following)\b(?! *(?:\d|one|two|any))", re.I)
_SOME = re.compile(r"\b(?P<count>\d+)\s+(?:courses?\s+)?(?:of|from)\b", re.I)
# the verb of a rule, then "any" or an amount of credit
_ANY = re.compile(r"\w+\s+any\b", re.I)
_AMOUNT_FIRST = re.compile(r"\w+\s+(?:at least\s+)?\d")
_BLOCKS = ("div", "ul", "ol", "li", "section")


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
    key = slug(words(row.get("code")) or words(row.get("pid")) or title)
    components = tuple(chain.from_iterable(map(_components, roots)))
    return Record("program", key, url, title, stated(fields), components)


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
    """The greater of the total that sentences state and the grand total of the rules.

    The grand total counts what the rules list, which may be less than the program.
    """
    texts = (value for value in row.values() if isinstance(value, str) and "<" in value)
    sentences = [line for value in texts for line in visible_lines(rule_tree(value))]
    totals = [stated_total(sentences), *(grand_total(text(root)) for root in roots)]
    found = [total for total in totals if total]
    return max(found, key=lambda total: credits(total)[0] or 0, default=None)


def _components(root: HtmlElement) -> Iterator[Component]:
    """The courses that the rules list, by the rule of the nearest list above each."""
    group = None
    for element in root.iter("h2", "h3", "span", "li", "a"):
        if element.tag in ("h2", "h3") or "groupHeader" in (element.get("class") or ""):
            group = text(element) or group
        else:
            code, title = _listed(element)
            if code:
                role, rule = _rule_above(element)
                yield Component(code, title or code, role, group, rule.count, rule.credits)


def _listed(element: HtmlElement) -> tuple[str, str]:
    """(code, title) of a link to a course, or of a list item that names one without a link."""
    if element.tag == "a" and _LINK_TO_COURSE in (element.get("href") or ""):
        return _linked(element)
    is_leaf = element.tag == "li" and element.find(".//a") is None and element.find(".//li") is None
    line = _LISTED.fullmatch(_CREDITS_BEHIND.sub("", text(element))) if is_leaf else None
    return (spaced_code(line["code"]), line["title"]) if line else ("", "")


def _linked(link: HtmlElement) -> tuple[str, str]:
    printed = split_code(text(link))
    if printed.code and printed.rest.strip():
        return spaced_code(printed.code), _DASH.sub("", printed.rest)
    item = next(link.iterancestors("li"), link.getparent())
    is_alone = sum(_LINK_TO_COURSE in (each.get("href") or "") for each in item.iter("a")) == 1
    behind = text(item).removeprefix(text(link)) if is_alone else ""
    title = _CREDITS_BEHIND.sub("", _DASH.sub("", behind)) if _DASH.match(behind) else ""
    return spaced_code(text(link)), title


def _rule_above(course: HtmlElement) -> tuple[str, Rule]:
    """(role, rule) of a course by the rules above it, of which the nearest choice decides.

    What is needed together within one of several options is an option as well.
    """
    role = "component"
    for above in course.iterancestors("li", "div", "section"):
        lead = _lead(above)
        choice = _choice(lead) if _RULE.match(lead) else None
        if choice is not None:
            return "elective", Rule() if role == "required" else choice
        if _RULE.match(lead) and _ALL.match(lead):
            role = "required"
    return role, Rule()


def _lead(element: HtmlElement) -> str:
    """The words of an element before its first block: "Complete 1 of the following:"."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            break
        parts += [text(child), child.tail or ""]
    return " ".join(" ".join(parts).split())


def _choice(lead: str) -> Rule | None:
    """The choice that a rule offers, by a count of courses or an amount of credit."""
    some = _SOME.search(lead)
    count = int(some["count"]) if some else rules.choose_count(lead)
    if count is not None or _ANY.match(lead):
        return Rule(count=count)
    return Rule(credits=rules.choose_credits(lead)) if _AMOUNT_FIRST.match(lead) else None
