"""CourseLeaf's XML twins: the records of a twin are those of its page, and one of both is asked for."""

from dataclasses import replace
from pathlib import Path

import pytest

from courseatlas.records import Page
from spiders import platforms
from spiders.platforms import cmu, courseleaf
from tests.support.site_crawl import crawl_site
from tests.support.sites.mirrors import courseleaf as mirror
from tests.support.sites.server import Site
from tests.support.whole_catalogs import crawl_from_root, yaml

URL = "https://catalog.example.edu/lamps/"
SUBJECT, PROGRAM = "/what-we-teach/lmp/", "/sea-and-light/lamps/glass-minor/"
BLOCK = (
    '<div class="courseblock"><p class="courseblocktitle"><strong>LMP 101. Wicks. 3 units</strong></p>'
    '<p class="courseblockdesc">What wicks are made of.</p></div>'
)
TABLE = (
    '<p>A program about lamps, from their wicks to their glass.</p><table class="sc_courselist"><tr>'
    '<td class="codecol"><a class="code" href="#">LMP 101</a></td><td>Wicks</td><td>3</td></tr>'
    '<tr class="listsum"><td colspan="2">Total units</td><td>3</td></tr></table>'
)
TABS = [
    ("Lamps (LMP)", {"text": BLOCK}),
    ("Lamps, BS", {"text": "<p>Light.</p>", "requirementstext": TABLE}),
    ("Lamps, MS (Boston)", {"programrequirementstext": TABLE}),
    ("Lamps", {"text": '<ul><li><a href="/lamps/lmp-101/">LMP 101 - Wicks</a></li></ul>'}),
]


def html_page(title: str, tabs: dict[str, str]) -> Page:
    body = "".join(f'<div id="{name}container">{content}</div>' for name, content in tabs.items())
    frame = f'<html><head><link href="/courseleaf/a.css"></head><body><h1>{title}</h1>{body}</body>'
    return Page(URL, frame.encode())


def twin(title: str, tabs: dict[str, str]) -> Page:
    body = "".join(f"<{name}><![CDATA[{content}]]></{name}>" for name, content in tabs.items())
    text = f'<?xml version="1.0"?><courseleaf><title>{title}</title>{body}</courseleaf>'
    return Page(f"{URL}index.xml", text.encode(), "text/xml")


@pytest.mark.parametrize(("title", "tabs"), TABS)
def test_a_twin_gives_the_records_of_its_page_at_the_address_of_the_page(
    title: str, tabs: dict[str, str]
) -> None:
    of_page = list(courseleaf.read(html_page(title, tabs)))
    assert of_page and list(courseleaf.read(twin(title, tabs))) == of_page
    assert [record.url for record in cmu.read(twin(title, tabs))] == [
        record.url for record in of_page
    ]


def test_a_twin_leads_where_its_tabs_lead_and_not_to_its_own_page() -> None:
    tabs = {
        "text": f'<a href="{URL}">Lamps</a><a href="glass/">Glass, BS</a><a href="/search/">x</a>'
    }
    assert [link.url for link in courseleaf.links(twin("Lamps", tabs))] == [f"{URL}glass/"]


@pytest.mark.parametrize(
    ("tabs", "is_asked"),
    [
        ({"text": ""}, True),
        ({"text": "<script>fill('text')</script><p>Loading…</p>"}, True),
        ({"text": "<p>" + "Words about lamps. " * 9 + "</p>", "requirementstext": ""}, True),
        ({}, True),
        ({"text": "<p>" + "Words about lamps. " * 9 + "</p>"}, False),
        ({"text": '<a href="/lamps/bs/">BS</a>'}, False),
        ({"text": BLOCK, "facultytext": ""}, False),
    ],
)
def test_a_page_leads_to_its_twin_where_it_states_no_record_and_has_an_empty_tab(
    tabs: dict[str, str], is_asked: bool
) -> None:
    page = html_page("Lamps" if tabs else "", tabs)
    named = Page(URL, page.body.replace(b"<body>", b'<body><a href="index.xml">XML</a>'))
    for each in (page, named) if tabs else (page,):
        assert (f"{URL}index.xml" in [link.url for link in courseleaf.links(each)]) == is_asked
    asked_for = replace(page, url=f"{URL}?print")
    assert not [link for link in courseleaf.links(asked_for) if "xml" in link.url]


@pytest.mark.parametrize("url", [URL, f"{URL}?print", "https://catalog.example.edu/sitemap.xml"])
def test_only_the_address_of_a_twin_is_not_that_of_a_page(url: str) -> None:
    assert platforms.load("courseleaf").public_address(url, ()) == url
    assert courseleaf.fallback(url, ()) is None
    assert courseleaf.fallback(f"{URL}index.xml", ()) == URL


def test_pages_that_their_scripts_fill_are_read_from_their_twins_and_no_other_twin_is_asked_for(
    site: Site, tmp_path: Path
) -> None:
    mirror.put(site)
    mirror.put_twins(site, empty=(SUBJECT, PROGRAM))
    catalog = crawl_from_root(site, tmp_path, "courseleaf")
    assert catalog.courses == mirror.COURSES
    assert catalog.programs == {*mirror.PROGRAMS.values(), *mirror.UNNAMED.values()}
    asked = [path for path in site.asked if path.endswith("index.xml")]
    assert sorted(asked) == sorted(map(mirror.twin_of, (SUBJECT, PROGRAM)))
    assert catalog.pages[SUBJECT]["outcome"] == "listing"
    assert catalog.pages[mirror.twin_of(SUBJECT)]["records"] == 2


def test_a_root_that_its_scripts_fill_leads_on_by_its_twin(site: Site, tmp_path: Path) -> None:
    mirror.put(site)
    mirror.put_twins(site, empty=())
    shell = '<html><head><script src="/courseleaf/app.js"></script></head><body></body></html>'
    site.page("/", shell)
    links = '<a href="/what-we-teach/">Courses</a><a href="/sea-and-light/">Programs of study</a>'
    twin_of_root = (
        f"<courseleaf><title>Catalog</title><text><![CDATA[{links}]]></text></courseleaf>"
    )
    site.page("/index.xml", twin_of_root, "application/xml")
    assert crawl_from_root(site, tmp_path, "courseleaf").courses == mirror.COURSES


def test_a_twin_that_a_start_url_names_is_read_in_place_of_its_page(
    site: Site, tmp_path: Path
) -> None:
    mirror.put(site)
    mirror.put_twins(site, empty=())
    del site.replies[mirror.twin_of("/sea-and-light/")]
    starts = [
        "/what-we-teach/index.xml",
        "/what-we-teach/lmp/index.xml",
        "/sea-and-light/index.xml",
    ]
    named = ", ".join(f"'{site.url}{path}'" for path in starts)
    text = yaml(site, "courseleaf").replace(f"'{site.url}/'", named) + "delay_seconds: 0\n"
    crawl = crawl_site(text + "follow: ['^/']\n", tmp_path)
    assert len(crawl.keys("course")) == len(mirror.COURSES)
    pages = {path for path in site.asked if path.startswith(("/what-we-teach", "/sea-and-light/"))}
    assert not pages & {"/what-we-teach/", "/what-we-teach/lmp/"}
    # the twin is gone, and its page is read in its place
    assert "/sea-and-light/" in pages
    wicks = crawl.record("LMP-101")
    assert wicks["url"] == f"{site.url}/what-we-teach/lmp/"
    assert wicks["evidence_url"] == f"{site.url}/what-we-teach/lmp/index.xml"
    assert len([record for record in crawl.records if record["key"] == "LMP-101"]) == 1
