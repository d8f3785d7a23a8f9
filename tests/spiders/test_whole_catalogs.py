"""Whole catalogs of known vendors from a bare root: all courses and programs, nothing else, few requests."""

from pathlib import Path

import pytest

from tests.support.sites.mirrors import acalog, cleancatalog, courseleaf, kuali, traps
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
    assert sum(site.asked.values()) <= ROBOTS + 1 + 2 + 3 + 1 + 2 + 7 + 2
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
    # root, the current catalog where the page does not name it, 2 lists, 4 courses, 2 programs
    assert sum(site.asked.values()) == ROBOTS + 1 + (not names_catalog) + 2 + 4 + 2
