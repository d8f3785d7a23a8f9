"""What an answer's body is a page of."""

import gzip

import pytest

from spiders.archive.decoded import page_of_body

URL = "https://catalog.example.edu/sitemap.xml.gz"
SITEMAP = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'


def test_a_compressed_file_is_a_page_of_what_it_holds() -> None:
    page = page_of_body(URL, gzip.compress(SITEMAP), "application/x-gzip", None)
    assert page.is_sitemap


@pytest.mark.parametrize("length", [1, 2, 20])
def test_a_broken_file_stays_as_it_is(length: int) -> None:
    broken = gzip.compress(SITEMAP)[:length]
    assert page_of_body(URL, broken, "application/x-gzip", None).body == broken
