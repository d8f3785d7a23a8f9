"""Banner 8's schedule pages, in our own words."""

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.banner8 import read

SECTION = (
    '<tr><th CLASS="ddtitle"><a href="/prod/bwckschd.p_disp_detail_sched?crn_in=1">{title}</a></th></tr><tr><TD CLASS="dddefault">A note.<br>'
    '<SPAN class="fieldlabeltext">Associated Term: </SPAN>Fall 2026 <br>{credits} Credits<br>'
    '<table CLASS="datadisplaytable" SUMMARY="This table lists the scheduled meeting times and assigned instructors"><tr><th>Instructors</th></tr>'
    "<tr><td>MR</td><td>{people}</td></tr></table></TD></tr>"
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
    assert set(course.fields) == {"code", "edition"}


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


EXAMPLES = [page(SECTION.format(title="Seeing - 1 - CSC 115 - A01", credits="1.500", people="TBA"))]
