"""Indiana's bulletins: courses and programs by codes and headings, one year of them."""

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import bulletin, recognise


def html(body: str, url: str = "https://example.org/courses/seeing/", head: str = "") -> Page:
    return Page(
        url,
        f"<html><head>{head}</head><body><nav><p>Cost: a menu</p></nav><main>{body}</main><footer><p>Price: $1</p></footer></body></html>".encode(),
    )


def test_a_bulletin_s_course_and_program_are_read_by_codes_and_headings() -> None:
    url = "https://bulletins.iu.edu/iub/sice/2024-2025/graduate/x/index.shtml"
    (course,) = bulletin.read(
        html(
            "<h1>Courses</h1><p><strong>CSCI-B 999 Seeing Machines (1-3 cr.)</strong> P: CSCI-C 111. Cameras and programs.</p>",
            url,
        )
    )
    row = parse(course.fields)
    assert (
        course.key,
        row["credits_min"],
        row["credits_max"],
        row["credit_unit"],
        row["edition"],
    ) == (
        "CSCI-B-999",
        1,
        3,
        "credit",
        "2024-2025",
    )
    assert (row["prerequisites_text"], row["description"]) == (
        "CSCI-C 111",
        "Cameras and programs.",
    )
    body = (
        "<h1>Degree Programs</h1><h2>Master of Science in Vision</h2><p>The plan of study is 30 credit hours.</p><h3>Core (18 cr.)</h3><ul><li>CSCI-B 999 Seeing Machines</li></ul>"
        "<h3>Breadth (6 cr.)</h3><p>Select 1 course from the following:</p><ul><li>INFO-H 900 Data (prerequisite: statistics)</li><li>INFO-H 901 Ethics</li></ul>"
    )
    (program,) = bulletin.read(html(body, url))
    row = parse(program.fields)
    assert (program.title, row["credential_type"], row["credits_total_min"]) == (
        "Master of Science in Vision",
        "master",
        30,
    )
    assert [
        (component.course_code, component.course_title, component.role, component.choose_count)
        for component in program.components
    ] == [
        ("CSCI-B 999", "Seeing Machines", "required", None),
        ("INFO-H 900", "Data", "elective", 1),
        ("INFO-H 901", "Ethics", "elective", 1),
    ]
    assert "2024-2025" not in program.key


YEARS = [
    f"https://bulletins.iu.edu/iub/sice/{year}-{year + 1}/index.shtml"
    for year in (2024, 2026, 2025)
]
OTHER = "https://bulletins.iu.edu/iuin/schools/index.shtml"


def test_of_start_addresses_that_differ_by_their_year_the_newest_is_asked_for_first() -> None:
    assert bulletin.first_urls([*YEARS, OTHER]) == [YEARS[1], OTHER]


def test_a_year_that_is_gone_leads_to_the_year_before_it() -> None:
    assert bulletin.fallback(YEARS[1], YEARS) == YEARS[2]
    assert bulletin.fallback(YEARS[2], YEARS) == YEARS[0]
    assert bulletin.fallback(YEARS[0], YEARS) is None


def test_a_page_leads_to_pages_of_its_own_year() -> None:
    hrefs = ("/iub/sice/2026-2027/courses/", "/iub/sice/2020-2021/courses/", "/iub/about/")
    page = html("".join(f'<a href="{href}">x</a>' for href in hrefs), YEARS[1])
    urls = ["https://bulletins.iu.edu" + href for href in hrefs]
    assert list(bulletin.links(page)) == [urls[0], urls[2]]


def test_a_list_of_bulletins_leads_to_the_newest_year_of_each_school() -> None:
    urls = [
        f"https://bulletins.iu.edu/iub/{path}"
        for path in ("sice/2024-2025/index.shtml", "sice/2025-2026/index.shtml", "about.shtml")
        + ("music/2023-2024/index.shtml", "music/2022-2023/index.shtml")
    ]
    markup = "".join(f'<a href="{url}">A bulletin</a>' for url in urls)
    page = Page("https://bulletins.iu.edu/iub/index.shtml", markup.encode(), "text/html")
    assert list(bulletin.links(page)) == urls[1:4]


EXAMPLES = [html("<h1>Courses</h1>", YEARS[0])]


def test_a_host_that_may_serve_other_software_is_a_weak_mark() -> None:
    assert recognise(EXAMPLES[0]) == "bulletin"
    assert recognise(html('<div class="courseblock"></div>', YEARS[0])) == "courseleaf"
