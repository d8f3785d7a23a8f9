"""SmartCatalog IQ's pages and answers, in the vendor's markup and our own words."""

import json
from contextlib import suppress

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Record, Unreadable
from spiders.platforms import recognise, smartcatalog
from tests.support.odd_values import variants
from tests.support.requirements import in_words

HOST = "https://catalog.example.edu"
BASE = f"{HOST}/en/2025-2026/general-catalog"
SCRIPT = '<script src="https://cdn-prod.smartcatalogiq.com/catalog/bundle.js"></script>'


def page(body: str, path: str = "courses/lmp-lamps") -> Page:
    markup = f"<html><head>{SCRIPT}</head><body><div id='main'>{body}</div></body></html>"
    return Page(f"{BASE}/{path}", markup.encode())


def course(code: str, title: str, blocks: str = "") -> str:
    href = f"/en/2025-2026/general-catalog/courses/lmp-lamps/{code.lower().replace(' ', '-')}"
    return (
        f'<h2 class="course-name">\n<a href="{href}"><span>{code}</span> {title}</a>\n</h2>{blocks}'
    )


DESCRIBED = """<div class="desc"><p>How a wick draws oil.</p></div>
<div class="sc-credithours"><h3>Credits</h3><div class="credits">5</div></div>
<div class="instructor"><h4>Instructor</h4><p>Ada Wick, The Staff</p></div>
<div class="extraFields"><h4>Requirements</h4><p>Prerequisite(s): LMP 1 or OIL 2.</p></div>
<div class="genEd"><h4>General Education Code</h4><p>MF</p></div>"""
HEADERS = """<div class="desc">From cotton to flame.</div>
<div class="sc-credithours"><div class="credits">1-3</div></div>
<div class="desc"><h3 class="courseListHeader">Prerequisites</h3><a class="sc-courselink" href="/x">LMP 1</a></div>
<div class="desc"><h3 class="courseListHeader">Cross Listed Courses</h3><a class="sc-courselink" href="/x">OIL 9</a></div>"""
SUBJECT = page(
    '<div class="sc-childlinks"><a href="/en/2025-2026/general-catalog/courses/lmp-lamps/upper-division">Upper-Division</a></div>'
    f'<div class="courselist">{course("LMP 3", "Wicks", DESCRIBED)}{course("LMP 107", "Oil", HEADERS)}</div>'
)
COURSE = page(
    """<h1><span>LMP 74</span>
 Flames</h1><div class="desc"><p>Why they flicker.</p></div>
<div class="sc_credits"><h3>Credits</h3><div class="credits">1</div></div>
<h3>Cross Listed Courses</h3><a class="sc-courselink" href="/x">OIL 74</a>
<div class="sc_prereqs"><h3>Prerequisite</h3>LMP 1 and <a href="/y">LMP 3</a></div>
<div id="offered"><h3>Offered</h3>26F</div>""",
    "courses/lmp-lamps/lmp-74",
)


def row(code: str, title: str, credits: str = "3", link: str = "courses/lmp") -> str:
    return f"""<tr><td class="sc-coursenumber"><a class="sc-courselink" href="/en/2025-2026/general-catalog/{link}">{code}</a></td>
<td class="sc-coursetitle">{title}</td><td class="sc-credits"><p class="credits">{credits}</p></td></tr>"""


def words_row(words: str) -> str:
    return row(" ", words, "", "courses/narrative-courses/x")


def table(*rows: str) -> str:
    return f"<table></table><table><tbody>{''.join(rows)}</tbody></table>"


def group(title: str, *rows: str, level: int = 2) -> str:
    tag = f"h{level + 2}"
    return f'<{tag} class="sc-RequiredCoursesHeading{level}">{title}</{tag}>{table(*rows)}'


TOTAL = '<tr><td class="sc-totalcreditslabel" colspan="2">Total Credit Hours:</td><td class="sc-totalcredits">46</td></tr>'
PROGRAM = page(
    f"""<h1 class="degreeTitle">Light (A.S.)</h1><p class="sc-BodyTextNS">Associate in Science</p>
<p>A program about lamps, their oil and the people who carry them.</p>
<div class="programTables"><div id="degreeRequirements"><h3 class="sc-RequiredCoursesHeading1">Program Courses</h3>
{table(row("LMP-101", "Wicks"), words_row("OR"), row("LMP-102", "Oil"), row("LMP-103", "Soot"), TOTAL)}
{group("Choose two of the following", row("LMP-201", "Glass"), row("LMP-202", "Brass"), level=1)}
<h3 class="sc-RequiredCoursesHeading1">First Year</h3>{table(row("LMP-101", "Wicks"), row("HIS-1", "Old Lamps"))}
</div></div>""",
    "programs-of-study/lamps/light-as",
)
EXAMPLES = [
    SUBJECT,
    COURSE,
    PROGRAM,
    Page(
        f"{HOST}/apis/courseAPI?path=/x",
        b'{"courses": {"course": {"path": "/sitecore/content/Catalogs/X/2023/Catalog/Courses/LMP/LMP-1", "subject_code": "LMP", "number": "1", "name": "Wicks"}}}',
        "application/json",
    ),
]


def read(page: Page) -> list[Record]:
    assert recognise(page) == "smartcatalog"
    return list(smartcatalog.read(page))


def test_a_subject_page_describes_its_courses() -> None:
    wicks, oil = read(SUBJECT)
    fields = parse(wicks.fields)
    assert (wicks.key, wicks.title, fields["code"], fields["credits_min"]) == (
        "LMP-3",
        "Wicks",
        "LMP 3",
        5,
    )
    assert (fields["description"], fields["instructors"]) == ("How a wick draws oil.", ["Ada Wick"])
    assert (fields["prerequisites_text"], fields["edition"]) == ("LMP 1 or OIL 2.", "2025-2026")
    assert wicks.url == f"{BASE}/courses/lmp-lamps/lmp-3"
    fields = parse(oil.fields)
    assert (fields["credits_min"], fields["credits_max"]) == (1, 3)
    assert (fields["prerequisites_text"], fields["cross_listed"]) == ("LMP 1", ["OIL 9"])


def test_a_course_s_own_page_states_the_same() -> None:
    (record,) = read(COURSE)
    fields = parse(record.fields)
    assert (record.title, fields["code"], fields["credits_min"]) == ("Flames", "LMP 74", 1)
    assert (fields["prerequisites_text"], fields["cross_listed"]) == ("LMP 1 and LMP 3", ["OIL 74"])
    assert fields["description"] == "Why they flicker."


@pytest.mark.parametrize(
    ("heading", "code", "title"),
    [
        ("<a href='/x'><span>435 HDF</span> Seminar</a>", "HDF 435", "Seminar"),
        ("<a href='/x'>435 HDF Seminar</a>", "HDF 435", "Seminar"),
        ("<a href='/x'><span>AM 3</span> Lamps</a>", "AM 3", "Lamps"),
        ("<a href='/x'>CIS-102 Lamps</a>", "CIS-102", "Lamps"),
        ("<span>LMP 12A</span> - Lamps", "LMP 12A", "Lamps"),
    ],
)
def test_the_code_of_a_course_may_stand_in_a_span_or_be_reversed(
    heading: str, code: str, title: str
) -> None:
    (record,) = read(page(f'<h2 class="course-name">{heading}</h2><div class="desc">Light.</div>'))
    assert (record.fields["code"], record.title) == (code, title)


def test_a_program_has_its_courses_its_total_and_a_key_for_all_editions() -> None:
    (record,) = read(PROGRAM)
    fields = parse(record.fields)
    assert (record.kind, record.title) == ("program", "Light (A.S.)")
    assert record.key == "general-catalog/programs-of-study/lamps/light-as"
    assert (fields["credential_type"], fields["credits_total_min"]) == ("associate", 46)
    assert fields["description"].startswith("A program about lamps")
    assert in_words(record.components) == [
        "LMP-101 r",
        "LMP-102 r or1",
        "LMP-103 r",
        "LMP-201 e2",
        "LMP-202 e2",
    ]


WICKS, OIL, SOOT = row("LMP 1", "Wicks"), row("LMP 2", "Oil"), row("LMP 3", "Soot")
GAS = row("LMP 4", "Gas")
ONE, ALL = "Choose one of the following", "All of the following:"
BOTH_WAYS = ["LMP 1 e1 with1", "LMP 2 e1 with1", "LMP 3 e1 with3", "LMP 4 e1 with3"]
EITHER_WAY = ["LMP 1 e with1", "LMP 2 e with1", "LMP 3 e or1 with3", "LMP 4 e or1 with3"]
PHRASES = {
    "two rows in a choice": (group(ONE, words_row(ALL), WICKS, OIL, words_row(ALL), SOOT, GAS), BOTH_WAYS),
    "two headings in a choice": (group(ONE, level=1) + group(ALL, WICKS, OIL) + group("Both of these courses", SOOT, GAS), BOTH_WAYS),
    "two sentences in a choice": (group(ONE, level=1) + f"<p>All of the following</p>{table(WICKS, OIL)}<p>{ALL}</p>{table(SOOT, GAS)}", BOTH_WAYS),
    "two sequences in a choice": (
        group("One of the following sequences", words_row("Sequence A"), WICKS, OIL, words_row("Sequence B"), SOOT, GAS),
        ["LMP 1 e1 with1", "LMP 2 e1 with1", "LMP 3 e1 or1 with3", "LMP 4 e1 or1 with3"],
    ),
    "headings with or": (group(ALL, WICKS, OIL) + group("Or all of the following", SOOT, GAS), EITHER_WAY),
    "rows with or": (group("Core", words_row(ALL), WICKS, OIL, words_row("or all of the following courses"), SOOT, GAS), EITHER_WAY),
    "headings without or": (group(ALL, WICKS, OIL) + group("Electives", SOOT) + group("Or the following", GAS), ["LMP 1 r", "LMP 2 r", "LMP 3 e", "LMP 4 e or3 with4"]),
    "all after one of": (group("Core", words_row("One of these:"), WICKS, OIL, words_row("Plus all of the following"), SOOT, GAS), ["LMP 1 e1", "LMP 2 e1", "LMP 3 r", "LMP 4 r"]),
    "both after two of": (group("Core", words_row("Any two of these"), WICKS, OIL, words_row("Both of the following"), SOOT), ["LMP 1 e2", "LMP 2 e2", "LMP 3 r"]),
    "each under electives": (group("Electives", words_row("Each of the following courses"), WICKS, words_row("Two of the following"), OIL, SOOT), ["LMP 1 r", "LMP 2 e2", "LMP 3 e2"]),
    "plus either": (group("Core", WICKS, words_row("Plus either"), OIL, words_row("or"), SOOT), ["LMP 1 r", "LMP 2 e", "LMP 3 e or2"]),
    "a title with all": (group("All Lamp Majors", WICKS) + group("Electives", OIL), ["LMP 1 r", "LMP 2 e"]),
}  # fmt: skip
REQUIREMENTS = {
    "a rule below a section": (
        group("Course Requirements", level=1) + group("Electives", level=2) + group("Plus one of the following", WICKS, OIL, level=3),
        ["LMP 1 e1", "LMP 2 e1"],
    ),
    "all of the following": (group("All of the following", WICKS, OIL), ["LMP 1 r", "LMP 2 r"]),
    "ways between words": (
        group("Plus one of the following options", words_row("Either these courses"), WICKS, OIL, words_row("or this course"), SOOT),
        ["LMP 1 e1 with1", "LMP 2 e1 with1", "LMP 3 e1 or1 with3"],
    ),
    "or these courses": (
        group("Core", WICKS, words_row("or these courses"), OIL, SOOT),
        ["LMP 1 r", "LMP 2 r or1 with2", "LMP 3 r or1 with2"],
    ),
    "or between rows": (group("Core", WICKS, words_row("or"), OIL), ["LMP 1 r", "LMP 2 r or1"]),
    "and between rows": (group("Take one:", WICKS, words_row("And"), OIL, words_row("Or"), SOOT), ["LMP 1 e1 with1", "LMP 2 e1 with1", "LMP 3 e1 or1"]),
    "a heading that is an alternative": (
        group("The following course", WICKS, level=4) + group("Or the following course", OIL, level=4),
        ["LMP 1 r", "LMP 2 r or1"],
    ),
    "cross-listed": (
        group("Core", '<tr><td class="sc-coursenumber"><a class="sc-courselink" href="/x">LMP 1</a><div class="sc-crosslisted">/OIL 1</div></td><td class="sc-coursetitle">Wicks</td></tr>'),
        ["LMP 1 r"],
    ),
    "a code without a link": (group("Core", '<tr><td class="sc-coursenumber">LMP 101</td><td class="sc-coursetitle">Wicks</td></tr>'), ["LMP 101 r"]),
    "courses of admission": ('<h2>Information</h2><h3>Transfer Admission</h3>' + table(SOOT) + "<h2>Requirements</h2>" + group("Core", WICKS), ["LMP 1 r"]),
    "a planner": (group("Core", WICKS) + '<h3 class="sc-RequiredCoursesHeading1">Planners</h3><h4 class="sc-RequiredCoursesHeading2">First Year</h4>' + table(SOOT), ["LMP 1 r"]),
    "a plan and nothing else": (group("Freshman Year", WICKS) + group("Sophomore Year", OIL), ["LMP 1 r", "LMP 2 r"]),
    "a note with links": (group("Core", WICKS) + '<div class="sc-requirementsNote"><p>Students may take <a class="sc-courselink" href="/x">LMP 9</a> first.</p></div>', ["LMP 1 r"]),
    "a sentence with its courses": (group("Core", WICKS) + '<p>Choose one from <a class="sc-courselink" href="/x">LMP 8</a> or <a class="sc-courselink" href="/x">LMP 9</a>.</p>', ["LMP 1 r", "LMP 8 e1", "LMP 9 e1"]),
    "a requirement in words": (group("Core", words_row("Humanities Elective"), WICKS), ["LMP 1 r"]),
    "navigation": ('<div class="combinedChild"><table><tbody>' + SOOT + "</tbody></table></div>" + group("Core", WICKS), ["LMP 1 r"]),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_the_rows_of_a_program_have_the_grammar_of_all_requirements(name: str) -> None:
    markup, expected = REQUIREMENTS[name]
    (record,) = read(page(f'<h1 class="degreeTitle">Light B.S.</h1>{markup}', "programs/light"))
    assert in_words(record.components) == expected


@pytest.mark.parametrize("name", PHRASES)
def test_all_of_the_following_holds_for_the_courses_after_it(name: str) -> None:
    markup, expected = PHRASES[name]
    (record,) = read(page(f'<h1 class="degreeTitle">Light B.S.</h1>{markup}', "programs/light"))
    assert in_words(record.components) == expected


def test_a_page_with_requirements_is_a_program_by_its_credential_alone() -> None:
    tables = group("Core", WICKS)
    (record,) = read(page(f"<h1>Light B.S.</h1>{tables}", "academic-units/light-bs"))
    assert record.title == "Light B.S."
    assert read(page(f"<h1>Lamp Studies</h1>{tables}", "academic-units/lamps")) == []


def anchors(*paths: str) -> str:
    return "".join(f'<a href="{path}">x</a>' for path in paths)


def addresses_of(page: Page) -> list[str]:
    return [link.url for link in smartcatalog.links(page)]


def test_links_say_whether_they_lead_to_courses_or_to_programs() -> None:
    paths = ("courses/lmp-lamps", "programs-of-study/light", "programs-of-study/light/lamps-bs")
    page = Page(
        f"{HOST}/en/current/c", anchors(*(f"/en/current/c/{path}" for path in paths)).encode()
    )
    assert [link.reason for link in smartcatalog.links(page)] == [
        "course_list",
        "program_list",
        "program_list",
    ]
    named = Page(f"{HOST}/en/current/c", b'<a href="/en/current/c/programs/lamps">Lamps, BS</a>')
    assert [link.reason for link in smartcatalog.links(named)] == ["program"]


@pytest.mark.parametrize(
    ("url", "paths", "followed"),
    [
        ("/", ["/en/2024-2025/catalog", "/en/2025-2026/catalog", "/about"], ["/en/2025-2026/catalog"]),
        ("/", ["/en/current/catalog", "/en/2025-2026/catalog"], ["/en/current/catalog"]),
        ("/", ["/en/2025-2026/u", "/en/2025-2026/g"], ["/en/2025-2026/u", "/en/2025-2026/g"]),
        ("/en/2024-2025/catalog", ["/en/2024-2025/catalog/courses", "/en/2025-2026/catalog"], ["/en/2024-2025/catalog/courses"]),
        ("/current/orc", ["/current/orc/Regulations", "/current/orc/Departments"], ["/current/orc/Departments"]),
        ("/en/current/c", ["/en/current/c/student-life", "/en/current/c/programs"], ["/en/current/c/programs"]),
        ("/", ["/catalog"], ["/catalog"]),
        ("/en/current/c", ["/en/current/c/history", "/en/current/c/financial-planning", "/en/current/c/administration-of-justice"], ["/en/current/c/history", "/en/current/c/financial-planning", "/en/current/c/administration-of-justice"]),
        ("/en/current/c", ["/en/current/c/financial-aid-office", "/en/current/c/admissions", "/en/current/c/faculty", "/en/current/c/academic-policies-a-z"], []),
    ],
)  # fmt: skip
def test_a_page_leads_to_its_own_edition_and_the_root_to_the_newest(
    url: str, paths: list[str], followed: list[str]
) -> None:
    found = smartcatalog.links(Page(HOST + url, f"<html>{anchors(*paths)}</html>".encode()))
    assert [link.url.removeprefix(HOST) for link in found] == followed


def test_courses_that_a_page_describes_and_rows_of_requirements_are_not_followed() -> None:
    assert addresses_of(SUBJECT) == [f"{BASE}/courses/lmp-lamps/upper-division"]
    assert addresses_of(PROGRAM) == []
    named = page(f'<ul class="sc-child-item-links"><li>{course("LMP 3", "Wicks")}</li></ul>')
    assert addresses_of(named) == [f"{BASE}/courses/lmp-lamps/lmp-3"]


def test_a_page_leads_to_the_api_that_it_calls_and_asks_it_for_json() -> None:
    api = "https://iq2prod1.smartcatalogiq.com/apis/CustomCatalogAPI?path=/sitecore/content/Catalogs/X/2025/C"
    script = f'<script>load("{api}&format=jsonp&callback=cb")</script>'
    linked = page(script + anchors("/en/2025-2026/general-catalog/courses"))
    assert addresses_of(linked)[-1] == f"{api}&format=json"


PATH = "/sitecore/content/Catalogs/Lamp-College/2023/2023-Catalogue"
URL = "https://iq5prod1.smartcatalogiq.com:443/en/catalogs/lamp-college/2023/2023-catalogue"


def listed(code: str, name: str, narrative: bool = False) -> dict:
    subject, _, number = code.partition(" ")
    return {
        "name": name,
        "number": number or None,
        "subject_code": subject or None,
        "subject_name": "Lamps",
        "credits": "3" if code else "0",
        "is_narrative": str(narrative),
    }


API_COURSE = {
    "url": f"{URL}/courses/lmp/lmp-1",
    "path": f"{PATH}/Courses/LMP/LMP-1",
    "subject_code": "LMP",
    "subject_name": "Lamps",
    "number": "1",
    "name": "Wicks",
    "credits_narrative": "1.0 - 4.0",
    "credits": "1.0-4.0",
    "description": " <p>Prerequisite: OIL 2. How they burn.</p>",
    "instructor": None,
    "prerequisite_narrative": None,
    "corequisite_narrative": "<p>LMP 2</p>",
    "crosslist_narrative": "OIL 1",
}
API_PROGRAM = {
    "path": f"{PATH}/Arts/Minor-in-Lamps",
    "url": f"{URL}/arts/minor-in-lamps",
    "title": "Minor in Lamps",
    "content": "<p>About light.</p>",
    "in_program_list": "True",
    "credits": "0",
    "requirements": {
        "title": "Degree Requirements",
        "requirement_list": [
            {
                "title": "Minor Requirements:",
                "req_narrative": None,
                "course": [
                    listed("LMP 1", "Wicks"),
                    listed("", "", narrative=True),
                    listed("", "Or", narrative=True),
                    listed("LMP 2", "Oil"),
                ],
            },
            {"title": "Select one course:", "course": listed("LMP 3", "Soot")},
        ],
    },
}


def answer(content: object) -> Page:
    return Page(
        "https://iq5prod1.smartcatalogiq.com/apis/x",
        json.dumps(content).encode(),
        "application/json",
    )


@pytest.mark.parametrize(
    "content",
    [
        {"courses": {"course": API_COURSE}},
        {"courses": {"course": [API_COURSE]}},
        {"catalog": {"Courses_Folder": {"Courses_Folder": {"Course": [API_COURSE]}}}},
        {"catalog": {"Courses_Folder": {"Courses_Folder": [{"Course": API_COURSE}]}}},
    ],
)
def test_the_api_gives_courses_whether_or_not_a_single_child_is_a_list(content: dict) -> None:
    (record,) = read(answer(content))
    fields = parse(record.fields)
    assert (record.key, record.title, record.url) == (
        "LMP-1",
        "Wicks",
        f"{URL.replace(':443', '')}/courses/lmp/lmp-1",
    )
    assert (fields["credits_min"], fields["credits_max"], fields["edition"]) == (1, 4, "2023")
    assert (fields["prerequisites_text"], fields["corequisites_text"]) == ("OIL 2.", "LMP 2")
    assert fields["cross_listed"] == ["OIL 1"]


@pytest.mark.parametrize("programs", [API_PROGRAM, [API_PROGRAM]])
def test_the_api_gives_programs_with_alternatives_between_their_rows(programs: object) -> None:
    (record,) = read(answer({"programs": {"program": programs}}))
    assert record.key == "catalogue/arts/minor-in-lamps"
    assert parse(record.fields)["credential_type"] == "minor"
    assert in_words(record.components) == ["LMP 1 r", "LMP 2 r or1", "LMP 3 e1"]


def test_a_degree_of_the_custom_api_holds_nested_lists() -> None:
    inner = {"title": "Pick two of the following", "req_narrative": None, "Course_List": {"course": [listed("LMP 5", "Gas"), listed("LMP 6", "Mantles")]}}  # fmt: skip
    outer = {"title": "Electives", "Requirements_List": inner}
    degree = {"title": "Lamps B.A.", "content": None, "Degree_Requirements": {"title": "All", "Requirements_List": outer}}  # fmt: skip
    marked = {"catalog": {"path": f"{PATH}/x", "Degree": degree}}
    (record,) = read(answer(marked))
    assert in_words(record.components) == ["LMP 5 e2", "LMP 6 e2"]


def test_an_error_of_the_api_is_reported() -> None:
    with pytest.raises(Unreadable, match="the API answered: No catalog"):
        list(smartcatalog.read(answer({"Message": "No catalog"})))


@pytest.mark.parametrize(
    "content",
    [
        {"courses": {"course": [API_COURSE]}},
        {"programs": {"program": API_PROGRAM}},
        {"catalog": {"Courses_Folder": {"Course": API_COURSE}}},
    ],
)
def test_an_odd_answer_raises_nothing_but_unreadable(content: dict) -> None:
    for variant in variants(content):
        with suppress(Unreadable):
            for record in smartcatalog.read(answer(variant)):
                assert record.key and parse(record.fields)


LOGO = '<h1 class="logo">Lamp College</h1>'


def themed(body: str, path: str) -> Page:
    """A page of a theme that prints the school's name in a heading of the first level."""
    given = page(body, path)
    return Page(
        given.url, given.body.replace(b"<div id='main'>", f"{LOGO}<div id='main'>".encode())
    )


def test_a_course_s_own_page_may_print_its_code_without_a_span_and_requisites_as_loose_words() -> (
    None
):
    body = """<h1>LMP&nbsp;74 Flames</h1><div class="desc"><p>Why they flicker.</p></div>
<div class="sc_credits"><h3>Credits</h3><div class="credits">1 to 3 s.h.</div></div>
<h3>Prerequisite</h3><a class="sc-courselink" href="/y">LMP&nbsp;1</a> and <a class="sc-courselink" href="/y">LMP&nbsp;3</a> or consent
<h3>Corequisite</h3>LMP 74L<div id="offered"><h3>Offered</h3>26F</div>"""
    (record,) = read(themed(body, "courses/lmp-lamps/lmp-74"))
    course = parse(record.fields)
    assert (record.title, course["code"]) == ("Flames", "LMP 74")
    assert (course["credits_min"], course["credits_max"]) == (1, 3)
    assert course["prerequisites_text"] == "LMP 1 and LMP 3 or consent"
    assert course["corequisites_text"] == "LMP 74L"


def test_the_heading_of_the_content_names_a_program_and_not_that_of_the_school() -> None:
    body = f"<h1>Light, B.S.</h1><p>All about light.</p>{group('Core', row('LMP 1', 'Gas'))}"
    (program,) = read(themed(body, "programs/light"))
    assert (program.kind, program.title) == ("program", "Light, B.S.")
