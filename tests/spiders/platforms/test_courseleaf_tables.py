"""Requirement tables of many schools' CourseLeaf templates, in our own words."""

import pytest

from courseatlas.records import Page
from spiders.platforms import courseleaf
from tests.support.requirements import in_words


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


def planned_row(codes, title, h="3"):
    return f'<tr class="even"><td class="codecol">{codes}</td><td class="titlecol">{title}</td><td class="hourscol">{h}</td></tr>'


def plan(*rows):
    return (
        '<html><body><h1 class="page-title">Robotics, MS</h1><div id="contentarea"><div id="planofstudytextcontainer"><table class="sc_plangrid">'
        '<tr class="plangridyear"><th colspan="3">First Year</th></tr><tr class="plangridterm"><th colspan="2">Fall</th><th>Hours</th></tr>'
        + "".join(rows)
        + '<tr class="plangridsum"><td colspan="2"></td><td class="hourscol">15</td></tr></table></div></div></body></html>'
    )


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
        ["CS 3 e2", "CS 4 e2", "MA 1 r"],
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
        ["CS 1 r", "CS 3 e1", "CS 4 e1", "CS 5 r"],
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
        ["PH 1 e1 with1", "PH 2 e1 with1", "CH 1 e1 with3", "CH 2 e1 with3", "CS 5 r"],
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
        ["CS 1 r", "CS 2 e3", "CS 3 e3"],
    ),
    "a code without a link, and one that stands for a level": (
        page(
            tab(
                '<tr><td class="codecol">CS 1</td><td>One</td><td class="hourscol">3</td></tr>',
                '<tr><td class="codecol">CS 4XX</td><td>Upper CS</td><td class="hourscol">3</td></tr>',
                '<tr><td colspan="2">Free electives</td><td class="hourscol">12</td></tr>',
            )
        ),
        ["CS 1 r", "CS 400-CS 499 e"],
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
    "plan grid of terms": (
        plan(
            planned_row('<a class="bubblelink code">RO 1</a>', "Robots"),
            planned_row(
                '<a class="bubblelink code">RO 2</a><div class="blockindent">or <a class="bubblelink code">RO 3</a></div>',
                "Arms<br/>or Legs",
            ),
            planned_row("Technical Elective", ""),
            planned_row("Area A1", ""),
            planned_row(
                '<a class="bubblelink code">RO 4</a><br/>&amp; <a class="bubblelink code">RO 4L</a>',
                "Sensors<br/>and Laboratory",
            ),
            planned_row('<span class="courselistcomment">Select one of the following:</span>', ""),
            planned_row(
                '<div class="blockindent"><a class="bubblelink code">RO 5</a></div>', "Maps", ""
            ),
            planned_row(
                '<div class="blockindent"><a class="bubblelink code">RO 6</a></div>', "Paths", ""
            ),
            planned_row('<a class="bubblelink code">RO 7</a>', "Teams"),
        ),
        ["RO 1 r", "RO 2 r", "RO 3 r or2", "RO 4 r", "RO 4L r", "RO 5 e1", "RO 6 e1", "RO 7 r"],
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
        ["CS 5000-CS 7999 e", "CS 1 r"],
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


def indented(row: str, levels: int = 2) -> str:
    """The row with its first cell that many levels deep."""
    opening, closing = '<div style="margin-left: 20px;">' * levels, "</div>" * levels
    return row.replace('<td class="codecol">', f'<td class="codecol">{opening}', 1).replace(
        "</td>", f"{closing}</td>", 1
    )


PROGRAMS |= {
    "a header chooses": (
        page(
            tab(
                com("Choose two of the following three:", "6", "areaheader"),
                row("CS 1", "One"),
                com("Mathematics", "", "areasubheader"),
                row("CS 2", "Two"),
                com("Physics", "", "areasubheader"),
                row("CS 3", "Three"),
                com("Capstone", "", "areaheader"),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 e2", "CS 2 e2", "CS 3 e2", "CS 9 r"],
    ),
    "comments between the options": (
        page(
            tab(
                com("Choose two of the following:", "6"),
                row("CS 1", "One", "", ind=True),
                com("A course of the third year:"),
                row("CS 2", "Two", "", ind=True),
                com("Taught every other year", ind=True),
                row("CS 3", "Three", "", ind=True),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 e2", "CS 2 e2", "CS 3 e2", "CS 9 r"],
    ),
    "parts of a choice": (
        page(
            tab(
                com("Complete one course from the following parts:", "3"),
                com("Light", "", "areasubheader"),
                row("CS 1", "One"),
                com("Shade", "", "areasubheader"),
                row("CS 2", "Two"),
                com("Practice", "", "areaheader"),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 e1", "CS 2 e1", "CS 9 r"],
    ),
    "options of several courses": (
        page(
            tab(
                com("Choose one of the following options:", "6"),
                com("Option A"),
                row("CS 1", "One", "", ind=True),
                row("CS 2", "Two", "", ind=True),
                com("Option B (Thesis)"),
                row("CS 3", "Three", "", ind=True),
                row("CS 4", "Four", "", ind=True),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 e1 with1", "CS 2 e1 with1", "CS 3 e1 or1 with3", "CS 4 e1 or1 with3", "CS 9 r"],
    ),
    "options as headers": (
        page(
            "<h3>Requirements</h3>"
            + tab(
                com("Plan I: Thesis", "", "areaheader"),
                row("CS 1", "One"),
                com("Plan II: Project", "", "areaheader"),
                row("CS 2", "Two"),
                com("Core", "", "areaheader"),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 e with1", "CS 2 e or1 with2", "CS 9 r"],
    ),
    "or the following": (
        page(
            tab(
                row("CS 1", "One"),
                com("or the following:"),
                row("CS 2", "Two", "", ind=True),
                row("CS 3", "Three", "", ind=True),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 r", "CS 2 r or1 with2", "CS 3 r or1 with2", "CS 9 r"],
    ),
    "an and within an or": (
        page(tab(row("CS 1+CS 2", "One+Two"), row("CS 3+CS 4", "Three+Four", orr=True), row("CS 9+CS 10", "Nine+Ten"))),
        ["CS 1 r with1", "CS 2 r with1", "CS 3 r or1 with3", "CS 4 r or1 with3", "CS 9 r", "CS 10 r"],
    ),
    "an and behind a choice is not indented": (
        page(
            tab(
                com("One of the following:", "3"),
                row("CS 1", "One", "", ind=True),
                row("CS 2", "Two", "", ind=True),
                row("CS 8+CS 9", "Eight+Nine"),
            )
        ),
        ["CS 1 e1", "CS 2 e1", "CS 8 r", "CS 9 r"],
    ),
    "or within a cell": (
        page(
            tab(
                '<tr><td class="codecol"><a class="bubblelink code">CS 1</a><br/>or <a class="bubblelink code">CS 2</a></td><td>One<br/>Two</td><td class="hourscol">3</td></tr>',
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 r", "CS 2 r or1", "CS 9 r"],
    ),
    "a choice within a choice": (
        page(
            tab(
                com("Select 12 credits from the following:", "12"),
                row("CS 1", "One", "", ind=True),
                com('<div class="blockindent">Choose one of:</div>'),
                indented(row("CS 2", "Two", "")),
                indented(row("CS 3", "Three", "")),
                row("CS 4", "Four", "", ind=True),
                row("CS 9", "Nine"),
            ).replace('<span class="courselistcomment "><div class="blockindent">', '<div class="blockindent"><span class="courselistcomment">').replace("</div></span>", "</span></div>")
        ),
        ["CS 1 e", "CS 2 e1", "CS 3 e1", "CS 4 e", "CS 9 r"],
    ),
    "recommended is not required": (
        page(
            tab(com("Core", "", "areaheader"), row("CS 1", "One"), com("Recommended Courses", "", "areaheader"), row("CS 2", "Two"))
            + "<h3>Suggested Electives</h3>"
            + tab(row("CS 3", "Three"))
            + "<h3>Recommended Course Sequence</h3>"
            + tab(row("CS 4", "Four"))
        ),
        ["CS 1 r", "CS 2 e", "CS 3 e", "CS 4 r"],
    ),
    "areas of general education": (
        page(
            tab(
                '<tr><td class="codecol">Area A1</td><td>Oral Communication</td><td class="hourscol">3</td></tr>',
                '<tr><td class="codecol"><a class="bubblelink code">GE Area B</a></td><td>Science</td><td class="hourscol">3</td></tr>',
                '<tr><td class="codecol">MATH Elective 3</td><td></td><td class="hourscol">3</td></tr>',
                '<tr><td class="codecol">Group 1</td><td></td><td class="hourscol">3</td></tr>',
                '<tr><td class="codecol">Free Elective</td><td></td><td class="hourscol">3</td></tr>',
                row("GE 1501", "Cornerstone"),
            )
        ),
        ["GE 1501 r"],
    ),
    "a requirement in words rules no course below it": (
        page(tab(row("CS 1", "One"), com("Technical Electives", "12"), row("CS 9", "Nine"))),
        ["CS 1 r", "CS 9 r"],
    ),
    "a heading that names both": (
        page("<h2>Requirements and Electives</h2><h3>Core</h3>" + tab(row("CS 1", "One")) + "<h3>List B</h3>" + tab(row("CS 2", "Two"))),
        ["CS 1 r", "CS 2 r"],
    ),
    "lists under the heading of electives": (
        page("<h2>Electives</h2><h3>List A</h3>" + tab(row("CS 1", "One")) + "<h3>Required Seminar</h3>" + tab(row("CS 2", "Two"))),
        ["CS 1 e", "CS 2 r"],
    ),
    "ranges only": (
        page(
            tab(
                com("Select 9 credits from CS 2500 or higher, except CS 4996", "9"),
                com("Any 3000-level DS course", "3"),
                com("No more than two courses at the CS 1000 level"),
                com("At least 9 of these credits must be at the CS 4000 level or above"),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 2500- e", "DS 3000-DS 3999 e", "CS 9 r"],
    ),
    "options in the words of a rule": (
        page(
            tab(
                com('Select one of <a class="bubblelink code">CS 1</a>, <a class="bubblelink code">CS 2</a> or <a class="bubblelink code">CS 3</a>', "3"),
                com('Choose two electives other than <a class="bubblelink code">CS 7</a>', "6"),
                com('Students with <a class="bubblelink code">CS 8</a> are exempt.'),
                com('Choose one of the following (ask before <a class="bubblelink code">CS 5</a> or <a class="bubblelink code">CS 6</a> is taken):', "3"),
                row("CS 4", "Four", "", ind=True),
                row("CS 9", "Nine"),
            )
        ),
        ["CS 1 e1", "CS 2 e1", "CS 3 e1", "CS 4 e1", "CS 9 r"],
    ),
    "a sequence is no range": (
        page(tab('<tr><td class="codecol"><a class="bubblelink code">CS 101-102</a></td><td>Two Halves</td><td class="hourscol">6</td></tr>')),
        ["CS 101-102 r"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_page_gives_its_courses_and_what_it_asks(name: str) -> None:
    page, expected = PROGRAMS[name]
    (record,) = courseleaf.read(Page("https://catalog.example.edu/programs/x/", page.encode()))
    assert in_words(record.components, with_credits=False) == expected


def test_an_option_in_words_leaves_the_title_of_its_group() -> None:
    body = page(
        tab(
            com("Select 8 hours from the following:", "8"),
            '<tr><td colspan="2"><div class="blockindent"><span class="courselistcomment commentindent">CS 5000 to CS 7999</span></div></td><td class="hourscol"></td></tr>',
            row("DS 1", "One", "", ind=True),
            '<tr><td colspan="2"><div class="blockindent"><span class="courselistcomment commentindent">A course that the adviser approves</span></div></td><td class="hourscol"></td></tr>',
            row("DS 2", "Two", "", ind=True),
        )
    )
    (record,) = courseleaf.read(Page("https://catalog.example.edu/programs/x/", body.encode()))
    assert in_words(record.components, with_credits=False) == [
        "CS 5000-CS 7999 e",
        "DS 1 e",
        "DS 2 e",
    ]
    titles = {component.group_title for component in record.components}
    assert titles == {"Select 8 hours from the following:"}
