"""Lists of courses and programs as colleges and departments print them, in our own words."""

from courseatlas.records import Page
from spiders.page.labelled import values_by_column
from spiders.page.markup import fragment
from spiders.platforms import jsonld
from spiders.platforms.courselist import read
from tests.support.requirements import in_words

URL = "https://lamps.example.edu/lamps/"


def page(main: str) -> Page:
    return Page(URL, f"<html><body><main>{main}</main></body></html>".encode())


def test_a_button_within_a_heading_does_not_take_the_prose_of_its_course() -> None:
    for inner in ("<h3><button>{}</button></h3>", "<button><h3>{}</h3></button>"):
        items = "".join(
            f"<div>{inner.format(f'LMP {n}: Wicks')}<div><p>From cotton to flame.</p>"
            "<p><b>Credits:</b> 3</p></div></div>"
            for n in (101, 102, 103)
        )
        records = list(read(page(f"<h1>Lamps</h1><h2>100 Level Courses</h2>{items}")))
        assert [each.fields["code"] for each in records] == ["LMP 101", "LMP 102", "LMP 103"]
        assert {each.fields["description"] for each in records} == {"From cotton to flame."}
        assert {each.fields["credits_text"] for each in records} == {"3 Credits"}


def test_of_a_paragraph_the_code_alone_may_be_bold() -> None:
    entry = (
        "<p><b>LMP-{}</b> Wicks (3)<br>\nFrom cotton to flame.<br><i>Prerequisite: OIL-101.</i></p>"
    )
    body = "".join(entry.format(n) for n in (101, 102))
    # a sentence that begins with a code names no course
    sentence = "<p><b>LMP-103</b> is no longer taught.<br>Ask the adviser.</p>"
    first, second = read(page(f"<h1>Lamps</h1>{body}{sentence}"))
    assert (second.title, second.fields["code"]) == ("Wicks", "LMP-102")
    assert first.fields["credits_text"] == "3"
    assert first.fields["description"] == "From cotton to flame."
    assert first.fields["prerequisites_text"] == "OIL-101."


def test_a_bold_code_before_a_title_without_credits_stands_above_prose() -> None:
    entry = "<p><b>LMP {}:</b> Wicks of Cotton<br>From cotton to flame, and from tree to lamp.</p>"
    first, _ = read(page("<h1>Lamps</h1>" + "".join(entry.format(n) for n in (101, 102))))
    assert (first.title, first.fields["code"]) == ("Wicks of Cotton", "LMP 101")
    for news in ("Now has a new room<br>Bring a lamp.", "Moved to Friday<br>Bring a lamp."):
        both = "".join(f"<p><b>LMP {n}</b> {news}</p>" for n in (101, 102))
        assert not list(read(page(f"<h1>News</h1>{both}")))


def test_a_group_of_a_program_may_be_one_paragraph_with_a_title_in_bold() -> None:
    core = "<p><b>Core</b><br>LMP-101 Wicks (3)<br>LMP-102 Oil (3)</p>"
    electives = "<p><b>Electives</b><br>LMP-103 Glass (3)<br>and LMP-104 Brass (3)</p>"
    note = "<p><b>Advice</b><br>LMP-105 Smoke (3)<br>is for beginners.</p>"
    about = "<p>Graduates make lamps that last for all of a night.</p>"
    (record,) = read(page(f"<h1>Lamps (A.S.)</h1>{about}{core}{electives}{note}"))
    assert "LMP-101" not in record.fields["description"]
    assert "LMP-103" not in record.fields["description"]
    codes = ["LMP-101 r", "LMP-102 r", "LMP-103 e", "LMP-104 e"]
    assert in_words(record.components) == codes
    assert [each.group_title for each in record.components] == ["Core"] * 2 + ["Electives"] * 2


def test_a_program_may_list_its_courses_by_headings_that_link_to_them() -> None:
    items = "".join(f'<h4><a href="/{n}/">LMP {n}: Wicks</a></h4>' for n in (101, 102, 103))
    given = page(f"<h1>Master of Science in Lamps</h1><h2>Core</h2>{items}<h4>LMP 104: Oil</h4>")
    # a site that marks up its courses may not mark up its programs
    for reader in (read, jsonld.read):
        (record,) = reader(given)
        assert in_words(record.components) == ["LMP 101 r", "LMP 102 r", "LMP 103 r"]
    assert not list(jsonld.read(page(f"<h1>Lamps</h1>{items}")))


HEADER = "<tr><th>Level</th><th>No.</th><th>Title</th><th>Credits</th></tr>"
ROW = '<td rowspan="2">{}</td><td>{}</td><td>3</td></tr><tr><td colspan="2">{}</td></tr>'


def test_cells_may_be_shared_by_rows_and_the_heading_may_name_the_subject() -> None:
    courses = [("101", "Wicks", "From cotton to flame."), ("102", "Oil", "From tree to lamp.")]
    first, second = (ROW.format(*each) for each in courses)
    table = f'<table>{HEADER}<tr><td rowspan="4">Basic</td>{first}<tr>{second}</table>'
    records = list(read(page(f"<h1>Courses in Lamps (LMP)</h1>{table}")))
    assert [each.fields["code"] for each in records] == ["LMP 101", "LMP 102"]
    assert [each.title for each in records] == ["Wicks", "Oil"]
    assert [each.fields["description"] for each in records] == [each[2] for each in courses]
    assert [each.fields["credits_text"] for each in records] == ["3", "3"]
    # numbers without a subject are not given one
    codes = [each.fields["code"] for each in read(page(f"<h1>Courses in Lamps</h1>{table}"))]
    assert codes == ["101", "102"]


def test_a_heading_over_all_columns_is_no_description_of_the_course_above_it() -> None:
    rows = (
        "<tr><td>LMP 101</td><td>Wicks</td></tr><tr><th colspan='2'>Second term</th></tr>"
        "<tr><td>LMP 102</td><td>Oil</td></tr>"
    )
    first, _ = read(page(f"<h1>Lamps</h1><table>{rows}</table>"))
    assert "description" not in first.fields


def test_labels_may_stand_beside_the_same_in_another_script() -> None:
    rows = (
        "<tr><th>科目番号 / Course No.</th><td>LMP101</td></tr>"
        "<tr><th>授業科目名 / Course Title</th><td>Wicks</td></tr>"
        "<tr><th>単位数 / Credits</th><td>2</td></tr>"
        "<tr><th>履修条件<br>Prerequisites</th><td>OIL101</td></tr>"
        "<tr><th>교과목 개요(Course Description)</th><td>From cotton to flame.</td></tr>"
    )
    (record,) = read(page(f"<h2>Syllabus</h2><table>{rows}</table>"))
    assert (record.title, record.fields["code"]) == ("Wicks", "LMP101")
    assert record.fields["description"] == "From cotton to flame."
    assert record.fields["prerequisites_text"] == "OIL101"
    assert values_by_column(fragment(f"<table>{rows}</table>"))["credits_text"] == "2 Credits"


def test_of_two_headers_the_second_is_no_value_of_the_first() -> None:
    header = "<tr><th>Course No.</th><th>Course Title</th><th>Credits</th><th>Semester</th></tr>"
    row = "<tr><td>LMP101</td><td>Wicks</td><td>2</td><td>Fall</td></tr>"
    records = list(read(page(f"<h2>Syllabus</h2><table>{header}{row}</table>")))
    assert all(each.fields.get("credits_text") != "Semester" for each in records)
