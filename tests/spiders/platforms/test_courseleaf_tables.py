"""Requirement tables of many schools' CourseLeaf templates, in our own words."""

import pytest

from courseatlas.records import Page
from spiders.platforms import courseleaf


def row(code, title, h="3", cls="even", ind=False, orr=False):
    a = "".join(
        ('<br/><span class="blockindent">&amp;&nbsp;' if i else "")
        + f'<a href="/search/?P={c}" class="bubblelink code" title="{c}">{c}</a>'
        + ("</span>" if i else "")
        for i, c in enumerate(code.split("+"))
    )
    if ind:
        a = f'<div class="blockindent">{a}</div>'
    t = "<br/>".join(
        ('<span class="blockindent">and ' if i else "") + x + ("</span>" if i else "")
        for i, x in enumerate(title.split("+"))
    )
    if orr:
        return f'<tr class="orclass {cls}"><td class="codecol orclass">or&#160;{a}</td><td colspan="2"> {t}</td></tr>'
    return f'<tr class="{cls}"><td class="codecol">{a}</td><td>{t}</td><td class="hourscol">{h}</td></tr>'


def com(t, h="", cls="", ind=False):
    s = f'<span class="courselistcomment {cls}">{t}</span>'
    return f'<tr class="even {cls}"><td colspan="2">{s}</td><td class="hourscol">{h}</td></tr>'


def tab(*rows):
    return (
        '<table class="sc_courselist"><colgroup><col class="codecol"/><col class="titlecol"/><col class="hourscol"/></colgroup><thead class="hidden noscript"><tr><th>Code</th><th>Title</th><th>Hours</th></tr></thead><tbody>'
        + "".join(rows)
        + "</tbody></table>"
    )


def page(body, title="Computer Science, BS", pane="requirementstextcontainer"):
    return f'<html><body><header id="header"></header><div id="contentarea"><h1 class="page-title">{title}</h1><div id="textcontainer" class="page_content tab_content"><p>The overview of the program is here and long.</p></div><div id="{pane}" class="tab_content">{body}</div></div></body></html>'


# page -> listed courses: code, r(equired) or e(lective), and the position that an "or" row stands for
PROGRAMS = {
    "basic areas": (
        page(
            "<h2>Requirements</h2>"
            + tab(
                com("Required Courses", "", "areaheader"),
                row("CS 1", "One"),
                row("CS 2", "Two"),
                com("Electives", "", "areaheader"),
                com("Select 12 credits from the following:", "12"),
                row("CS 3", "Three", "", ind=True),
                row("CS 4", "Four", "", ind=True),
                com("Capstone", "", "areaheader"),
                row("CS 9", "Nine"),
                '<tr class="listsum"><td colspan="2">Total Hours</td><td class="hourscol">120</td></tr>',
            )
        ),
        ["CS 1 r", "CS 2 r", "CS 3 e", "CS 4 e", "CS 9 r"],
    ),
    "choice w/o indent then area": (
        page(
            tab(
                com("Choose two of the following:", "6"),
                row("CS 3", "Three", ""),
                row("CS 4", "Four", ""),
                com("Mathematics", "", "areasubheader"),
                row("MA 1", "M"),
            )
        ),
        ["CS 3 e", "CS 4 e", "MA 1 r"],
    ),
    "one of comment": (
        page(
            tab(
                row("CS 1", "One"),
                com("One of the following:", "3"),
                row("CS 3", "Three", "", ind=True),
                row("CS 4", "Four", "", ind=True),
                row("CS 5", "Five"),
            )
        ),
        ["CS 1 r", "CS 3 e", "CS 4 e", "CS 5 r"],
    ),
    "and in choice": (
        page(
            tab(
                com("Complete one of the following sequences:", "8"),
                row("PH 1+PH 2", "P one+P two", "8", ind=True),
                row("CH 1+CH 2", "C one+C two", "8", ind=True),
                row("CS 5", "Five"),
            )
        ),
        ["PH 1 e", "PH 2 e", "CH 1 e", "CH 2 e", "CS 5 r"],
    ),
    "or chain": (
        page(
            tab(
                row("CS 1", "One"),
                row("CS 2", "Two", orr=True),
                row("CS 3", "Three", orr=True),
                row("CS 4", "Four"),
            )
        ),
        ["CS 1 r", "CS 2 r or1", "CS 3 r or1", "CS 4 r"],
    ),
    "heading electives": (
        page(
            "<h3>Core</h3>"
            + tab(row("CS 1", "One"))
            + "<h3>Technical Electives</h3>"
            + tab(row("CS 2", "Two"))
        ),
        ["CS 1 r", "CS 2 e"],
    ),
    "required electives para": (
        page(
            "<h3>Core</h3>"
            + tab(row("CS 1", "One"))
            + "<p>Choose three courses from the following list:</p>"
            + tab(row("CS 2", "Two", ""), row("CS 3", "Three", ""))
        ),
        ["CS 1 r", "CS 2 e", "CS 3 e"],
    ),
    "nonlink codes": (
        page(
            tab(
                '<tr><td class="codecol">CS 1</td><td>One</td><td class="hourscol">3</td></tr>',
                '<tr><td class="codecol">CS 4XX</td><td>Upper CS</td><td class="hourscol">3</td></tr>',
                '<tr><td colspan="2">Free electives</td><td class="hourscol">12</td></tr>',
            )
        ),
        ["CS 1 r", "CS 4XX r"],
    ),
    "sup titles": (
        page(tab(row("CS 1<sup>1</sup>", "One <sup>1,2</sup>"), row("CS 2", "Two (Gen Ed)"))),
        ["CS 1 r", "CS 2 r"],
    ),
    "all of": (
        page(
            tab(
                com("Complete all of the following:"),
                row("CS 1", "One", "3", ind=True),
                com("Select from:", "3"),
                row("CS 2", "Two", "", ind=True),
            )
        ),
        ["CS 1 r", "CS 2 e"],
    ),
    "plan grid only": (
        '<html><body><h1 class="page-title">Robotics, MS</h1><div id="contentarea"><div id="planofstudytextcontainer"><table class="sc_plangrid"><tr class="plangridyear"><th colspan="2">First Year</th></tr><tr class="plangridterm"><th class="plangridtermhdr">Fall</th><th>Credits</th></tr><tr class="even"><td class="codecol"><a class="bubblelink code">RO 1</a></td><td class="titlecol">Robots</td><td class="hourscol">3</td></tr></table></div></div></body></html>',
        ["RO 1 r"],
    ),
    "or in comment line between": (
        page(
            tab(
                row("CS 1", "One"),
                com("or", "", "commentindent"),
                row("CS 2", "Two"),
                row("CS 3", "T"),
            )
        ),
        ["CS 1 r", "CS 2 r or1", "CS 3 r"],
    ),
    "hours header sub": (
        page(
            "<h2>Program Requirements</h2><h3>Core Requirements</h3>"
            + tab(row("CS 1", "One"))
            + "<h3>Restricted Electives</h3><p>12 hours</p>"
            + tab(
                com("List A", "", "areaheader"),
                row("CS 7", "Seven", ""),
                com("List B", "", "areaheader"),
                row("CS 8", "Eight", ""),
            )
        ),
        ["CS 1 r", "CS 7 e", "CS 8 e"],
    ),
    "no table": (
        '<html><body><h1 class="page-title">Minor in Data Science</h1><div id="textcontainer"><p>Students take five courses with an adviser for a total of 15 credits.</p></div></body></html>',
        [],
    ),
    "range rows": (
        page(
            tab(
                com("Complete 8 semester hours from the following range:", "8"),
                '<tr class="even"><td colspan="2"><div class="blockindent"><span class="courselistcomment commentindent"><a class="bubblelink code" title="CS 5000">CS 5000</a> to <a class="bubblelink code" title="CS 7999">CS 7999</a></span></div></td><td class="hourscol"></td></tr>',
                row("CS 1", "One"),
            )
        ),
        ["CS 1 r"],
    ),
    "two panes dup": (
        '<html><body><h1 class="page-title">CS, BS</h1><div id="textcontainer">'
        + tab(row("CS 1", "One"))
        + '</div><div id="requirementstextcontainer">'
        + tab(row("CS 1", "One"), row("CS 2", "Two"))
        + "</div></body></html>",
        ["CS 1 r", "CS 2 r"],
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_page_gives_its_courses_and_what_it_asks(name: str) -> None:
    page, expected = PROGRAMS[name]
    records = list(courseleaf.read(Page("https://catalog.example.edu/programs/x/", page.encode())))
    listed = [
        f"{component.course_code} {component.role[0]}"
        + (f" or{component.alternative_to}" if component.alternative_to else "")
        for record in records
        for component in record.components
    ]
    assert listed == expected and len(records) == 1


def test_a_range_among_the_options_keeps_its_words_in_the_group() -> None:
    ranged = '<tr><td colspan="2"><div class="blockindent"><span class="courselistcomment commentindent">CS 5000 to CS 7999</span></div></td><td class="hourscol"></td></tr>'
    body = page(
        tab(
            com("Select 8 hours from the following:", "8"),
            ranged,
            row("DS 1", "One", "", ind=True),
            row("DS 2", "Two"),
        )
    )
    (record,) = courseleaf.read(Page("https://catalog.example.edu/programs/x/", body.encode()))
    assert [
        (component.course_code, component.role, component.group_title)
        for component in record.components
    ] == [
        ("DS 1", "elective", "Select 8 hours from the following: (CS 5000 to CS 7999)"),
        ("DS 2", "required", None),
    ]
