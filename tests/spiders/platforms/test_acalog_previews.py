"""Acalog's previews of courses: read as the pages of the courses, and asked for where these give nothing."""

from collections import Counter
from pathlib import Path

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import acalog, load, recognise
from tests.support.site_crawl import crawl_site
from tests.support.sites.mirrors.acalog import COURSES, GRADUATE, PROGRAMS, Acalog
from tests.support.sites.server import Site
from tests.support.whole_catalogs import crawl_from_root, yaml

HOST = "https://catalog.example.edu"
PAGE = f"{HOST}/preview_course_nopop.php?catoid=3&coid=7"
PREVIEW = f"{HOST}/ajax/preview_course.php?catoid=3&coid=7&show"
OPTIONS = "&display_options=a:2:{s:8:~location~;s:7:~program~;s:4:~core~;s:4:~4295~;}"
FIELDS = (
    '<hr><strong>Credits:</strong> 4 units<br><strong>Prerequisite(s):</strong> <a href="#">LMP 1</a> or LMP 2.<br>'
    "How lamps <em>really</em> work.<br><hr>"
)
BODIES = {
    PAGE: f"<td class=\"block_content\"><p><h1 id='course_preview_title'>LMP 101 - Wicks</h1>{FIELDS}</td>",
    PREVIEW: f'<div class="ajaxcourseindentfix"><h3>LMP 101 - Wicks</h3>{FIELDS}</div>',
}
NOTHING = (
    '<html><body class="acalog_x"><h1 id="acalog-content">No results were found.</h1></body></html>'
)
ROW = 'href="preview_course_nopop.php?'


@pytest.mark.parametrize(
    "url", [PREVIEW, f"{PREVIEW.removesuffix('&show')}{OPTIONS}&show", PREVIEW.replace("&show", "")]
)
def test_a_preview_is_the_course_of_its_page_at_the_address_of_the_page(url: str) -> None:
    (of_page,) = acalog.read(Page(PAGE, BODIES[PAGE].encode()))
    preview = Page(url, BODIES[PREVIEW].encode())
    assert recognise(preview) == "acalog"
    assert list(acalog.read(preview)) == [of_page]
    row = parse(of_page.fields)
    assert (of_page.url, row["credits_min"], row["prerequisites_text"], row["description"]) == (
        PAGE,
        4,
        "LMP 1 or LMP 2.",
        "How lamps really work.",
    )


@pytest.mark.parametrize(
    ("url", "public", "preview"),
    [
        (PAGE, PAGE, PREVIEW),
        (PREVIEW, PAGE, None),
        (f"{HOST}/preview_course.php?catoid=3&coid=7&print", PAGE, None),
        (f"{HOST}/a/preview_course_nopop.php?coid=7&catoid=3", f"{HOST}/a/preview_course_nopop.php?catoid=3&coid=7", f"{HOST}/a/ajax/preview_course.php?catoid=3&coid=7&show"),
        (f"{HOST}/preview_course_nopop.php?coid=7", f"{HOST}/preview_course_nopop.php?coid=7", None),
        (f"{HOST}/preview_program.php?catoid=3&poid=7", f"{HOST}/preview_program.php?catoid=3&poid=7", None),
        (f"{HOST}/content.php?catoid=3&navoid=7", f"{HOST}/content.php?catoid=3&navoid=7", None),
    ],
)  # fmt: skip
def test_a_course_has_one_address_for_people(url: str, public: str, preview: str | None) -> None:
    platform = load("acalog")
    assert platform.public_address(url, ()) == public
    assert platform.fallback(url, ()) == preview


UNREAD = BODIES[PAGE].replace("LMP 101 - Wicks", "Wicks")


@pytest.mark.parametrize(
    ("body", "leads_to"), [(NOTHING, [PREVIEW]), (BODIES[PAGE], []), (UNREAD, [])]
)
def test_a_page_that_states_no_course_leads_to_its_preview(body: str, leads_to: list[str]) -> None:
    assert [link.url for link in acalog.links(Page(PAGE, body.encode()))] == leads_to
    assert list(acalog.links(Page(PREVIEW, NOTHING.encode()))) == []


def put_previews(site: Site, keeps_pages: str) -> None:
    """Give each course a preview; its page is kept, gone or holds nothing."""
    Acalog(site).put()
    for path in [path for path in site.replies if "preview_course_nopop" in path]:
        body = site.replies[path].body.decode()
        course = body.partition("<h1 id='course_preview_title'>")[2].partition("<br><hr>")[0]
        title, _, rest = course.partition("</h1>")
        preview = f'<div class="ajaxcourseindentfix"><h3>{title}</h3>{rest}<br><hr></div>'
        address = path.replace("/preview_course_nopop.php", "/ajax/preview_course.php")
        site.page(f"{address}&show", preview)
        if keeps_pages == "gone":
            del site.replies[path]
        elif keeps_pages == "empty":
            site.page(path, NOTHING)


@pytest.mark.parametrize(("keeps_pages", "previews"), [("kept", 1), ("gone", 7), ("empty", 7)])
def test_previews_are_asked_for_where_the_pages_of_a_list_give_nothing(
    site: Site, tmp_path: Path, keeps_pages: str, previews: int
) -> None:
    put_previews(site, keeps_pages)
    catalog = crawl_from_root(site, tmp_path, "acalog")
    assert catalog.described == {*COURSES, *GRADUATE}
    assert catalog.programs == set(PROGRAMS)
    # one course of the list has no page: its preview is asked for in any case
    assert len([path for path in site.asked if "/ajax/" in path]) == previews
    assert max(site.asked.values()) == 1


def test_a_preview_that_robots_txt_closes_is_not_asked_for(site: Site, tmp_path: Path) -> None:
    put_previews(site, "gone")
    site.page("/robots.txt", "User-agent: *\nDisallow: /ajax/\n", "text/plain")
    catalog = crawl_from_root(site, tmp_path, "acalog")
    assert not [path for path in site.asked if "/ajax/" in path]
    assert catalog.described == set()
    assert set(COURSES) <= set(catalog.courses), "the list itself names them"


def test_rows_that_are_scripts_alone_and_a_preview_that_is_named_give_one_course_each(
    site: Site, tmp_path: Path
) -> None:
    put_previews(site, "gone")
    for path, reply in site.replies.items():
        if "navoid=90" in path:
            reply.body = reply.body.replace(ROW.encode(), b'href="#" data-x="')
    named = "/ajax/preview_course.php?catoid=9&coid=900&show"
    text = yaml(site, "acalog").replace(f"'{site.url}/'", f"'{site.url}/', '{site.url}{named}'")
    crawl = crawl_site(text + "delay_seconds: 0\n", tmp_path)
    keys = Counter(record["key"] for record in crawl.records if record["kind"] == "course")
    # the list of the graduate catalog names its course, and its preview describes it
    expected = {**{code.replace(" ", "-"): 1 for code in COURSES}, "LMP-501": 2}
    assert keys == expected
    wicks = crawl.record("LMP-101")
    assert wicks["url"] == f"{site.url}/preview_course_nopop.php?catoid=9&coid=900"
    assert wicks["evidence_url"] == site.url + named
    assert max(site.asked.values()) == 1
