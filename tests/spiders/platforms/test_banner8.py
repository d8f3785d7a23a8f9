"""Banner 8's schedule pages, in our own words."""

from dataclasses import replace

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.banner8 import links, read

SECTION = (
    '<tr><th CLASS="ddtitle"><a href="/prod/bwckschd.p_disp_detail_sched?crn_in=1">{title}</a></th></tr><tr><TD CLASS="dddefault">A note.<br>'
    '<SPAN class="fieldlabeltext">Associated Term: </SPAN>Fall 2026 <br>{credits} Credits<br>'
    '<table CLASS="datadisplaytable" SUMMARY="This table lists the scheduled meeting times and assigned instructors"><tr><th>Days</th><th>Instructors</th><th>Remaining<br>Seats</th></tr>'
    "<tr><td>MR</td><td>{people}</td><td>4</td></tr></table></TD></tr>"
)


def page(*sections: str) -> Page:
    return Page(
        "https://school.example.edu/prod/bwckctlg.p_disp_listcrse",
        f'<html><body><table CLASS="datadisplaytable">{"".join(sections)}</table></body></html>'.encode(),
    )


def test_the_sections_of_a_course_are_one_record() -> None:
    first = SECTION.format(
        title="Seeing - A Start - 20693 - CSC 115 - A01",
        credits="1.500",
        people='Ada  Byron (<ABBR title="Primary">P</ABBR>)',
    )
    second = SECTION.format(
        title="Seeing - A Start - 20694 - CSC 115 - A02",
        credits="1.500",
        people='<ABBR title="To Be Announced">TBA</ABBR>',
    )
    listing = page(first, second)
    (course,) = read(listing)
    facts = parse(course.fields)
    assert recognise(listing) == "banner8"
    assert (
        course.title,
        facts["code"],
        facts["credits_min"],
        facts["edition"],
        facts["instructors"],
    ) == (
        "Seeing - A Start",
        "CSC 115",
        1.5,
        "Fall 2026",
        ["Ada Byron"],
    )


def test_sections_of_different_credit_state_none_for_the_course() -> None:
    (course,) = read(
        page(
            *(
                SECTION.format(
                    title="Seeing - 20693 - CSC 115 - A01", credits=credits, people="TBA"
                )
                for credits in ("1.500", "3.000")
            )
        )
    )
    assert set(course.fields) == {"code", "subject", "edition"}


def test_a_laboratory_without_credit_leaves_the_credits_of_the_lecture() -> None:
    (course,) = read(
        page(
            *(
                SECTION.format(
                    title="Seeing - 20693 - CSC 115 - A01", credits=credits, people="TBA"
                )
                for credits in ("1.500", "0.000")
            )
        )
    )
    assert course.fields["credits_text"] == "1.500 Credits"


@pytest.mark.parametrize(
    "titles, title",
    [
        (("Rates &amp; Change (HON)", "Rates of Change", "Rates of Change"), "Rates of Change"),
        (("Rates of Change-Honors", "Rates of Change"), "Rates of Change"),
        (("CANCELLED", "Rates of Change"), "Rates of Change"),
        (("CANCELLED - Rates of Change",), "Rates of Change"),
        (("Rates - Of Change",), "Rates - Of Change"),
    ],
)
def test_a_course_has_the_title_that_most_of_its_sections_carry(
    titles: tuple[str, ...], title: str
) -> None:
    behind = " Linked Sections Required(A1)"
    sections = [
        SECTION.format(
            title=f"{each} - {20693 + number} - MATH 1252 - 0{number}{behind}",
            credits="4.000",
            people="TBA",
        )
        for number, each in enumerate(titles)
    ]
    (course,) = read(page(*sections))
    assert (course.title, course.key) == (title, "MATH-1252")


def test_a_course_whose_sections_are_all_cancelled_without_a_title_is_no_record() -> None:
    section = SECTION.format(title="CANCELLED - 2069 - CS 1 - 01", credits="4.000", people="TBA")
    assert list(read(page(section))) == []


def test_seats_are_no_instructors_where_no_column_is_headed_so() -> None:
    section = SECTION.format(title="Seeing - 20693 - CSC 115 - A01", credits="3.000", people="9")
    (course,) = read(page(section.replace("Instructors</th>", "Capacity</th>")))
    assert "instructors" not in course.fields


def test_the_words_before_credits_state_them_too() -> None:
    section = SECTION.format(title="Seeing - 20693 - CSC 115 - A01", credits="0", people="TBA")
    label = '<SPAN class="fieldlabeltext">Credit Hours: </SPAN>       3.000<br>'
    (course,) = read(page(section.replace("0 Credits<br>", label)))
    assert parse(course.fields)["credits_min"] == 3


ENTRY = (
    '<tr><td CLASS="nttitle" scope="colgroup"><a href="/prod/bwckctlg.p_disp_course_detail?crse_numb_in={number}">CS {number} - {title}</a></td></tr>'
    '<tr><TD CLASS="ntdefault">Credit Hours: 3.00.  How things are kept.\nAnd found.<BR>\n    {credits} Credit hours\n<BR>\n    3.000   Lecture hours\n<BR>\n<BR>'
    '<SPAN class="fieldlabeltext">Levels: </SPAN>Undergraduate\n<BR>\n<SPAN class="fieldlabeltext">Schedule Types: </SPAN><A HREF="/x">Lecture</A>\n<BR>\n<BR>\n'
    'Computing Department\n<BR>\n<BR>\n<SPAN class="fieldlabeltext">Restrictions:</SPAN>\n<BR>\nMust be enrolled in the following Levels:\n<BR>\nUndergraduate\n<BR>\n<BR>\n'
    '<SPAN class="fieldlabeltext">Prerequisites: </SPAN>\n<BR>\n(Undergraduate level <A HREF="/y">CS 18200</A> Minimum Grade of C\n<BR>\nand CS 24000)\n<BR>\n</TD></tr>'
)


def catalog(*entries: str) -> Page:
    body = f'<a href="/prod/bwckctlg.p_disp_dyn_ctlg">x</a><table CLASS="datadisplaytable">{"".join(entries)}</table>'
    return Page("https://school.example.edu/prod/bwckctlg.p_display_courses", body.encode())


def test_each_entry_of_the_catalog_is_a_course() -> None:
    entries = catalog(
        ENTRY.format(number="25100", title="Structures - A Start", credits="3.000"),
        ENTRY.format(number="39700", title="Topics", credits="1.000 TO    3.000"),
    )
    assert recognise(entries) == "banner8"
    first, second = read(entries)
    row = parse(first.fields)
    assert (first.key, first.title, row["subject"]) == ("CS-25100", "Structures - A Start", "CS")
    assert first.url.endswith("/prod/bwckctlg.p_disp_course_detail?crse_numb_in=25100")
    assert row["description"] == "How things are kept. And found."
    assert row["prerequisite_codes"] == ["CS 18200", "CS 24000"]
    assert (row["academic_level"], row["department"]) == ("undergraduate", "Computing Department")
    assert (row["credits_min"], row["credits_max"]) == (3, 3)
    assert (parse(second.fields)["credits_min"], parse(second.fields)["credits_max"]) == (1, 3)


def test_a_list_leads_to_the_details_of_what_borders_on_ai_where_it_prints_no_prerequisites() -> (
    None
):
    machines = ENTRY.format(number="37300", title="Machine Learning", credits="3.000")
    others = ENTRY.format(number="25100", title="Medieval Lamps", credits="3.000")
    start, label = machines.index('<SPAN class="fieldlabeltext">Prereq'), machines.index("</TD>")
    without = [each[:start] + each[label:] for each in (machines, others)]
    listed = catalog(*without)
    answer = replace(listed, url=f"{listed.url}?call_proc_in=bwckctlg.p_disp_dyn_ctlg")
    assert [(link.reason, link.words) for link in links(answer)] == [("course", "Machine Learning")]
    whole = replace(catalog(machines), url=answer.url)
    assert list(links(whole)) == []


@pytest.mark.parametrize("subject", ["B A", "A A E", "C&S"])
def test_a_subject_may_have_spaces_between_its_letters(subject: str) -> None:
    entry = ENTRY.format(number="25100", title="Structures", credits="3.000")
    (course,) = read(catalog(entry.replace(">CS 25100", f">{subject.replace('&', '&amp;')} 25100")))
    assert (course.fields["code"], course.title) == (f"{subject} 25100", "Structures")


def test_an_answer_without_sections_holds_no_record() -> None:
    assert (
        list(
            read(
                page(
                    "<tr><td>No classes were found that meet your search criteria. bwckschd</td></tr>"
                )
            )
        )
        == []
    )


EXAMPLES = [
    page(SECTION.format(title="Seeing - 1 - CSC 115 - A01", credits="1.500", people="TBA")),
    catalog(ENTRY.format(number="25100", title="Structures", credits="3.000")),
]
