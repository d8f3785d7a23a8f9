"""The addresses of links, which are joined once for all pages of a site or a folder."""

from urllib.parse import urljoin

import pytest

from courseatlas.records import Page
from spiders.page.links import page_links

ADDRESSES = (
    "/x", "//example.org/x", "x", "x/y?z=1#a", "../x", "../../../x", ".", "..", "?page=2", "#top", "",
    ";x", "http://example.org/a/../b", "https:/x", "https:x", "a;b", "%20", "mailto:a@example.org",
    "javascript:void(0)",
)  # fmt: skip


@pytest.mark.parametrize(
    "base", ["", "/deep/", "/deep/er/page", "?b=1", "https://example.org/other/x"]
)
@pytest.mark.parametrize(
    "url",
    [
        "https://catalog.example.edu",
        "https://catalog.example.edu/",
        "https://catalog.example.edu/a/b/c?x=/y/#z",
        "https://catalog.example.edu/a/d/",
        "http://catalog.example.edu:8080/a/b;p=1/c;q",
        "https://catalog.example.edu/a/../b/c",
    ],
)
def test_each_address_is_what_urljoin_makes_of_it(url: str, base: str) -> None:
    head = f'<base href="{base}">' if base else ""
    anchors = "".join(f'<a href="{address}">x</a>' for address in ADDRESSES)
    page = Page(url, f"<html><head>{head}</head><body>{anchors}</body></html>".encode())
    assert list(page_links(page)) == [urljoin(urljoin(url, base), each) for each in ADDRESSES]


def test_a_malformed_address_is_no_link() -> None:
    page = Page("https://example.edu/", b'<html><body><a href="http://[::1/">x</a></body></html>')
    assert list(page_links(page)) == []
