"""Requirement markup without a vendor's classes, and Kuali's rules, in our own words."""

import lxml.html
import pytest

from spiders.page.requirements import requirement_components
from tests.support.requirements import in_words


def link(code: str, title: str = "") -> str:
    """A course as Kuali lists it, once React's comments are gone."""
    credits = '<span style="margin-left:5px">(0.50)</span>'
    return f'<li><span><a href="#/courses/view/1" target="_blank">{code}</a> - {title} {credits}</span></li>'


def rule(words: str, *items: str, name: str = "A") -> str:
    """A rule of Kuali's over a list."""
    return f'<li data-test="ruleView-{name}"><div data-test="ruleView-{name}-result">{words} <div><ul>{"".join(items)}</ul></div></div></li>'


def group(title: str, *items: str, amount: str = "") -> str:
    """A group of rules under its header, of which all are needed."""
    to_complete = (
        f"<div><span>{amount}</span><span>Units to Complete</span></div>" if amount else ""
    )
    return f"<section><header><div><h2><span>{title}</span></h2></div>{to_complete}</header><div><ul><li><span>Complete all of the following</span><ul>{''.join(items)}</ul></li></ul></div></section>"


SHAPES = {
    "all, some and an amount": (
        group(
            "Required Courses",
            rule("Complete all the following:", link("LMP101", "Wicks"), link("LMP102", "Oil")),
            rule("Complete <span>2</span> of the following:", link("LMP201", "Soot"), link("LMP202", "Glass"), link("LMP203", "Brass")),
            rule("Earn at least <span>12</span> units from the following:", link("LMP301", "Gas")),
        ),
        ["LMP101 r", "LMP102 r", "LMP201 e2", "LMP202 e2", "LMP203 e2", "LMP301 e 12u"],
    ),
    "all within one": (
        group(
            "Required Courses",
            rule(
                "Complete 1 of the following",
                rule("Complete all of:", link("LMP101", "Wicks"), link("LMP102", "Oil")),
                rule("Complete all of:", link("LMP103", "Gas"), link("LMP104", "Mantles")),
            ),
            rule("Complete all of:", link("LMP109", "Fire Safety")),
        ),
        ["LMP101 e1 with1", "LMP102 e1 with1", "LMP103 e1 with3", "LMP104 e1 with3", "LMP109 r"],
    ),
    "an amount of the header": (
        group("Electives", rule("Choose any of the following:", link("LMP301", "Gas")), amount="3.0"),
        ["LMP301 e 3u"],
    ),
    "an amount in the rule before": (
        group("List", rule("Complete 2.0 units from the following list."), rule("Choose any of the following:", link("LMP301", "Gas"))),
        ["LMP301 e 2u"],
    ),
    "codes in the words of a rule": (
        group("Required Courses", '<li><span>Complete 1 of: <a href="#/courses/view/1">LMP101</a>, <a href="#/courses/view/2">LMP102</a>, or <a href="#/courses/view/3">LMP103</a></span></li>'),
        ["LMP101 e1", "LMP102 e1", "LMP103 e1"],
    ),
    "ranges": (
        group("Required Courses", "<li>Complete 3 additional LMP courses chosen from LMP340-LMP398, LMP440-LMP489</li>", "<li>Complete 1.5 units of LMP courses at the 200-level</li>"),
        ["LMP340-LMP398 e3", "LMP440-LMP489 e3", "LMP 200-LMP 299 e 1.5u"],
    ),
    "a list of its own after a rule": (
        f"<ul>{rule('Complete 1 of:', link('LMP101', 'Wicks'), link('LMP102', 'Oil'))}{rule('Every year:', link('LMP103', 'Gas'))}</ul>",
        ["LMP101 e1", "LMP102 e1", "LMP103 r"],
    ),
    "an amount in the header, in other words": (
        "<section><header><h2>Electives</h2><div>36 Total Credits</div></header>" + f"<ul>{rule('Choose any of the following:', link('LMP301', 'Gas'))}</ul></section>",
        ["LMP301 e 36u"],
    ),
    "all of each way": (
        group("List", rule("Complete 1 of the following", rule("Complete all:", link("LMP101", "Wicks"), link("LMP102", "Oil")), rule("Complete all:", link("LMP103", "Gas")))),
        ["LMP101 e1 with1", "LMP102 e1 with1", "LMP103 e1 with3"],
    ),
    "links to programs": (
        group("List", rule("Complete 1 of:", '<li><a href="#/programs/view/1">LMP-100 Specialization</a></li>')),
        [],
    ),
    "paragraphs and lines that begin with a link": (
        '<p><strong>Core</strong></p><p><a href="#/courses/view/1">LMP101</a> Wicks (3)</p><p><a href="#/courses/view/2">LMP102</a> Oil (3)<br><a href="#/courses/view/3">LMP103</a> Gas</p>'
        '<p>See <a href="#/courses/view/4">LMP104</a> too.</p><p><a href="#/courses/view/5">LMP105</a> is a prerequisite of many courses.</p>',
        ["LMP101 r", "LMP102 r", "LMP103 r"],
    ),
    "a level of several subjects": (
        group("List", "<li>Complete 2 courses at the 300 level or above in LMP or OIL</li>"),
        ["LMP 300- e2", "OIL 300- e2"],
    ),
    "parts of a choice": (
        group("List", rule("Complete 2 of the following:", rule("Theory", link("LMP101", "Wicks"), link("LMP102", "Oil")), rule("Practice", link("LMP103", "Gas"), link("LMP104", "Mantles"))), rule("Complete all of:", link("LMP109", "Fire Safety"))),
        ["LMP101 e2", "LMP102 e2", "LMP103 e2", "LMP104 e2", "LMP109 r"],
    ),
    "a rule before the parts of its list": (
        f"<ul><li>Complete 2 of the following:</li>{rule('Theory', link('LMP101', 'Wicks'))}{rule('Practice', link('LMP103', 'Gas'))}</ul>",
        ["LMP101 e2", "LMP103 e2"],
    ),
    "a group within a list": (
        group("Core", rule("Complete all of:", link("LMP101", "Wicks")), f'<div><span class="rules_groupHeader_37">Electives</span>{rule("Complete 1 of:", link("LMP201", "Soot"), link("LMP202", "Oil"))}</div>'),
        ["LMP101 r", "LMP201 e1", "LMP202 e1"],
    ),
    "what is no course": (
        group("Notes", "<li>Complete 30 units in all.</li>", "<li>LMP101 must be taken in the first year.</li>", "<li>Total 120</li>", "<li>Area A1</li>", '<li>Students with <a href="#/courses/view/1">LMP101</a> may skip it</li>'),
        [],
    ),
    "a list under a sentence": (
        "<h3>Core</h3><ul><li>LMP 101 - Wicks (3)</li><li>LMP 102 or LMP 103</li></ul>"
        "<p>Choose two of the following:</p><ul><li>LMP 201 - Soot</li><li>LMP 202 - Glass</li></ul>"
        "<p>Students also take:</p><ul><li>LMP 301 - Gas</li></ul><p>Good luck.</p>",
        ["LMP 101 r", "LMP 102 r", "LMP 103 r or2", "LMP 201 e2", "LMP 202 e2", "LMP 301 r"],
    ),
    "alternatives with titles of their own": (
        "<h3>Core</h3><ul><li>LMP 102 or LMP 103 Oil (3)</li><li>LMP 201 Soot or GAS 202 Glass</li><li>LMP 301 Wicks and LMP 301L Wicks Lab</li></ul>",
        ["LMP 102 r", "LMP 103 r or1", "LMP 201 r", "GAS 202 r or3", "LMP 301 r", "LMP 301L r"],
    ),
    "a table without classes": (
        "<table><tr><th>Course #</th><th>Title</th><th>Credits</th></tr><tr><th colspan='3'>Core Courses</th></tr>"
        "<tr><td>LMP 101</td><td>Wicks</td><td>3</td></tr><tr><td>or LMP 102</td><td>Oil</td><td>3</td></tr>"
        "<tr><th colspan='3'>Electives (choose one)</th></tr><tr><td>LMP 201</td><td>Soot</td><td>3</td></tr>"
        "<tr><td>Sub-Total Credits</td><td></td><td>6</td></tr></table>",
        ["LMP 101 r", "LMP 102 r or1", "LMP 201 e1"],
    ),
    "or between two lists": (
        "<h4>Theory</h4><ul><li>LMP 101 - Wicks</li></ul><p>or the following:</p><ul><li>LMP 102 - Oil</li><li>LMP 103 - Gas</li></ul>",
        ["LMP 101 r", "LMP 102 r or1 with2", "LMP 103 r or1 with2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_markup_lists_courses_by_the_rules_above_them(name: str) -> None:
    markup, expected = SHAPES[name]
    root = lxml.html.fragment_fromstring(markup, create_parent="div")
    assert in_words(requirement_components(root)) == expected


def test_parts_of_the_markup_have_rules_of_their_own_and_one_count_of_rows() -> None:
    first = "<h2>Electives</h2><ul><li>LMP 101 - Wicks</li></ul>"
    second = "<ul><li>LMP 201 - Soot</li><li>or LMP 202 - Oil</li></ul>"
    roots = [lxml.html.fragment_fromstring(part, create_parent="div") for part in (first, second)]
    assert in_words(requirement_components(*roots)) == ["LMP 101 e", "LMP 201 r", "LMP 202 r or2"]


def test_a_caller_says_what_a_list_without_a_rule_is() -> None:
    markup = "<h3>See also</h3><ul><li>LMP 101 - Wicks</li></ul><h3>Core</h3><ul><li>LMP 102 - Oil</li></ul>"
    root = lxml.html.fragment_fromstring(markup, create_parent="div")
    rows = in_words(requirement_components(root, unstated_role="component"))
    assert rows == ["LMP 101 c", "LMP 102 r"]


def test_a_course_has_its_title_without_code_and_credits() -> None:
    root = lxml.html.fragment_fromstring(
        group("Core", rule("Complete all of:", link("LMP101", "Wicks")))
    )
    (component,) = requirement_components(root)
    assert (component.course_title, component.group_title) == ("Wicks", "Core")
