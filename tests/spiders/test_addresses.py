"""One spelling of an address: the one that is sent."""

import pytest
from scrapy.http import Request

from spiders.addresses import sent_url
from spiders.scope import is_allowed_host

SITE = "https://catalog.example.edu"


@pytest.mark.parametrize(
    ("printed", "sent"),
    [
        ("/a b/", "/a%20b/"),
        ("/a%20b/", "/a%20b/"),
        ("/café/", "/caf%C3%A9/"),
        ("/[x]/", "/%5Bx%5D/"),
        ("/{y}|z^", "/%7By%7D%7Cz%5E"),
        ('/"q"/', "/%22q%22/"),
        ("/q?x=a b&y=é", "/q?x=a%20b&y=%C3%A9"),
        ("/page/#top", "/page/"),
        ("/~ada/", "/~ada/"),
    ],
)
def test_an_address_is_spelled_as_it_is_sent(printed: str, sent: str) -> None:
    url = sent_url(SITE + printed)
    assert url == SITE + sent
    assert Request(url).url == url and sent_url(url) == url


def test_scheme_and_host_are_in_lower_case() -> None:
    assert sent_url("HTTPS://Catalog.Example.EDU/CS") == f"{SITE}/CS"


@pytest.mark.parametrize(
    "printed",
    [
        f"{SITE}:abc/",
        f"{SITE}:99999999/",
        f"{SITE}:0/",
        "http://[::1/",
        "https:///courses/",
        "courses/",
        "",
    ],
)
def test_what_is_no_address_has_no_spelling(printed: str) -> None:
    assert sent_url(printed) is None


def test_half_an_address_of_version_6_is_out_of_scope() -> None:
    assert not is_allowed_host("http://[::1/", ["::1"])
