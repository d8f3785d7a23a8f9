"""Whole catalogs of known vendors from a bare root: all courses and programs, nothing else, few requests."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.sites.mirrors import (
    acalog,
    any_site,
    banner8,
    banner9,
    cleancatalog,
    courseleaf,
    kuali,
    traps,
)
from tests.support.sites.mirrors.acalog import Acalog
from tests.support.sites.server import Site
from tests.support.whole_catalogs import crawl_from_root

ROBOTS = 1


def never_asked_for(site: Site, *paths: str) -> None:
    assert not set(site.asked) & {*traps.NEVER, *paths}


def test_an_acalog_catalog_is_read_from_its_root(site: Site, tmp_path: Path) -> None:
    Acalog(site).put()
    catalog = crawl_from_root(site, tmp_path, "acalog")
    gone = {acalog.GONE: "Oil of Nowhere"}  # its list names it, its own page is gone
    assert catalog.courses == acalog.COURSES | acalog.GRADUATE | gone
    assert catalog.programs == set(acalog.PROGRAMS)
    assert catalog.described == {*acalog.COURSES, *acalog.GRADUATE}
    never_asked_for(site, "/index.php?catoid=8", "/content.php?catoid=9&navoid=92")
    # root; two home pages; 3 pages of courses, the third of which repeats the second; hubs; details
    # and the preview of the course whose page is gone
    assert sum(site.asked.values()) <= ROBOTS + 1 + 2 + 3 + 1 + 2 + 7 + 2 + 1
    assert catalog.reasons()["/content.php?catoid=9&navoid=90&filter%5Bcpage%5D=2"] == "next_page"


def test_a_courseleaf_catalog_is_read_from_its_root(site: Site, tmp_path: Path) -> None:
    courseleaf.put(site)
    catalog = crawl_from_root(site, tmp_path, "courseleaf")
    assert catalog.courses == courseleaf.COURSES
    assert catalog.programs == {*courseleaf.PROGRAMS.values(), *courseleaf.UNNAMED.values()}
    never_asked_for(site, *courseleaf.NEVER)
    # root, list of subjects, 5 subjects and one that is gone, a school, 2 departments, 4 programs
    assert sum(site.asked.values()) == ROBOTS + 1 + 1 + 6 + 1 + 2 + 4
    assert catalog.reasons()["/what-we-teach/lmp/"] == "course_list"
    assert catalog.reasons()["/sea-and-light/lamps/lamp-science-bs/"] == "program"


def test_a_clean_catalog_is_read_from_its_root(site: Site, tmp_path: Path) -> None:
    cleancatalog.put(site)
    catalog = crawl_from_root(site, tmp_path, "cleancatalog")
    assert catalog.courses == cleancatalog.COURSES | {"OIL 999": "Oil of Nowhere"}
    degrees = cleancatalog.DEGREES | cleancatalog.UNNAMED
    assert catalog.programs == {title for title, _ in degrees.values()}
    assert catalog.described == set(cleancatalog.COURSES)
    never_asked_for(site, "/classes?page=7")
    # root, degrees, 4 pages of classes, the last of which repeats the third, 5 classes, 3 degrees
    assert sum(site.asked.values()) == ROBOTS + 1 + 1 + 4 + 5 + 3


@pytest.mark.parametrize("names_catalog", [True, False])
def test_a_kuali_catalog_is_read_from_the_page_that_shows_it(
    site: Site, tmp_path: Path, names_catalog: bool
) -> None:
    kuali.put(site, names_catalog)
    catalog = crawl_from_root(site, tmp_path, "kuali")
    assert catalog.courses == kuali.COURSES | {"OIL 999": "Oil of Nowhere"}
    assert catalog.programs == set(kuali.PROGRAMS)
    assert catalog.described == set(kuali.COURSES)
    never_asked_for(site)
    # root, the current catalog or those beside the named one, 2 lists, 4 courses, 2 programs
    assert sum(site.asked.values()) == ROBOTS + 1 + 1 + 2 + 4 + 2


@pytest.mark.parametrize("path", ["/", f"{banner8.BASE}/bwckctlg.p_disp_dyn_ctlg"])
def test_a_banner_8_catalog_is_read_from_its_root(site: Site, tmp_path: Path, path: str) -> None:
    banner8.put(site)
    catalog = crawl_from_root(site, tmp_path, "banner8", path=path)
    assert catalog.courses == banner8.COURSES
    assert catalog.described == set(banner8.COURSES)
    assert not catalog.programs
    never_asked_for(site, f"{banner8.BASE}/twbkwbis.P_WWWLogin")
    assert catalog.prerequisites == dict.fromkeys(banner8.ABOUT_AI, "LMP 101")
    # the home page, the terms, the subjects of the newest term, an answer for each, two details
    assert sum(site.asked.values()) == ROBOTS + (path == "/") + 2 + len(banner8.SUBJECTS) + 2


def test_a_banner_9_registration_is_read_from_its_root(site: Site, tmp_path: Path) -> None:
    banner9.put(site)
    catalog = crawl_from_root(site, tmp_path, "banner9")
    assert catalog.courses == banner9.COURSES
    assert not any("202713" in url or "202640" in url for url in catalog.pages)
    assert catalog.described == set(banner9.COURSES)
    assert catalog.prerequisites == dict.fromkeys(banner9.DESCRIBED, "LMP 101")
    # the terms; the subjects, twice, a search of courses for each, and each page of its search of
    # sections, of which one has three, in a session of its own; three details for what names
    # AI/ML
    searches = 2 + 2 * len(banner9.SUBJECTS) + 2 + 3 * len(banner9.DESCRIBED)
    assert sum(site.asked.values()) == ROBOTS + 1 + 2 * searches


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_registration_that_refuses_details_is_read_all_the_same(
    site: Site, tmp_path: Path, status: int
) -> None:
    banner9.put(site)
    banner9.put_more_about_ai(site, 8)
    for path, reply in site.replies.items():
        if banner9.is_detail(path):
            site.replies[path] = replace(reply, status=status, cookie=None)
    catalog = crawl_from_root(site, tmp_path, "banner9")
    assert len(catalog.courses) == len(banner9.COURSES) - 1 + 8
    pages = catalog.pages.items()
    ends = Counter(row["outcome"] for path, row in pages if banner9.is_detail(path))
    # two errors for each kind of detail, and nothing more is asked for
    assert ends["error"] == 6 and set(ends) == {"error", "budget"}
    others = {row["outcome"] for path, row in pages if not banner9.is_detail(path)}
    assert "error" not in others


def test_a_catalog_of_coded_rows_is_read_from_its_root(site: Site, tmp_path: Path) -> None:
    any_site.put_rows(site)
    catalog = crawl_from_root(site, tmp_path, "courselist")
    assert catalog.courses == any_site.ROWS
    never_asked_for(site, any_site.OLD)
    # root, its site map, 3 pages of the newest list, the last of which is repeated, one more page
    assert sum(site.asked.values()) == ROBOTS + 1 + 1 + 3 + 1


@pytest.mark.parametrize("in_robots", [True, False])
def test_pages_that_only_a_site_map_names_are_read(
    site: Site, tmp_path: Path, in_robots: bool
) -> None:
    any_site.put_pages(site, in_robots)
    catalog = crawl_from_root(site, tmp_path, "jsonld")
    assert set(catalog.courses.values()) == set(any_site.PAGES.values())
    never_asked_for(site)
    # root, the usual site map, that of robots.txt, 3 pages and one that is gone
    assert sum(site.asked.values()) == ROBOTS + 1 + 1 + in_robots + 4
    asked = [path for path, _ in site.times if path in any_site.PAGES]
    assert asked[0] == "/study/deep-learning-of-lamps"


def test_a_budget_that_does_not_suffice_goes_to_lists_and_to_what_is_about_ai(
    site: Site, tmp_path: Path
) -> None:
    Acalog(site).put()
    catalog = crawl_from_root(site, tmp_path, "acalog", pages=12)
    read = [path for path, row in catalog.pages.items() if row["outcome"] != "budget"]
    lists = [path for path in read if catalog.reasons()[path] in ("course_list", "program_list")]
    assert len(lists) == 4 and len(read) == 12
    assert "Cognitive Computing, BS" in catalog.programs
    assert "Lamp Science, BS" not in catalog.programs
