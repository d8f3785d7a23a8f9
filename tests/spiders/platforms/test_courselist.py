"""Lists of courses on pages of any site, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import article, recognise
from spiders.platforms.courselist import read

URL = "https://lamps.example.edu/courses/"


def page(body: str, url: str = URL) -> Page:
    return Page(url, f"<html><body><main>{body}</main></body></html>".encode())


TABLE = page(
    """<h1>Autumn</h1><table><tr><th>Number</th><th>Name</th><th>Units</th><th>Instructor(s)</th></tr>
    <tr><td><a href="/1">LMP 101-001</a></td><td>Wicks *</td><td>3</td><td>Ada Wick, Bo Flame</td></tr>
    <tr><td>LMP 101-002</td><td>Wicks - Recitation</td><td>3</td><td>STAFF</td></tr>
    <tr><td>LMP 102 / OIL 102</td><td>Oil</td><td>1-4</td><td>FLAME, BO</td></tr>
    <tr><td>LMP 103</td><td>Glass</td><td></td><td>TBA</td></tr></table>"""
)
LIST = page(
    """<div class="head"><span>Number</span><span>Name</span><span>Professor(s)</span></div><ul>
    <li><div><span><a>LMP-UA.101-&#8203;001</a><br>(2248)</span><span>Wicks</span><span>Ada Wick<br><a role="button">Office Hours</a></span>
    <span><p>From cotton to flame.</p><b>Prerequisites</b>: LMP-UA 100. Recommended: patience.</span></div></li>
    <li><div><span>LMP-UA.102-001</span><span>Oil</span><span>Bo Flame</span><span></span></div></li>
    <li><div><span>LMP-UA.103-001</span><span>Glass</span><span>Bo Flame</span><span></span></div></li></ul>"""
)
HEADING = page(
    """<h1>Class details</h1><table><tr><th>Unique</th><th>Instruction Mode</th><th>Instructor</th></tr>
    <tr><td>50100</td><td>Face-to-face</td><td>WICK, ADA</td></tr></table>
    <section><h2>LMP&nbsp; 101 LIGHTING A ROOM</h2><p>Where lamps stand.</p><p>Prerequisite: LMP 100.</p><ul><li>Search</li></ul></section>"""
)
COLUMNS = page(
    """<h1>Classes</h1><table><tr><th>Subj</th><th>Crse</th><th>Title</th><th>Hrs</th><th>Instructor</th></tr>
    <tr><td>LMP</td><td>0101</td><td>Wicks</td><td>3</td><td>WICK,ADA</td></tr>
    <tr><td>LMP</td><td>0102</td><td>Oil</td><td>3</td><td>FLAME,BO</td></tr>
    <tr><td>LMP</td><td>0103</td><td>Glass</td><td>1</td><td>STAFF</td></tr></table>"""
)
RESULTS = page(
    """<h1>Results</h1><table><thead><tr><th>Unique</th><th>Instructor</th></tr></thead><tbody>
    <tr><td colspan="2"><h2>L M  101 LIGHTING A ROOM</h2></td></tr>
    <tr><td data-th="Unique">50100</td><td data-th="Instructor"><span>WICK, ADA</span><br></td></tr>
    <tr><td data-th="Unique">50105</td><td data-th="Instructor"><span>FLAME, BO</span><br></td></tr>
    <tr><td colspan="2"><h2>L M  102 OIL</h2></td></tr>
    <tr><td data-th="Unique">50110</td><td data-th="Instructor"><span>WICK, ADA</span><br></td></tr></tbody></table>"""
)
BOLD = page(
    """<h1>Courses</h1><p>What we teach.</p><p><strong>LMP 101. Wicks (3 credits)</strong> From cotton to flame.</p><p>Prerequisite: LMP 100.</p>
    <p><b>LMP 102 Oil</b><br>Pressed and poured.</p><p><b>LMP 103 Glass</b><br>Blown.</p><h2>Contact</h2><p>Ring the bell.</p>"""
)
TERMS = page(
    """<dl><dt>LMP 101 Wicks (3)</dt><dd>From cotton to flame. Prerequisite: LMP 100.</dd><dt>LMP 102 Oil</dt><dd>Pressed and poured.</dd>
    <dt>LMP 103 Glass</dt><dd>Blown.</dd></dl><p>No credit for lamps at home.</p>"""
)
CARD = """<div class="card"><a href="/course/{0}"><img></a><h3><a href="/course/{0}">{1}</a></h3>
<div class="course-brief">{1}, in short.</div><span class="price">{2}</span></div>"""
CARDS = "".join(
    CARD.format(name.lower(), name, price)
    for name, price in (("Wicks", "Free"), ("Oil", "$"), ("Glass", "$49"))
)
JSON_CARDS = Page(
    "https://lamps.example.edu/ajax/more",
    json.dumps({"cnt": 3, "html": CARDS}).replace("<", "\\u003C").replace(">", "\\u003E").encode(),
    "application/json",
)
EXAMPLES = [TABLE, LIST, HEADING, COLUMNS, RESULTS, BOLD, page(CARDS), JSON_CARDS]


@pytest.mark.parametrize("given", EXAMPLES)
def test_a_list_is_told_by_its_form_and_the_generic_reader_reads_it_alike(given: Page) -> None:
    assert recognise(given) == "courselist"
    records = list(read(given))
    assert records
    assert list(article.read(given)) == records


def test_rows_of_a_table_are_courses_by_the_headers_of_its_columns() -> None:
    wicks, oil, glass = read(TABLE)
    assert (wicks.title, wicks.fields["code"], wicks.fields["instructors"]) == (
        "Wicks",
        "LMP 101",
        ["Ada Wick", "Bo Flame"],
    )
    assert (oil.fields["cross_listed"], oil.fields["instructors"]) == (["OIL 102"], ["FLAME, BO"])
    assert parse(oil.fields)["credits_max"] == 4
    assert {"instructors", "credits_text"}.isdisjoint(glass.fields)


def test_the_cells_behind_the_headers_of_a_list_are_prose_with_labels() -> None:
    wicks, *_ = read(LIST)
    assert (wicks.fields["code"], wicks.title) == ("LMP-UA.101", "Wicks")
    assert (wicks.fields["description"], wicks.fields["prerequisites_text"]) == (
        "From cotton to flame.",
        "LMP-UA 100. Recommended: patience.",
    )
    assert wicks.fields["instructors"] == ["Ada Wick"]


def test_a_heading_with_a_code_is_a_course_with_the_prose_below_it() -> None:
    (course,) = read(HEADING)
    fields = parse(course.fields)
    assert (course.title, fields["code"]) == ("LIGHTING A ROOM", "LMP 101")
    assert (fields["description"], fields["prerequisites_text"]) == (
        "Where lamps stand.",
        "LMP 100.",
    )
    assert (fields["instructors"], fields["delivery"]) == (["WICK, ADA"], "in_person")


def test_subject_and_number_may_stand_in_columns_of_their_own() -> None:
    courses = [parse(each.fields) | {"title": each.title} for each in read(COLUMNS)]
    assert [(each["code"], each["title"], each["credits_min"]) for each in courses] == [
        ("LMP 0101", "Wicks", 3),
        ("LMP 0102", "Oil", 3),
        ("LMP 0103", "Glass", 1),
    ]
    assert courses[0]["instructors"] == ["WICK,ADA"] and "instructors" not in courses[2]


@pytest.mark.parametrize("given", [BOLD, TERMS])
def test_a_bold_beginning_and_a_term_name_a_course_with_the_prose_behind(given: Page) -> None:
    wicks, oil, glass = read(given)
    fields = parse(wicks.fields)
    assert (wicks.title, fields["code"], fields["credits_min"]) == ("Wicks", "LMP 101", 3)
    assert (fields["description"], fields["prerequisites_text"]) == (
        "From cotton to flame.",
        "LMP 100.",
    )
    assert oil.fields["description"] == "Pressed and poured."
    assert (glass.title, glass.fields["description"]) == ("Glass", "Blown.")


def test_the_rows_below_a_heading_in_a_table_are_sections_of_its_course() -> None:
    courses = list(read(RESULTS))
    assert [(each.fields["code"], each.title, each.fields["instructors"]) for each in courses] == [
        ("L M 101", "LIGHTING A ROOM", ["WICK, ADA", "FLAME, BO"]),
        ("L M 102", "OIL", ["WICK, ADA"]),
    ]


@pytest.mark.parametrize("given", [page(CARDS), JSON_CARDS])
def test_cards_name_the_courses_that_they_link_to(given: Page) -> None:
    courses = list(read(given))
    assert [(each.title, each.key, each.url) for each in courses][:2] == [
        ("Wicks", "wicks", "https://lamps.example.edu/course/wicks"),
        ("Oil", "oil", "https://lamps.example.edu/course/oil"),
    ]
    prices = [parse(each.fields).get("price_kind") for each in courses]
    assert prices == ["free", None, "one_off"]
    assert courses[0].fields["description"] == "Wicks, in short."


ROWS = "".join(f"<tr><td>LMP 10{n}</td><td>Lamp {'ABC'[n]}</td></tr>" for n in range(3))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Page elements</h1><p>{'A long text about other things. ' * 40}</p><table>{ROWS}</table>",
        f"<h1>MS Courses</h1><table>{ROWS}</table>",
        "<h1>News</h1><h2>Spring 2027 (an example)</h2><p>No prerequisite.</p>",
        "<ul><li>Weeks 14 - 26: rest</li><li>Weeks 27 - 30: work</li><li>Weeks 31 - 40: rest</li></ul>",
        CARD.format("wicks", "Wicks", "Free"),
    ],
)
def test_what_is_no_list_of_courses_gives_no_record(body: str) -> None:
    assert list(read(page(body))) == []


def test_a_page_that_names_a_credential_is_a_program_with_the_courses_of_its_lists() -> None:
    body = f"""<h1>Robotics of Lamps, B.S.</h1><p>A program for all who wish to build lamps that move by themselves.</p>
    <h2>Core</h2><table>{ROWS}</table><h2>Electives</h2><p>Choose one of the following courses:</p>
    <ul><li>OIL 201 Whales (3)</li><li>OIL 202 Seals (3)</li></ul><p>Total credits: 30</p>"""
    (program,) = read(page(body, "https://lamps.example.edu/study/robotics-bs?sid=1"))
    assert (program.kind, program.key) == ("program", "robotics-bs")
    assert program.fields["credential_text"] == program.title == "Robotics of Lamps, B.S."
    assert program.fields["credits_total_text"] == "30 credits"
    roles = [(each.course_code, each.role, each.choose_count) for each in program.components]
    assert roles == [
        ("LMP 100", "required", None),
        ("LMP 101", "required", None),
        ("LMP 102", "required", None),
        ("OIL 201", "elective", 1),
        ("OIL 202", "elective", 1),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<h3>LMP 101 Wicks</h3><p><em>1-3 credit hours</em></p><p>From cotton to flame.</p>",
        "<p><strong>LMP 101 Wicks</strong> (1-3 credit hours)<br>From cotton to flame.</p>",
        "<p><b>LMP 101. Wicks.</b> 1-3 credit hours. From cotton to flame.</p>",
    ],
)
def test_credits_may_begin_what_stands_below_the_name_of_a_course(body: str) -> None:
    other = "<p><b>LMP 102 Oil</b><br>Worth 3 credits of your time.</p>"
    first, second = read(page(f"<h2>Courses</h2>{body}{other}"))
    assert first.fields["credits_text"] == "1-3 credit hours"
    assert first.fields["description"] == "From cotton to flame."
    assert "credits_text" not in second.fields


def test_divisions_with_labels_below_the_name_of_a_course_are_its_values() -> None:
    fields = (
        '<div class="field"><span>Credits: </span><span>1-3</span></div>'
        "<div><div><p>Where lamps stand.</p></div></div>"
        '<div class="field"><span>Prerequisites: </span><span>LMP 100</span></div>'
        "<div>Share: this page</div><div>Add to your list</div>"
    )
    names = (("LMP 101", "Lighting a Room"), ("LMP 102", "Lighting a House"))
    rows = [f"<div><div><h3>{code}: {title}</h3></div>{fields}</div>" for code, title in names]
    for record in read(page("<h1>Courses</h1>" + "".join(rows))):
        course = parse(record.fields)
        assert (course["credits_min"], course["credits_max"]) == (1, 3)
        assert course["description"] == "Where lamps stand."
        assert course["prerequisite_codes"] == ["LMP 100"]


def test_a_cell_of_a_description_may_end_in_its_prerequisites() -> None:
    rows = "".join(
        f"<tr><td>LMP 10{n}</td><td>Lamp {n}</td><td>Of light. Prerequisite: LMP 100.</td></tr>"
        for n in (1, 2)
    )
    header = "<tr><th>Course</th><th>Title</th><th>Description</th></tr>"
    first, _ = read(page(f"<table>{header}{rows}</table>"))
    assert first.fields["description"] == "Of light."
    assert first.fields["prerequisites_text"] == "LMP 100."


FIELDS = "".join(
    f'<div class="field"><div class="field__label">{label}</div><div class="field__item">{value}</div></div>'
    for label, value in (("Credits", "4"), ("Prerequisites", "LMP 100"), ("Instructor", "Ada Wick"))
)
DEFINITIONS = (
    "<dl><dt>Credits:</dt><dd>4</dd><dt>Prerequisites:</dt><dd>LMP 100</dd>"
    "<dt>Instructor:</dt><dd>Ada Wick</dd></dl>"
)
BOLD = (
    "<p><b>Credits:</b> 4</p><p><b>Prerequisites:</b> LMP 100</p><p><b>Instructor:</b> Ada Wick</p>"
)


@pytest.mark.parametrize("labels", [FIELDS, DEFINITIONS, BOLD])
@pytest.mark.parametrize(
    "form", ["<h1>LMP 402 Wicks</h1><p>Of light.</p>{}", "<h1>LMP 402 Wicks</h1>{}<p>Of light.</p>"]
)
def test_a_page_about_one_course_says_by_labels_what_it_is(form: str, labels: str) -> None:
    (record,) = read(page(form.format(labels)))
    assert record.fields == {
        "code": "LMP 402",
        "subject": "LMP",
        "credits_text": "4 Credits",
        "prerequisites_text": "LMP 100",
        "instructors": ["Ada Wick"],
        "description": "Of light.",
    }


def test_a_label_without_a_value_states_nothing() -> None:
    (record,) = read(page("<h1>LMP 402 Wicks</h1><p>Credits:</p><p>Of light.</p>"))
    assert record.fields == {"code": "LMP 402", "subject": "LMP", "description": "Of light."}


def test_each_row_of_a_list_says_by_labels_what_its_course_is() -> None:
    rows = "".join(
        f'<div class="views-row"><h3><a href="/{number}">LMP {number} Wicks</a></h3>'
        f'<div class="views-field">Credits: {credits}</div><div><p>Of light.</p></div></div>'
        for number, credits in ((401, 3), (402, 4))
    )
    first, second = read(page(f"<h1>Courses</h1>{rows}"))
    assert (first.fields["credits_text"], second.fields["credits_text"]) == (
        "3 Credits",
        "4 Credits",
    )
    assert first.fields["description"] == second.fields["description"] == "Of light."


def test_a_code_in_brackets_behind_a_title_is_no_part_of_it() -> None:
    body = "<h1>Wicks and Flames (LMP 402)</h1><p>How a flame lives on its wick, and why it smokes.</p>"
    (record,) = article.read(page(body, "https://lamps.example.edu/courses/wicks"))
    assert (record.title, record.key, record.fields["code"]) == (
        "Wicks and Flames",
        "LMP-402",
        "LMP 402",
    )


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><strong>LMP 101</strong> Wicks (3 cr.) From cotton to flame. Prerequisite: LMP 100.</li>"
        "<li><strong>LMP 102</strong> Oil (3 cr.) From whale to flame.</li></ul>",
        "<button>LMP 101 - Wicks (3 cr.)</button><div><p>From cotton to flame. Prerequisite: LMP 100.</p></div>"
        "<button>LMP 102 - Oil (3 cr.)</button><div><p>From whale to flame.</p></div>",
        "<details><summary>LMP 101 Wicks (3 cr.)</summary><p>From cotton to flame. Prerequisite: LMP 100.</p></details>"
        "<details><summary>LMP 102 Oil (3 cr.)</summary><p>From whale to flame.</p></details>",
        "<p><strong>LMP 101. Wicks.</strong> 3 cr. From cotton to flame. <em>Prerequisite: LMP 100.</em></p>"
        "<p><strong>LMP 102. Oil.</strong> 3 cr. From whale to flame.</p>",
    ],
    ids=["items", "buttons", "details", "paragraphs"],
)
def test_a_course_is_read_whatever_markup_its_list_is_made_of(body: str) -> None:
    first, second = read(page(f"<h1>Courses</h1>{body}"))
    assert (first.title, first.fields["code"], first.fields["credits_text"]) == (
        "Wicks",
        "LMP 101",
        "3 cr.",
    )
    assert first.fields["description"] == "From cotton to flame."
    assert first.fields["prerequisites_text"] == "LMP 100."
    assert (second.title, second.fields["description"]) == ("Oil", "From whale to flame.")


def test_course_stands_over_titles_beside_a_header_of_codes() -> None:
    header = "<tr><th>Code</th><th>Course</th><th>Credits</th></tr>"
    rows = "<tr><td>LMP-101</td><td>Wicks</td><td>3</td></tr><tr><td>LMP-102</td><td>Oil</td><td>4</td></tr>"
    records = list(read(page(f"<table>{header}{rows}</table>")))
    assert [(each.title, each.fields["code"]) for each in records] == [
        ("Wicks", "LMP-101"),
        ("Oil", "LMP-102"),
    ]


def test_a_page_about_one_course_may_describe_it_below_a_heading_of_its_own() -> None:
    table = "<table><tr><th>Credit value</th><td>15</td></tr><tr><th>Module leader</th><td>Ada Wick</td></tr></table>"
    text = "How a flame lives on its wick, and why it smokes when it is cold."
    (record,) = read(page(f"<h1>LAMP0078 Wicks</h1>{table}<h2>Description</h2><p>{text}</p>"))
    assert (record.fields["description"], record.fields["instructors"]) == (text, ["Ada Wick"])


def test_a_page_about_one_course_may_label_its_code() -> None:
    labels = "<ul><li><b>Course code:</b> LMP4173</li><li><b>Credits:</b> 7.5 ECTS</li></ul>"
    text = "How a flame lives on its wick, and why it smokes when it is cold."
    given = page(f"<h1>Wicks</h1>{labels}<h3>Course content</h3><p>{text}</p>")
    (record,) = read(given)
    assert recognise(given) == "courselist"
    assert (record.title, record.key, record.fields["description"]) == ("Wicks", "LMP4173", text)
    assert record.fields["credits_text"] == "7.5 ECTS"


def test_a_header_may_name_the_unit_of_the_credits_below_it() -> None:
    header = "<tr><th>Code</th><th>Course</th><th>ECTS</th></tr>"
    rows = "<tr><td>LMP-101</td><td>Wicks</td><td>6</td></tr><tr><td>LMP-102</td><td>Oil</td><td>4.5 ECTS</td></tr>"
    records = list(read(page(f"<table>{header}{rows}</table>")))
    assert [each.fields["credits_text"] for each in records] == ["6 ECTS", "4.5 ECTS"]


def test_a_program_may_break_its_courses_into_lines_and_sum_them_up_in_a_row() -> None:
    lines = "LMP 101 Wicks (3)<br>LMP 102 Oil (3)<br>LMP 103 or LMP 104"
    total = "<table><tr><td>Total</td><td></td><td>30</td></tr></table>"
    (record,) = read(page(f"<h1>Lamps, MS</h1><h2>Core</h2><p>{lines}</p>{total}"))
    assert [(each.course_code, each.alternative_to) for each in record.components] == [
        ("LMP 101", None),
        ("LMP 102", None),
        ("LMP 103", None),
        ("LMP 104", 3),
    ]
    assert record.fields["credits_total_text"] == "30"


def folded(title: str, words: str, *codes: str) -> str:
    """A program behind a button, as sites fold them."""
    rows = "".join(f"<tr><td>{code}</td><td>On {code}</td><td>3</td></tr>" for code in codes)
    return (
        f'<div class="card"><div class="card-header"><h3><button>{title}</button></h3></div>'
        f'<div class="panel"><p>{words}</p><table>{rows}</table></div></div>'
    )


def test_a_department_s_page_gives_each_program_below_a_heading_of_its_own() -> None:
    words = "Builds lamps that see in the dark and know when to go out."
    science = folded("BS in Lamp Science", words, "LMP 101", "LMP 201", "LMP 301")
    minor = folded("Minor in Lamp Arts", "Nine credits.", "LMP 101", "ART 202", "ART 303")
    given = Page("https://www.example.edu/lamps/", f"<h1>Lamps</h1>{science}{minor}".encode())
    programs = [record for record in read(given) if record.kind == "program"]
    assert [(each.key, each.title, each.components[-1].course_code) for each in programs] == [
        ("lamps/bs-in-lamp-science", "BS in Lamp Science", "LMP 301"),
        ("lamps/minor-in-lamp-arts", "Minor in Lamp Arts", "ART 303"),
    ]
    assert [each.fields.get("description") for each in programs] == [words, None]
    assert len([record for record in read(given) if record.kind == "course"]) == 5
