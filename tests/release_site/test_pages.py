"""The pages of the site: they lead to each other, and what a catalog wrote stays text on them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from release_site.addresses import record_page
from release_site.build import write_site
from release_site.pages.lists import PAGE_ROWS
from tests.support.guide import row
from tests.support.schema_org import problems
from tests.support.small_release import write_release

COURSE, PROGRAM = record_page("x:course:gas"), record_page("x:program:degrees/lamps")


def pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path, html.document_fromstring(path.read_bytes().decode("utf-8"))


def text_of(site: Path, address: str) -> str:
    page = html.document_fromstring((site / address).read_text("utf-8"))
    return " ".join(" ".join(page.find(".//main").itertext()).split())


def test_every_link_within_the_site_leads_to_a_page_or_a_part_of_one(small_site: Path) -> None:
    followed = 0
    for path, page in pages(small_site):
        for address in page.xpath("//a/@href | //img/@src | //link/@href | //script/@src | //form/@action"):  # fmt: skip
            parts = urlsplit(address)
            if parts.scheme or not parts.path:
                continue
            target = (path.parent / unquote(parts.path)).resolve()
            assert target.is_file(), (path, address)
            if parts.fragment:
                assert f'id="{parts.fragment}"' in target.read_text("utf-8"), (path, address)
            followed += 1
    assert followed > 100


def test_pages_carry_linked_data_of_schema_org(small_site: Path) -> None:
    nodes = {
        path.relative_to(small_site).as_posix(): json.loads(script.text)
        for path, page in pages(small_site)
        for script in page.xpath("//script[@type='application/ld+json']")
    }
    assert [problem for node in nodes.values() for problem in problems(node)] == []
    assert {node["@type"] for node in nodes.values()} == {
        "Course", "EducationalOccupationalProgram", "Dataset",
    }  # fmt: skip
    assert nodes[PROGRAM]["hasCourse"][0]["courseCode"] == "CS 1"
    assert nodes["index.html"]["@type"] == "Dataset"


def test_what_a_catalog_wrote_is_text_on_every_page(small_site: Path) -> None:
    hostile = 0
    for path, page in pages(small_site):
        text = path.read_text("utf-8")
        assert "<script>alert" not in text and "<img src=x" not in text, path
        hostile += "&lt;script&gt;alert(1)" in text
        for address in page.xpath("//a/@href"):
            assert urlsplit(address).scheme in ("", "http", "https"), (path, address)
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert hostile >= 3  # its own page, its list, its provider


def test_pages_load_nothing_from_elsewhere_and_only_the_search_has_a_script(
    small_site: Path,
) -> None:
    for path, page in pages(small_site):
        if "documents" in path.parts:
            continue
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        # linked data is no script: nothing runs it
        has_script = bool(page.xpath("//script[not(@type='application/ld+json')]"))
        assert policy.startswith("default-src 'none'") and has_script == (path.stem == "search")
        assert ("script-src" in policy) == has_script
        for address in page.xpath("//img/@src | //link/@href | //script/@src"):
            assert not urlsplit(address).scheme and not address.startswith("//")
    assert not re.search(r"@import|url\(", (small_site / "assets/site.css").read_text("utf-8"))


def test_a_program_shows_its_requirements_as_a_tree(small_site: Path) -> None:
    page = html.document_fromstring((small_site / PROGRAM).read_text("utf-8"))
    headings = [box.findtext("h3") for box in page.xpath("//div[@class='box'][h3]")]
    assert headings == ["Core", "Options"]
    told = text_of(small_site, PROGRAM)
    assert "one of: CS 1 Oil CS 9 Candles" in told
    assert "Choose 2 of these" in told and "any course from CS 3 up, except CS 4" in told
    assert page.xpath("//ul[@class='tree']//a/@href") == [
        "../../courses/x/oil.html",
        "../../courses/x/gas.html",
    ]


def test_a_course_shows_what_it_needs_who_lists_it_and_where_it_was_read(small_site: Path) -> None:
    told = text_of(small_site, COURSE)
    assert "As printed: CS 1 or CS 9" in told and "(or consent)" in told
    assert "Lamp Lighting, MS elective: Options" in told
    assert "Read on 23 Nov 2026" in told
    assert "Éclairage" in text_of(small_site, record_page("x:course:oil"))  # what it leads to
    page = html.document_fromstring((small_site / COURSE).read_text("utf-8"))
    assert page.xpath("//h1/@lang") == ["fr"]


def test_a_course_names_the_recommendations_that_lead_to_it(small_site: Path) -> None:
    page = html.document_fromstring((small_site / record_page("x:course:oil")).read_text("utf-8"))
    assert "../../documents/profile.html#take-oil" in page.xpath("//a/@href")


def test_what_changed_is_told_with_the_value_before_and_now(small_site: Path) -> None:
    told = text_of(small_site, "changes.html")
    assert "Since the release before: 1 removed, 1 changed." in told
    assert "Whale Oil → Oil" in told and "x:course:wax" in told


def test_a_document_of_the_release_has_the_links_of_the_site(small_site: Path) -> None:
    page = html.document_fromstring((small_site / "documents/report/index.html").read_text("utf-8"))
    assert page.findtext(".//h1") == "A report"
    assert "../../courses.html" in page.xpath("//nav[@aria-label='Site']/a/@href")


def test_no_list_has_more_rows_than_a_page(tmp_path: Path) -> None:
    many = [row(f"{number:04}", title=f"Lamps {number:04}") for number in range(2 * PAGE_ROWS + 1)]
    empty: dict[str, list[dict[str, str]]] = {"program_courses": [], "course_prerequisites": []}
    release = write_release(tmp_path, courses=[*many, row("oil", title="Oil")], **empty)
    (tmp_path / "built").mkdir()
    write_site(release, [], tmp_path / "built")
    titles: list[str] = []
    for name in ("l", "l~page2", "l~page3"):
        page = html.document_fromstring((tmp_path / f"built/lists/courses/{name}.html").read_text())
        rows = page.xpath("//tbody/tr/td[1]/a/text()")
        assert len(rows) <= PAGE_ROWS
        titles += rows
    assert titles == [f"Lamps {number:04}" for number in range(2 * PAGE_ROWS + 1)]
    assert page.xpath("//a[@rel='prev']/@href") == ["../../lists/courses/l~page2.html"] * 2
    overview = (tmp_path / "built/courses.html").read_text()
    assert "Lamps 0001" not in overview and "lists/courses/l.html" in overview


@pytest.mark.parametrize("changes", [[], None])
def test_a_release_without_changes_says_whether_it_is_the_first(
    tmp_path: Path, changes: list[dict[str, str]] | None
) -> None:
    ids = [
        "x:course:oil",
        "x:course:gas",
        "x:course:a/b",
        "x:program:degrees/lamps",
        "x:event:fair",
    ]
    added = [{"id": each, "table": "courses", "change": "added"} for each in ids]
    release = write_release(tmp_path, changes=added if changes is None else changes)
    (tmp_path / "built").mkdir()
    write_site(release, [], tmp_path / "built")
    told = text_of(tmp_path / "built", "changes.html")
    words = "all of its 5 records are new" if changes is None else "Nothing changed"
    assert words in told
