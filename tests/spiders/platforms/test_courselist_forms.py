"""Forms in which sites without a known software print courses and programs, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.courselist import read

URL = "https://lamps.example.edu/lamps/"


def page(body: str, title: str = "Lamps") -> Page:
    head = f"<head><title>{title}</title></head>"
    return Page(URL, f"<html>{head}<body><main>{body}</main></body></html>".encode())


@pytest.mark.parametrize(
    ("printed", "least", "most"),
    [("Three credits", 3, 3), ("One to four credits", 1, 4), ("One and one-half hours", 1.5, 1.5)],
)
def test_credits_below_a_course_s_name_may_be_words(
    printed: str, least: float, most: float
) -> None:
    body = "".join(
        f"<p><strong>LMP {number}. Wicks.</strong> ({printed})<br />From cotton to flame.</p>"
        for number in (101, 102)
    )
    first, _ = read(page(f"<h1>Lamps</h1>{body}"))
    assert first.fields["description"] == "From cotton to flame."
    course = parse(first.fields)
    assert (course["credits_min"], course["credits_max"]) == (least, most)


def test_a_folded_part_below_the_heading_of_a_course_is_the_course_s() -> None:
    row = (
        '<div class="views-row"><h3><a href="/{0}">LMP-{0}: Wicks</a></h3><span>Credit Hours: 3</span>'
        "<details><summary>Description</summary><div><p>From cotton to flame. <strong>Prerequisite:"
        "</strong> LMP-100. <strong>Corequisite:</strong> LMP-101L.</p></div></details>"
        "<details><summary>Corequisites</summary><p>LMP-101L</p></details></div>"
    )
    first, second = read(page(f"<h1>Courses</h1>{row.format(101)}{row.format(102)}"))
    assert first.fields["description"] == second.fields["description"] == "From cotton to flame."
    assert second.fields["prerequisites_text"] == "LMP-100."
    assert second.fields["corequisites_text"] == "LMP-101L."


def test_a_row_of_one_cell_below_a_course_s_row_describes_it() -> None:
    header = "<TR><TH>Course No.</TH><TH>Course Title</TH><TH>Sem. Hrs.</TH></TR>"
    rows = "".join(
        f"<TR><TD><B>LMP {number}</B></TD><TD><B>Wicks</B></TD><TD>1-3</TD></TR>"
        "<TR><TD COLSPAN=3>From cotton to flame.<BR><I>Prerequisite:</I> LMP 100.</TD></TR>"
        for number in (101, 102, 103)
    )
    given = page(f"<H2>Lamps</H2><TABLE>{header}{rows}</TABLE>")
    assert recognise(given) == "courselist"
    records = list(read(given))
    assert [record.fields["code"] for record in records] == ["LMP 101", "LMP 102", "LMP 103"]
    course = parse(records[0].fields)
    assert (course["credits_min"], course["credits_max"]) == (1, 3)
    assert course["description"] == "From cotton to flame."
    assert course["prerequisite_codes"] == ["LMP 100"]


def test_abbreviated_labels_end_in_a_period() -> None:
    body = "".join(
        f"<details><summary><strong>LMP {number}</strong> – Wicks (3 cr.)</summary><p>Of light.</p>"
        "<p>Prereq.: LMP 100</p><p>Coreq.: LMP 101L</p></details>"
        for number in (101, 102, 103)
    )
    given = page(f"<h1>Lamps</h1>{body}")
    assert recognise(given) == "courselist"
    first, *_ = read(given)
    assert first.fields["description"] == "Of light."
    assert first.fields["prerequisites_text"] == "LMP 100"
    assert first.fields["corequisites_text"] == "LMP 101L"


@pytest.mark.parametrize("tag", ["dt", "p"])
def test_terms_and_lines_that_begin_with_codes_are_a_list_of_courses(tag: str) -> None:
    lines = "".join(f"<{tag}>LMP {number} – Wicks (3)</{tag}>" for number in (101, 102, 103))
    assert recognise(page(f"<h1>Lamps</h1><dl>{lines}</dl>")) == "courselist"


@pytest.mark.parametrize("unit", ["cr.", "credits", "hrs."])
def test_a_program_s_courses_may_be_lines_of_a_paragraph_with_their_credits(unit: str) -> None:
    lines = "<br>".join(f"LMP {number} Wicks and Flames, 3 {unit}" for number in (101, 102, 103))
    given = page(f"<h1>Lighting (BS)</h1><p>Of light.</p><h3>Core Courses</h3><p>{lines}</p>")
    assert recognise(given) == "courselist"
    (program,) = read(given)
    assert [(each.course_code, each.course_title) for each in program.components] == [
        ("LMP 101", "Wicks and Flames"),
        ("LMP 102", "Wicks and Flames"),
        ("LMP 103", "Wicks and Flames"),
    ]


def test_the_first_heading_of_a_page_without_a_first_level_is_its_title() -> None:
    rows = "".join(f"<tr><td>LMP 10{n}</td><td>Wicks</td><td>3</td></tr>" for n in (1, 2, 3))
    heading = "<h2>Bachelor of Science in Lighting</h2><h3>Core Courses</h3>"
    (program,) = read(page(f"{heading}<table>{rows}</table>", title="Lighting"))
    assert program.kind == "program"
    assert program.title == "Bachelor of Science in Lighting"


def test_fields_behind_a_heading_without_a_part_of_its_own_are_the_course_s() -> None:
    label = '<div class="field"><div class="field__label">{}</div><div>{}</div></div>'
    body = "".join(
        f"<h3>LMP{number} Wicks</h3>"
        + label.format("Units", units)
        + "<div><p>From cotton to flame.</p></div>"
        + label.format("Prerequisite", f"LMP {number - 1}")
        for number, units in ((102, 3), (103, 4))
    )
    wicks, more = read(page(f"<h1>Lamps</h1><div>{body}</div>"))
    assert (wicks.fields["credits_text"], more.fields["credits_text"]) == ("3 Units", "4 Units")
    assert more.fields["prerequisites_text"] == "LMP 102"
    assert wicks.fields["description"] == "From cotton to flame."


def test_courses_in_preformatted_text_are_read() -> None:
    entries = "".join(
        f"<b>LMP {number}  Wicks</b>  ({number % 100} cr.)\n    From cotton\n    to flame.\n"
        f"    Prerequisite: LMP {number - 1}.\n\n"
        for number in (102, 103)
    )
    wicks, more = read(page(f"<h1>Lamps</h1><pre>\n{entries}</pre>"))
    assert (wicks.title, wicks.fields["description"]) == ("Wicks", "From cotton to flame.")
    assert (wicks.fields["credits_text"], more.fields["credits_text"]) == ("2 cr.", "3 cr.")
    assert more.fields["prerequisites_text"].startswith("LMP 102")
