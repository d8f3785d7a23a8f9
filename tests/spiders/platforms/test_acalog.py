"""Acalog's three kinds of pages, in small pages of our own."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import acalog, recognise
from tests.support.requirements import in_words


def read(body: str, url: str):
    page = Page(url, body.encode())
    assert recognise(page) == "acalog"
    return list(acalog.read(page))


def test_a_course_page_parts_its_fields_from_the_loose_description() -> None:
    body = """<html><body><table><tr><td class="block_content"><span class="acalog_catalog_name">2026-2027 Catalog</span>
    <p><h1 id='course_preview_title'>LMP 2700 Special Lamps (1-3)</h1><hr><em><strong></strong></em> <em>Prereq.:</em> <em><a href="#">LMP 1254</a><span>&#160;</span> or LMP 1351.</em>
    <em></em> <em>May be repeated.</em> How lamps differ.</p><br><hr><div>Back to Top</div></td></tr></table></body></html>"""
    (record,) = read(body, "https://catalog.example.edu/preview_course.php?catoid=3&coid=7&print")
    row = parse(record.fields)
    assert (row["code"], record.title, row["credits_min"], row["credits_max"]) == (
        "LMP 2700",
        "Special Lamps",
        1,
        3,
    )
    assert (
        row["prerequisites_text"] == "LMP 1254 or LMP 1351."
        and row["description"] == "May be repeated. How lamps differ."
    )
    assert (record.url, row["edition"]) == (
        "https://catalog.example.edu/preview_course_nopop.php?catoid=3&coid=7",
        "2026-2027 Catalog",
    )


def test_labels_with_a_line_each_are_read_up_to_the_line_s_end() -> None:
    body = """<html><body><h1 id="course_preview_title">CS 101 - Lamps</h1><hr><strong>Credits:</strong> 4 units<br><strong>Prerequisite(s):</strong> <a>CS 1</a> and CS 2<br>
    How lamps <em>really</em> work.<br><strong>Grading:</strong> Letter<br><hr></body></html>"""
    (record,) = read(body, "https://catalog.example.edu/preview_course_nopop.php?catoid=3&coid=7")
    row = parse(record.fields)
    assert (row["credits_min"], row["credit_unit"], row["prerequisites_text"]) == (
        4,
        "unit",
        "CS 1 and CS 2",
    )
    assert row["description"] == "How lamps really work."


def test_the_description_may_have_a_label_as_the_other_values_have() -> None:
    body = """<html><body><h1 id='course_preview_title'>CS 101: Lamps</h1><strong>Units:</strong> 1 to 3<br><strong>Description:</strong> How lamps work.<br>
    <strong>Prerequisite(s):</strong> <a>CS 1</a> or consent<br><strong>Typically Offered:</strong> Fall<hr></body></html>"""
    (record,) = read(body, "https://catalog.example.edu/preview_course_nopop.php?catoid=3&coid=7")
    row = parse(record.fields)
    assert (row["credits_min"], row["credits_max"]) == (1, 3)
    assert row["description"] == "How lamps work."
    assert row["prerequisites_text"] == "CS 1 or consent"


def test_a_list_gives_every_row_and_no_inline_link() -> None:
    row = '<tr><td class="width">&#8226;&#160; <a href="preview_course_nopop.php?catoid=3&coid={0}" onclick="showCourse(\'3\', \'{0}\',this); return false;">{1}</a></td></tr>'
    body = f'<table class="acalog_list">{row.format(1, "LMP 3605 Quantitative Lamps (3)")}{row.format(2, "LMP 8000 Thesis (1-12 per sem.)")}</table><p><a href="preview_course_nopop.php?catoid=3&coid=9">LMP 1</a></p>'
    first, second = read(body, "https://catalog.example.edu/content.php?catoid=3&navoid=1")
    assert (first.key, first.url) == (
        "LMP-3605",
        "https://catalog.example.edu/preview_course_nopop.php?catoid=3&coid=1",
    )
    assert parse(second.fields)["credits_max"] == 12 and second.title == "Thesis"


def test_a_program_lists_courses_by_the_rule_above_them() -> None:
    def listed(name: str) -> str:
        return f'<li class="acalog-course"><span><a href="#" onclick="showCourse(\'3\',\'1\',this)">{name}</a></span></li>'

    body = f"""<html><body><h1 id="acalog-content">Lamp Science, B.S.</h1><div class="acalog-core"><h2>Required Courses</h2><hr><ul>{listed("LMP 1. Wicks (3)")}
    <li class="acalog-adhoc acalog-adhoc-before">or</li>{listed("LMP 2. Glass (3)")}</ul></div>
    <div class="acalog-core"><h2>Electives</h2><hr><ul><li class="acalog-adhoc">Choose two of the following:</li>{listed("LMP 9. Soot")}</ul></div>
    <div class="acalog-core"><h2>Lamp Courses</h2><ul>{listed("LMP 001A. First-Year Seminar: Oil")}</ul><p>Total of 120 credit hours</p></div></body></html>"""
    (record,) = read(body, "https://catalog.example.edu/preview_program.php?catoid=3&poid=5")
    row = parse(record.fields)
    assert (record.kind, row["credential_type"], row["credits_total_min"]) == (
        "program",
        "bachelor",
        120,
    )
    assert [
        (
            component.course_code,
            component.course_title,
            component.role,
            component.group_title,
            component.choose_count,
            component.alternative_to,
        )
        for component in record.components
    ] == [
        ("LMP 1", "Wicks", "required", "Required Courses", None, None),
        ("LMP 2", "Glass", "required", "Required Courses", None, 1),
        ("LMP 9", "Soot", "elective", "Electives", 2, None),
        ("LMP 001A", "First-Year Seminar: Oil", "required", "Lamp Courses", None, None),
    ]


def test_an_item_may_print_alternatives_and_a_note_lists_nothing() -> None:
    body = """<html><body><h1 id="acalog-content">Lamp Science, B.S.</h1><div class="acalog-core"><h4>Semester 1</h4><ul>
    <li class="acalog-adhoc acalog-adhoc-before">CRITICAL: a C in <a href="#">LMP 7</a></li>
    <li class="acalog-course"><span><a onclick="showCourse('3','1',this)">LMP 1 Wicks (3)</a> / <a aria-label="View course details for LMP 2">LMP 2</a></span></li>
    <li class="acalog-course"><span><a onclick="showCourse('3','4',this)">LMP 4 Oil (3)</a></span></li></ul></div></body></html>"""
    (record,) = read(body, "https://catalog.example.edu/preview_program.php?catoid=3&poid=5")
    assert [
        (component.course_code, component.role, component.alternative_to)
        for component in record.components
    ] == [
        ("LMP 1", "required", None),
        ("LMP 2", "required", 1),
        ("LMP 4", "required", None),
    ]


def course(name: str, behind: str = "") -> str:
    return f"""<li class="acalog-course"><span><a href="#" aria-expanded="false" onclick="showCourse('3', '1',this, 'a:2:{{}}'); return false;">{name}</a>{behind}</span></li>"""


def adhoc(words: str, names: str = "acalog-adhoc acalog-adhoc-before") -> str:
    return f'<li class="{names}">{words}</li>'


BULLET = "acalog-adhoc-list-item acalog-adhoc-after"


def core(level: int, heading: str, *items: str, sentence: str = "") -> str:
    """A core; the cores within it stand beside it, a little to the right."""
    paragraph = f"<p>{sentence}</p>" if sentence else ""
    listed = f"<ul>{''.join(items)}</ul>" if items else ""
    return f'<div class="custom_leftpad_20"><div class="acalog-core"><h{level}><a name="x" id="core_1"></a>{heading}</h{level}><hr>{paragraph}{listed}</div></div>'


DETAILS = """<div class="ajaxcourseindentfix"><h3>LMP 2. Glass (3)</h3><hr><strong>Prerequisite(s):</strong> <a href="preview_course_nopop.php?catoid=3&coid=1">LMP 1</a> or <a href="#">LMP 7</a><br>How glass breaks.</div>"""

CORES = {
    "nested cores": (
        core(2, "Program Requirements")
        + core(3, "Major Core (6 credits)", course("LMP 1. Wicks (3)"), course("LMP 2. Glass (3)"))
        + core(3, "Electives (6 credits)")
        + core(4, "Light", course("LMP 3. Soot (3)"))
        + core(4, "Shade", course("LMP 4. Brass (3)"))
        + core(3, "Capstone", course("LMP 9. Fire (3)")),
        ["LMP 1 r", "LMP 2 r", "LMP 3 e 6u", "LMP 4 e 6u", "LMP 9 r"],
    ),
    "a sentence rules the core and what is nested in it": (
        core(3, "Breadth", sentence="Choose two courses from the following:")
        + core(4, "Light", course("LMP 3. Soot (3)"))
        + core(4, "Shade", course("LMP 4. Brass (3)"))
        + core(3, "Capstone", course("LMP 9. Fire (3)"), sentence="Students write about fire."),
        ["LMP 3 e2", "LMP 4 e2", "LMP 9 r"],
    ),
    "rules between the courses": (
        core(3, "Core", course("LMP 1. Wicks (3)"), adhoc("Choose one:"), course("LMP 2. Glass (3)"), course("LMP 3. Soot (3)"), adhoc("Complete all of the following:"), course("LMP 4. Brass (3)")),
        ["LMP 1 r", "LMP 2 e1", "LMP 3 e1", "LMP 4 r"],
    ),
    "or in three places": (
        core(3, "Core", course("LMP 1. Wicks (3)", " or"), course("LMP 2. Glass (3)"), adhoc("<strong>OR</strong>", "acalog-adhoc acalog-adhoc-after"), course("LMP 3. Soot (3)"), adhoc("LMP 4 - Brass or"), course("LMP 5. Gas (3)")),
        ["LMP 1 r", "LMP 2 r or1", "LMP 3 r or1", "LMP 4 r", "LMP 5 r or4"],
    ),
    "a choice of levels of several subjects": (
        core(3, "Electives - 12 hours", course("LMP 1. Wicks (3)"), adhoc("Choose two 700-800 level courses from LMP or OIL (except LMP 701) 6 credits", BULLET)),
        ["LMP 1 e 12u", "LMP 700-LMP 899 e2 6u", "OIL 700-OIL 899 e2 6u"],
    ),
    "a rule that names its courses": (
        core(3, "Core", course("LMP 1. Wicks (3)"), adhoc("Select LMP 1000 or LMP 1100", BULLET), adhoc("LMP 4XX", BULLET)),
        ["LMP 1 r", "LMP 1000 e", "LMP 1100 e", "LMP 400-LMP 499 e"],
    ),
    "and within or": (
        core(3, "Core", course("LMP 1. Wicks (3)"), adhoc("Or"), course("LMP 2. Glass (3)", " and"), course("LMP 3. Soot (3)"), adhoc("And"), course("LMP 4. Brass (3)"), course("LMP 5. Gas (3)")),
        ["LMP 1 r", "LMP 2 r or1 with2", "LMP 3 r or1 with2", "LMP 4 r or1 with2", "LMP 5 r"],
    ),
    "options": (
        core(3, "Thesis or project", adhoc("Option A:"), course("LMP 1. Wicks (3)"), course("LMP 2. Glass (3)"), adhoc("Option B:"), course("LMP 3. Soot (6)")),
        ["LMP 1 e with1", "LMP 2 e with1", "LMP 3 e or1 with3"],
    ),
    "requirements in words rule nothing": (
        core(4, "Semester 1", course("LMP 1. Wicks (3)"), adhoc("Technical Elective (3)", BULLET), course("LMP 2. Glass (3)"), adhoc("GE Area B (3)", BULLET), course("LMP 3. Soot (3)")),
        ["LMP 1 r", "LMP 2 r", "LMP 3 r"],
    ),
    "courses and ranges in words": (
        core(4, "Semester 1", adhoc("LMP 101 - Wicks for All (3)", BULLET), adhoc("LMP 3000 or above, except LMP 3999 (3)", BULLET), adhoc("CRITICAL: a C in LMP 7")),
        ["LMP 101 r", "LMP 3000- e 3u"],
    ),
    "details that are shown": (
        core(3, "Core", course("LMP 1. Wicks (3)"), course("LMP 2. Glass (3)", DETAILS), f'<li class="acalog-course">{DETAILS.replace("LMP 2. Glass", "LMP 3. Soot")}</li>'),
        ["LMP 1 r", "LMP 2 r", "LMP 3 r"],
    ),
    "and in a title": (
        core(3, "Core", course("LMP 1. Lamps and Candles or Torches (3)")),
        ["LMP 1 r"],
    ),
    "what is advised": (
        core(3, "Core", course("LMP 1. Wicks (3)")) + core(3, "Recommended Courses", course("LMP 2. Glass (3)")),
        ["LMP 1 r", "LMP 2 e"],
    ),
    "what a department offers": (
        core(2, "Lamp Science Courses", course("LMP 1. Wicks (3)")) + core(3, "Seminars", course("LMP 2. Glass (3)")),
        ["LMP 1 c", "LMP 2 c"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CORES)
def test_a_core_says_what_is_asked_of_its_courses(name: str) -> None:
    cores, expected = CORES[name]
    body = f'<html><body><h1 id="acalog-content">Lamp Science</h1>{cores}</body></html>'
    (record,) = read(body, "https://catalog.example.edu/preview_program.php?catoid=3&poid=5")
    assert in_words(record.components) == expected


def test_other_pages_of_a_catalog_state_nothing() -> None:
    assert (
        read(
            '<html><body><span class="acalog_catalog_name">2026 Catalog</span><h1>Welcome</h1></body></html>',
            "https://catalog.example.edu/index.php",
        )
        == []
    )


EXAMPLES = [
    Page(
        "https://catalog.example.edu/preview_course_nopop.php?catoid=3&coid=7",
        b"<html><body><h1 id='course_preview_title'>CS 101 - Lamps</h1></body></html>",
    )
]


def test_a_page_leads_to_lists_courses_and_programs_of_its_own_edition() -> None:
    hrefs = [
        "content.php?catoid=3&navoid=1",
        "preview_program.php?catoid=3&poid=5",
        "preview_program.php?catoid=3&poid=5&print",
        "preview_program.php?catoid=2&poid=5",
        "search_advanced.php?catoid=3",
    ]
    body = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    page = Page("https://catalog.example.edu/content.php?catoid=3&navoid=9", body.encode())
    assert [link.url for link in acalog.links(page)] == [
        f"https://catalog.example.edu/{href}" for href in hrefs[:2]
    ]


def test_a_list_names_a_cross_listed_course_by_its_first_code() -> None:
    row = "<a href=\"preview_course_nopop.php?catoid=3&coid={0}\" onclick=\"showCourse('3', '{0}',this); return false;\">{1}</a>"
    lines = ("ECE 448 / CS 440 - Thinking Lamps (3)", "COMP SCI 3004NA Kernels", "Hist-A 200 Past")
    body = "".join(row.format(number, line) for number, line in enumerate(lines))
    records = read(
        f'<table class="acalog_list">{body}</table>',
        "https://catalog.example.edu/content.php?catoid=3",
    )
    assert [
        (record.key, record.fields["subject"], record.title, record.fields.get("cross_listed"))
        for record in records
    ] == [
        ("ECE-448", "ECE", "Thinking Lamps", ["CS 440"]),
        ("COMP-SCI-3004NA", "COMP SCI", "Kernels", None),
        ("Hist-A-200", "Hist-A", "Past", None),
    ]


def test_a_label_tells_which_of_three_numbers_is_the_credits() -> None:
    body = (
        '<span class="acalog">x</span><h1 id="course_preview_title">LMP 154 - Lamps</h1>'
        "<strong>Lecture-Lab-Credit:</strong> 2-2-3 <br><strong>Credits:</strong> 2-2-3<br>Of lamps."
        '<a href="preview_course_nopop.php?catoid=3&coid=7"></a>'
    )
    (record,) = read(body, "https://catalog.example.edu/preview_course_nopop.php?catoid=3&coid=7")
    row = parse(record.fields)
    assert (row["credits_min"], row["credits_max"]) == (3, 3)
    assert row["credits_text"] == "Lecture-Lab-Credit: 2-2-3"


HOME = """<html><body><span class="acalog_catalog_name">2026-2027 Undergraduate Catalog</span>
<select name="catalog" id="select_catalog"><option value="9" selected="selected">2026-2027 Undergraduate Catalog</option>
<option value="10">2026-2027 Graduate Catalog</option><option value="7">2025-2026 Undergraduate Catalog [ARCHIVED CATALOG]</option>
<option value="8">2026-2027 Law Catalog [ARCHIVED CATALOG]</option></select>
<a href="/content.php?catoid=9&navoid=90">Course Descriptions</a><a href="/content.php?catoid=9&navoid=91">Programs A-Z</a>
<a href="/content.php?catoid=9&navoid=92">Academic Calendar</a><a href="/content.php?catoid=9&navoid=93">Life in Lampton</a>
<a href="/preview_entity.php?catoid=9&ent_oid=4&returnto=91">School of Light</a>
<a href="/preview_program.php?catoid=9&poid=5&returnto=91">Glass, BS</a>
<a href="/content.php?catoid=7&navoid=70">Courses of last year</a></body></html>"""


@pytest.mark.parametrize("path", ["/", "/index.php?catoid=9"])
def test_the_home_page_leads_to_the_lists_of_its_edition_and_to_other_catalogs_of_its_years(
    path: str,
) -> None:
    root = "https://catalog.example.edu"
    links = acalog.links(Page(root + path, HOME.encode()))
    assert [(link.url.removeprefix(root), link.reason) for link in links] == [
        ("/index.php?catoid=10", "edition"),
        ("/content.php?catoid=9&navoid=90", "course_list"),
        ("/content.php?catoid=9&navoid=91", "program_list"),
        ("/content.php?catoid=9&navoid=93", "link"),
        ("/preview_entity.php?catoid=9&ent_oid=4", "program_list"),
        ("/preview_program.php?catoid=9&poid=5", "program"),
    ]


LIST = "https://catalog.example.edu/content.php?catoid=9&navoid=90"
PAGER = """<span aria-current="page">1</span> <a href="/content.php?catoid=9&navoid=90&filter%5Bcpage%5D=2{more}#acalog_template_course_filter" aria-label="Page 2">2</a>
<a href="/content.php?catoid=9&navoid=90&filter%5Bcpage%5D=3{more}#acalog_template_course_filter" aria-label="Page 3">3</a>
<a rel="nofollow" href="/content.php?catoid=9&navoid=90&filter%5Bcpage%5D=2&print">Print</a>"""
ROW = """<table><tr><td class="width"><a href="preview_course_nopop.php?catoid=9&coid=1" onclick="showCourse('9', '1',this); return false;">LMP 1 - Wicks (3)</a></td></tr></table>"""


def test_a_list_leads_to_its_next_page_alone() -> None:
    first = Page(LIST, (ROW + PAGER.format(more="")).encode())
    second = Page(LIST + "&filter%5Bcpage%5D=2", first.body)
    last = Page(LIST + "&filter%5Bcpage%5D=3", first.body)
    following = [[link.url for link in acalog.next_pages(page)] for page in (first, second, last)]
    assert following == [
        [LIST + "&filter%5Bcpage%5D=2"],
        [LIST + "&filter%5Bcpage%5D=3"],
        [],
    ]


def test_a_list_that_prints_its_courses_in_full_is_read_and_leads_to_none_of_them() -> None:
    row = """<tr><td></td><td class="width"><a href="#" onclick="hideCourse('9', '{0}',this); return false;">x</a>
    <h3>LMP {0} - Wicks {0} (3)</h3><hr>How a wick burns.<br><strong>Prerequisite(s):</strong> LMP 9<br></td></tr>"""
    other = '<tr><td class="width"><a href="preview_course_nopop.php?catoid=9&coid=3" onclick="showCourse(\'9\', \'3\',this);">LMP 3 - Oil (3)</a></td></tr>'
    body = f"<table class='acalog_list'>{row.format(1)}{row.format(2)}{other}</table>"
    page = Page(LIST, body.encode())
    records = list(acalog.read(page))
    assert [(record.key, record.fields.get("description")) for record in records] == [
        ("LMP-1", "How a wick burns."),
        ("LMP-2", "How a wick burns."),
        ("LMP-3", None),
    ]
    assert records[0].url == "https://catalog.example.edu/preview_course_nopop.php?catoid=9&coid=1"
    assert records[0].fields["prerequisites_text"] == "LMP 9"
    assert [link.url[-6:] for link in acalog.links(page) if link.reason == "course"] == ["coid=3"]


def test_a_list_that_offers_its_courses_in_full_leads_there_in_place_of_each_course() -> None:
    offer = (
        '<a href="/content.php?catoid=9&navoid=90&filter%5Bcpage%5D=1&expand=1#top">Expand all</a>'
    )
    page = Page(LIST, (offer + ROW + PAGER.format(more="")).encode())
    assert [(link.url, link.reason) for link in acalog.links(page)] == [
        (LIST + "&filter%5Bcpage%5D=1&expand=1", "course_list")
    ]
    assert list(acalog.next_pages(page)) == []
    expanded = Page(LIST + "&filter%5Bcpage%5D=1&expand=1", PAGER.format(more="&expand=1").encode())
    assert [link.url for link in acalog.next_pages(expanded)] == [
        LIST + "&filter%5Bcpage%5D=2&expand=1"
    ]


CORE = """<html><body><span class="acalog_catalog_name">2026 Catalog</span><h1 id="acalog-content">{title}</h1><div class="acalog-core"><ul>
<li class="acalog-course"><span><a href="#" onclick="showCourse('9', '41',this, 'a:2'); return false;">LMP 101 Wicks (3)</a></span></li>
<li class="acalog-course"><span><a href="#" onclick="showCourse('7', '42',this, 'a:2'); return false;">LMP 102 Oil (3)</a></span></li></ul></div></body></html>"""


@pytest.mark.parametrize(("title", "programs"), [("Courses of Light", 0), ("Light, BS", 1)])
def test_a_page_of_the_menu_leads_to_the_courses_of_its_scripts_and_is_a_program_by_its_title(
    title: str, programs: int
) -> None:
    page = Page(LIST, CORE.format(title=title).encode())
    assert [record.kind for record in acalog.read(page)] == ["program"] * programs
    assert [link.url for link in acalog.links(page) if link.reason == "course"] == [
        "https://catalog.example.edu/preview_course_nopop.php?catoid=9&coid=41"
    ]


@pytest.mark.parametrize(
    ("title", "credential"),
    [
        ("Lamp Science", "Lamp Science | Bachelor of Arts"),
        ("Lamp Science, BS", "Lamp Science, BS"),
    ],
)
def test_the_overview_of_a_program_labels_its_degree_and_who_offers_it(
    title: str, credential: str
) -> None:
    body = f"""<h1 id="acalog-content">{title}</h1><div>Return to: <a href="preview_entity.php?catoid=3&ent_oid=7">Department of Light</a></div>
    <div class="program_description"><p><strong>Degree Type:</strong> Bachelor of Arts</p><p><strong>College:</strong> College of the Tower</p>
    <p>How lamps are made.</p></div><div class="acalog-core"><h2>Core</h2><ul><li class="acalog-course"><span><a href="#">LMP 1 - Wicks</a></span></li></ul></div>"""
    url = "https://catalog.example.edu/preview_program.php?catoid=3&poid=9"
    (record,) = read(body, url)
    assert record.key == title.replace(" ", "-")
    assert record.fields["credential_text"] == credential
    assert record.fields["department"] == "Department of Light"
    assert record.fields["college"] == "College of the Tower"


def test_a_home_page_of_pictures_leads_to_the_catalogs_of_the_newest_years() -> None:
    tiles = "".join(
        f'<a href="/content.php?catoid={number}&navoid={number}1"><img alt="{name}"></a>'
        for number, name in (
            (7, "2026-2027 Undergraduate Catalog"),
            (8, "2026-2027 Graduate Catalog"),
            (5, "2025-2026 Graduate Catalog"),
            (9, "Faculty Handbook"),
        )
    )
    page = Page("https://catalog.example.edu/index.php", f"<html><body>{tiles}</body>".encode())
    editions = [link.url for link in acalog.links(page) if link.reason == "edition"]
    assert editions == ["https://catalog.example.edu/index.php?catoid=8"]
