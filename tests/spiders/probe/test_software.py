"""What a probe says of a catalog's software: the vendor, and the version that its pages print, and nothing else."""

from pathlib import Path

import pytest
import yaml

from courseatlas.records import Page
from spiders import platforms
from spiders.probe.draft import Origin, draft
from spiders.probe.software import known_software, software_of
from spiders.probe.survey import survey
from spiders.probe.visit import VisitLimits, visit
from tests.support.sites.mirrors import banner8, courseleaf
from tests.support.sites.server import Site

URL = "https://catalog.example.edu/"
BANNER8 = '<div class="pagefooterdiv"><SPAN class="releasetext">Release: 8.7.2</SPAN></div>'
PRINTED = [
    ("banner8", BANNER8, "Ellucian Banner 8; its pages print: Release 8.7.2"),
    ("banner8", "<p>Release: 8.7.2</p>", "Ellucian Banner 8; its pages print no version"),
    ("banner9", "<p>Banner 9.30</p>", "Ellucian Banner 9; its pages print no version"),
    (
        "acalog",
        'Powered by <a href="https://moderncampus.com">Modern Campus Catalog&#8482;</a>.',
        "Acalog (Modern Campus, formerly Digarc); its pages print: Modern Campus Catalog",
    ),
    (
        "courseleaf",
        '<script src="/js/courseleaf.js?v=1746111216000"></script>',
        "CourseLeaf (Leepfrog); its pages print: scripts of 2025-05-01",
    ),
    (
        "courseleaf",
        '<script src="/js/courseleaf.js?v=3"></script>',
        "CourseLeaf (Leepfrog); its pages print no version",
    ),
    (
        "cleancatalog",
        '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />',
        "Clean Catalog; its pages print: Drupal 10",
    ),
    ("coursedog", '<script id="__NUXT_DATA__">[]</script>', "Coursedog; its pages print: Nuxt 3"),
    (
        "smartcatalog",
        '<script src="https://iq5prod1.smartcatalogiq.com/apis/x"></script>',
        "SmartCatalog IQ (Watermark); its pages print: served by iq5prod1",
    ),
    (
        "xcri",
        '<catalog xmlns="http://xcri.org/profiles/1.2/catalog"></catalog>',
        "XCRI-CAP; its pages print: profile 1.2",
    ),
    ("jsonld", '<meta content="WordPress 6.5" name="generator">', "its pages print: WordPress 6.5"),
    ("jsonld", f'<meta name="generator" content="{"x" * 90}">', ""),
    ("jsonld", '<meta name="generator" content="A\u202e\nB">', "its pages print: A B"),
    ("courselist", "<p>WordPress 6.5</p>", ""),
]


@pytest.mark.parametrize(("platform", "markup", "said"), PRINTED)
def test_the_vendor_is_named_with_the_version_that_a_page_prints(
    platform: str, markup: str, said: str
) -> None:
    body = f"<html><head></head><body>{markup}</body></html>".encode()
    assert software_of(platform, [Page(URL, body), Page(f"{URL}2", body)]) == said


def test_every_vendor_is_that_of_a_platform() -> None:
    assert set(known_software()) <= set(platforms.names())


def test_an_answer_without_markup_prints_nothing() -> None:
    page = Page(URL, b'{"generator": "WordPress 6.5"}', "application/json")
    assert software_of("jsonld", [page]) == ""


@pytest.mark.parametrize(
    ("platform", "put", "said"),
    [
        ("banner8", banner8.put, "# Ellucian Banner 8; its pages print: Release 8.7.2\n"),
        ("courseleaf", courseleaf.put, "# CourseLeaf (Leepfrog); its pages print no version\n"),
    ],
)
def test_a_draft_says_it_in_a_comment(
    site: Site, tmp_path: Path, platform: str, put, said: str
) -> None:
    put(site)
    root = site.replies["/"]
    root.body = root.body.replace(b"</body>", f"{BANNER8}</body>".encode())
    visited = visit(f"{site.url}/", tmp_path, VisitLimits(delay=0))
    assert visited.platform == platform
    surveyed = survey(platform, visited.pages)
    text = draft(Origin(visited.url, "2026-11-26", visited.hosts, visited.robots), surveyed)
    assert said in text
    assert yaml.safe_load(text)["platform"] == platform
