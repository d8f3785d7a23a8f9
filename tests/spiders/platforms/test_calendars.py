"""Canadian calendars and preformatted bulletins, in our own words."""

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.page.program_sections import program_title
from spiders.platforms import recognise
from spiders.platforms.courselist import read
from tests.support.requirements import in_words

URL = "https://calendar.example.edu/section/lamps"


def page(main: str) -> Page:
    return Page(URL, f"<html><body><main>{main}</main></body></html>".encode())


COURSE = """<h3><div aria-label="x">LMP{0}H1 - Wicks</div></h3><div class="views-row">
<span><strong>Hours: </strong><span>36L/12T</span></span><div><p>From cotton to flame.</p></div>
<span><strong>Prerequisite: </strong><span>LMP100H1</span></span>
<span><strong>Exclusion: </strong><span>LMP199H1</span></span></div>"""
PROGRAM = """<h3><div>Lamps Major (Science Program) - ASMAJ1600</div></h3><div><p>All about light.</p>
<p><strong>Core:</strong> <a href="#">LMP101H1</a>, <a href="#">LMP102H1</a>/<a href="#">LMP103H1</a></p>
<p><strong>Exclusion:</strong> LMP198H1, LMP199H1</p></div>"""


def test_hours_with_letters_are_no_credits() -> None:
    given = page(f"<h1>Lamps</h1>{COURSE.format(101)}{COURSE.format(102)}{COURSE.format(103)}")
    assert recognise(given) == "courselist"
    records = list(read(given))
    assert [record.fields["code"] for record in records] == ["LMP101H1", "LMP102H1", "LMP103H1"]
    assert "credits_text" not in records[0].fields
    assert records[0].fields["description"] == "From cotton to flame."
    assert records[0].fields["prerequisites_text"] == "LMP100H1"


def test_a_program_with_a_code_of_its_own_stands_among_courses() -> None:
    program, *courses = read(page(f"<h1>Lamps</h1>{PROGRAM}<h2>Courses</h2>{COURSE.format(101)}"))
    assert program.title == "Lamps Major (Science Program)"
    assert in_words(program.components) == ["LMP101H1 r", "LMP102H1 r", "LMP103H1 r or2"]
    assert [course.fields["code"] for course in courses] == ["LMP101H1"]


def test_titles_of_canadian_programs() -> None:
    assert program_title("Lamps Specialist (Science Program) - ASSPE1689") is not None
    assert program_title("Focus in Lamps - ASFOC1689B") == "Focus in Lamps"
    assert program_title("Lamps Master's (LMPC) - ASMAS1600") == "Lamps Master's (LMPC)"
    assert program_title("Focus on Lamps") is None


PREFORMATTED = """<h1>Lamps</h1><pre>
{0}LMP 101  Wicks                        3 cr.  F,S{1}
    From cotton
    to flame.
    Prereq: OIL 101.

{0}LMP 102  Flames                       1-3 cr.  F{1}
    How they burn.

{0}LMP 103  Glass                        4 cr.  S{1}
    How it is blown.
</pre>"""


def test_preformatted_courses_have_their_credits_in_a_column_and_no_term_in_the_title() -> None:
    for bold in (("<b>", "</b>"), ("", "")):
        wicks, flames, _ = read(page(PREFORMATTED.format(*bold)))
        assert (wicks.title, wicks.fields["description"]) == ("Wicks", "From cotton to flame.")
        assert wicks.fields["prerequisites_text"] == "OIL 101."
        row = parse(flames.fields)
        assert (row["credits_min"], row["credits_max"]) == (1, 3)


def test_preformatted_requirements_are_columns_below_headings() -> None:
    lines = (
        "CORE\n  LMP 101     Wicks           3\n  LMP 102     Flames          3\n\n"
        "ELECTIVES\n  OIL 101     Fat             3\n\nTOTAL CREDITS                30\n"
    )
    (record,) = read(page(f"<h1>Master of Science in Lamps</h1><p>All.</p><pre>{lines}</pre>"))
    assert in_words(record.components) == ["LMP 101 r", "LMP 102 r", "OIL 101 e"]
    assert record.components[1].course_title == "Flames"
