"""Clean Catalog's lists, courses and degrees, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.cleancatalog import next_pages, read
from tests.support.requirements import in_words

URL = "https://lamps.cleancatalog.net/"
FOOTER = '<footer><a href="https://cleancatalog.com/">Course Catalog Software by Clean Catalog</a></footer>'


def page(main: str, path: str = "classes?page=0") -> Page:
    return Page(URL + path, f"<html><body><main>{main}</main>{FOOTER}</body></html>".encode())


def row(code: str, title: str) -> str:
    return f"""<article about="/lamps/x" class="node node--type-class node--view-mode-course-table-item row degree-row">
    <div class="col-3"><a href="/lamps/x">{code}</a></div>
    <div class="col-7"><span class="field field--name-field-item field__item">{title}</span></div>
    <div class="col-2"><span class="field field--name-field-credits field__item">3</span></div></article>"""


def section(title: str, *rows: str) -> str:
    return f"""<div class="paragraph paragraph--type--degree-section"><h2 class="field field--name-field-degree-section-title field__item">{title}</h2>
    <div class="row degree-row degree-row-header"><div>Course #</div><div>Title</div><div>Credits</div></div>{"".join(rows)}
    <div class="row degree-row degree-row-subtotal"><div class="col-10">Sub-Total Credits</div><div class="col-2">9.00</div></div></div>"""


GROUP = f"""<article class="node node--type-elective-group row degree-row"><a href="#">Choose two lamps</a>
<div class="modal">{row("LMP301", "Neon")}{row("LMP302", "Candles")}</div></article>"""
DEGREE = page(
    f"""<article about="/lamps/light" class="node node--type-degree node--view-mode-full">
    <span class="degree-class-badge"><div class="field field--name-field-degree-type field__item">Certificate</div></span><h1><span>Light</span></h1>
    <div class="field field--name-field-program field--label-above"><div class="field__label">Program</div><div class="field__item">Lamps</div></div>
    <div class="field field--name-body field__item"><p>All about light.</p></div>
    {section("Program Courses", row("LMP101", "Wicks"), '<div class="degree-row">or</div>', row("LMP102", "Oil"), GROUP)}
    {section("Choose one of the following", row("LMP 201", "Glass"))}
    <div class="row degree-row degree-row-total"><div class="col-10">Total Credits</div><div class="col-2">30</div></div>
    <div class="field field--name-field-course-sequencing">{section("First Semester", row("LMP101", "Wicks"))}</div></article>""",
    "lamps/light",
)
COURSE = """<article about="/lamps/lmp101" class="node node--type-class node--view-mode-full">{heading}
<div class="field field--name-field-credits"><div class="field__label">Credits</div><div class="field__item">3</div></div>
<div class="field field--name-body field__item"><p>From cotton to flame.</p></div>
<div class="field field--name-field-pr"><div class="field__label">Prerequisites</div><div class="field__item">LMP 100</div></div></article>"""
BADGES = """<div class="views-row"><a class="course-teaser-badge" href="/lamps/lmp101">LMP101</a><h2 class="course-teaser-title"><a href="/lamps/lmp101">Wicks</a></h2>
<div class="course-teaser-credits"><span class="credits">3 credits</span></div></div>
<ul><li class="pager__item pager__item--next"><a href="?page=1">Next</a></li></ul>"""
TABLE = """<div class="views-row"><div class="course-teaser-table-label"><a href="/lamps/lmp101">LMP 101</a></div>
<h2 class="course-teaser-table-title"><a href="/lamps/lmp101"><span class="field__item">Wicks</span></a></h2>
<div class="course-teaser-table-credits"><span class="credits">3</span></div></div>"""
DEGREES = """<div class="views-row"><h2 class="course-teaser-table-title"><a href="/lamps/light">Light</a></h2>
<div class="course-teaser-table-program"><a href="/lamps">Lamps</a></div><div class="course-teaser-table-type"><div>Certificate</div></div></div>
<div class="views-row"><h2 class="course-teaser-table-title"><a href="/news">News</a></h2></div>"""
EXAMPLES = [DEGREE, page(BADGES), page(TABLE)]


def test_a_degree_has_its_courses_by_the_rule_of_their_section_or_group() -> None:
    (record,) = read(DEGREE)
    fields = parse(record.fields)
    assert (recognise(DEGREE), record.key, fields["credential_type"]) == (
        "cleancatalog",
        "lamps/light",
        "certificate",
    )
    assert (fields["credits_total_min"], fields["department"]) == (30, "Lamps")
    assert fields["description"] == "All about light."
    listed = [
        (each.course_code, each.role, each.choose_count, each.alternative_to)
        for each in record.components
    ]
    assert listed == [
        ("LMP101", "required", None, None),
        ("LMP102", "required", None, 1),
        ("LMP301", "elective", 2, None),
        ("LMP302", "elective", 2, None),
        ("LMP 201", "elective", 1, None),
    ]


def group(name: str, *rows: str, credits: str = "6") -> str:
    """A group of electives with its options in a pop-up, which may have sections of its own."""
    return f"""<article class="node node--type-elective-group row degree-row"><div class="col-10"><a href="#">{name}</a>
    <div class="modal"><div class="paragraph--type--degree-section"><h2 class="field--name-field-degree-section-title">Options</h2>{"".join(rows)}</div></div></div>
    <div class="col-2"><span class="field field--name-field-credits field__item">{credits}</span></div></article>"""


def described(sentence: str, *rows: str) -> str:
    """A section without a title, whose words stand below it."""
    return f"""<div class="paragraph paragraph--type--degree-section"><div class="field field--name-field-degree-section-description field__item">{sentence}</div>{"".join(rows)}</div>"""


OIL, WICKS = row("LMP102", "Oil"), row("LMP101", "Wicks")
DEGREES_BY_SHAPE = {
    "a sentence below the title": (
        section("Program Courses", WICKS).replace("</h2>", '</h2><div class="field--name-field-degree-section-description"><p>Complete two of the following courses:</p></div>'),
        ["LMP101 e2"],
    ),
    "a note below the title": (
        section("Program Courses", WICKS).replace("</h2>", '</h2><div class="field--name-field-degree-section-description"><p>No more than one elective may be taken in summer.</p></div>'),
        ["LMP101 r"],
    ),
    "sentences that are no rule": (
        section("Program Courses", WICKS).replace("</h2>", '</h2><div class="field--name-field-degree-section-description"><p>Students choose a track with an adviser. Any elective may be transferred from another college.</p></div>'),
        ["LMP101 r"],
    ),
    "a rule and a sentence more": (
        section("Program Courses", WICKS).replace("</h2>", '</h2><div class="field--name-field-degree-section-description"><p>Select 6 credits from the following list. Some courses have prerequisites.</p></div>'),
        ["LMP101 e 6u"],
    ),
    "five of the following courses": (section("Five of the following courses", WICKS, OIL), ["LMP101 e5", "LMP102 e5"]),
    "choose one": (section("Choose One", WICKS, OIL), ["LMP101 e1", "LMP102 e1"]),
    "recommended": (section("Recommended Electives", WICKS), ["LMP101 e"]),
    "a title in the words below": (described("<p><strong>First Semester</strong></p>", WICKS) + described("<p><strong>Technical Electives</strong></p>", OIL), ["LMP101 r", "LMP102 e"]),
    "a choice by its markup": (section("Program Courses", group("Lighting (see list)", WICKS, OIL), row("LMP 900", "Sun")), ["LMP101 e 6u", "LMP102 e 6u", "LMP 900 r"]),
    "options that are no rows": (section("Program Courses", group("Choose one lamp", WICKS.replace(" row degree-row", ""), OIL.replace(" row degree-row", ""))), ["LMP101 e1 6u", "LMP102 e1 6u"]),
    "a choice without credits": (section("Program Courses", group("Choose one lamp", WICKS, OIL, credits=""), row("LMP 900", "Sun")), ["LMP101 e1", "LMP102 e1", "LMP 900 r"]),
    "a group without options": (section("Program Courses", group("Humanities Elective"), WICKS), ["LMP101 r"]),
    "a row without a course": (section("Program Courses", row("", ""), WICKS), ["LMP101 r"]),
    "a row in words": (section("Program Courses", '<div class="degree-row"><div>Humanities Elective</div><div>3</div></div>', WICKS), ["LMP101 r"]),
    "or between two groups": (section("Program Courses", WICKS, '<div class="degree-row">OR</div>', OIL, row("LMP 900", "Sun")), ["LMP101 r", "LMP102 r or1", "LMP 900 r"]),
    "a sequence and nothing else": (f'<div class="field--name-field-course-sequencing">{section("First Semester", WICKS)}{section("Second Semester", OIL)}</div>', ["LMP101 r", "LMP102 r"]),
    "two courses in one row": (section("Program Courses", row("LMP101 or LMP102", "Wicks or Oil")), ["LMP101 r", "LMP102 r or1"]),
    "codes with a sign": (section("Program Courses", row("LMP&amp; 101", "Wicks"), row("LMP-102", "Oil")), ["LMP& 101 r", "LMP-102 r"]),
}  # fmt: skip


@pytest.mark.parametrize("name", DEGREES_BY_SHAPE)
def test_the_rows_of_a_degree_have_the_grammar_of_all_requirements(name: str) -> None:
    markup, expected = DEGREES_BY_SHAPE[name]
    degree = f'<article class="node node--type-degree node--view-mode-full"><h1>Light</h1>{markup}</article>'
    (record,) = read(page(degree, "lamps/light"))
    assert in_words(record.components) == expected


def test_a_course_without_a_code_is_listed_by_its_title() -> None:
    titled = row("", "Wicks").replace('<a href="/lamps/x"></a>', "")
    degree = f'<article class="node node--type-degree node--view-mode-full"><h1>Light</h1>{section("Courses", titled)}</article>'
    (record,) = read(page(degree, "lamps/light"))
    assert [(each.course_code, each.course_title) for each in record.components] == [
        (None, "Wicks")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>LMP-101: Wicks</h1>",
        "<h1><span>LMP-101 - Wicks</span></h1>",
        '<span class="degree-class-badge">LMP-101</span><h1>Wicks</h1>',
    ],
)
def test_a_course_page_states_its_code_credits_and_prerequisites(heading: str) -> None:
    (record,) = read(page(COURSE.format(heading=heading), "lamps/lmp101"))
    fields = parse(record.fields)
    assert (record.title, fields["code"], fields["credits_min"]) == ("Wicks", "LMP-101", 3)
    assert (fields["prerequisites_text"], fields["description"]) == (
        "LMP 100",
        "From cotton to flame.",
    )


@pytest.mark.parametrize(("markup", "code"), [(BADGES, "LMP101"), (TABLE, "LMP 101")])
def test_both_layouts_of_a_list_name_its_courses(markup: str, code: str) -> None:
    (record,) = read(page(markup))
    assert (record.title, record.fields["code"], parse(record.fields)["credits_min"]) == (
        "Wicks",
        code,
        3,
    )
    assert record.url == f"{URL}lamps/lmp101"


def test_a_list_of_degrees_names_those_that_lead_to_a_credential() -> None:
    (record,) = read(page(DEGREES, "degrees"))
    assert (record.kind, record.title, record.fields["department"]) == ("program", "Light", "Lamps")


def test_a_list_leads_to_its_next_page() -> None:
    assert [link.url for link in next_pages(page(BADGES))] == [f"{URL}classes?page=1"]


def test_the_badge_of_a_degree_names_its_award_without_a_field_of_its_own() -> None:
    badge = '<div class="degree-class-badge">Bachelor of Science</div>'
    degree = (
        '<article about="/programs/light" class="node node--type-degree node--view-mode-full">'
        f"<h1>Light</h1>{badge}</article>"
    )
    (program,) = read(page(degree, "programs/light"))
    assert program.fields["credential_text"] == "Light | Bachelor of Science"


def test_pages_in_a_school_s_own_template_are_read_as_those_of_any_site() -> None:
    course = (
        "<h1>LMP-101: Wicks</h1><article><div><div>Credits</div><div>3</div></div>"
        "<div><p>From cotton to flame, with visits to two workshops.</p></div>"
        "<div><div>Prerequisites</div><div>OIL-101</div></div></article>"
    )
    (record,) = read(page(course, "lamps/lmp-101"))
    assert (record.fields["code"], record.title) == ("LMP-101", "Wicks")
    assert record.fields["prerequisites_text"] == "OIL-101"
    # with the software's name for a course and none of its fields
    named = course.replace("<article>", '<article class="node node--type-class">')
    assert [each.fields for each in read(page(named, "lamps/lmp-101"))] == [record.fields]
    rows = "".join(f"<tr><td>LMP-{n}</td><td>Wicks</td><td>3</td></tr>" for n in (101, 102, 103))
    degree = f"<h1>Bachelor of Science in Lamps</h1><h3>Core</h3><table>{rows}</table>"
    (program,) = read(page(degree, "degree/lamps"))
    assert in_words(program.components) == ["LMP-101 r", "LMP-102 r", "LMP-103 r"]
    # several courses on a page that is no list of the software are mentions
    assert not list(read(page(f"<h1>Admissions</h1><table>{rows}</table>", "admissions")))
