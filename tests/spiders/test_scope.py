"""Which links a crawl follows."""

from pathlib import Path

import pytest
import regex

from courseatlas import sources
from spiders.scope import Scope, is_allowed_host

SOURCE = """name: Example
platform: courseleaf
provider: {{type: university, country: US, website: https://example.edu}}
start_urls: [https://catalog.example.edu/courses/cs/]
hosts: [catalog.example.edu, 'mirror.example.edu:8080']
{more}
"""


def scope(folder: Path, more: str = "") -> Scope:
    (folder / "example.yml").write_text(SOURCE.format(more=more))
    return Scope.of(sources.load(folder / "example.yml"))


@pytest.mark.parametrize(
    ("url", "is_followed"),
    [
        ("https://catalog.example.edu/courses/cs/101/", True),
        ("https://catalog.example.edu/courses/math/", False),
        ("https://catalog.example.edu/courses/cs/all.pdf", False),
        ("https://elsewhere.example.edu/courses/cs/101/", False),
        ("http://mirror.example.edu:8080/api/courses", True),  # no start URL is on this host
        ("ftp://catalog.example.edu/courses/cs/101/", False),
        ("mailto:dean@example.edu", False),
    ],
)
def test_without_follow_links_below_the_start_addresses_are_followed(
    tmp_path: Path, url: str, is_followed: bool
) -> None:
    assert scope(tmp_path).includes(url) is is_followed


@pytest.mark.parametrize(
    ("url", "is_followed"),
    [
        ("https://catalog.example.edu/programs/ai/", True),
        ("https://catalog.example.edu/list?page=2", True),
        ("https://catalog.example.edu/courses/cs/101/", False),
        ("https://elsewhere.example.edu/programs/ai/", False),
    ],
)
def test_follow_names_the_path_and_the_query_of_the_links(
    tmp_path: Path, url: str, is_followed: bool
) -> None:
    follow = r"follow: ['^/programs/', '^/list\?page=']"
    assert scope(tmp_path, follow).includes(url) is is_followed


def test_a_host_may_be_named_with_its_port() -> None:
    assert is_allowed_host("http://mirror.example.edu:8080/x", ["mirror.example.edu:8080"])
    assert not is_allowed_host("http://mirror.example.edu/x", ["mirror.example.edu:8080"])


def test_a_pattern_that_does_not_come_to_an_end_matches_nothing() -> None:
    pattern = regex.compile("^/(x|x)+$")
    links = Scope(("catalog.example.edu",), (pattern,), {})
    assert links.includes("https://catalog.example.edu/xxx")
    assert not links.includes(f"https://catalog.example.edu/{'x' * 200}!")
