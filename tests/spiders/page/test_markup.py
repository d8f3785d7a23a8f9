"""The words of an element as a browser shows them."""

import pytest

from courseatlas.records import Page
from spiders.page.markup import fragment, visible, visible_lines


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("One <b>two</b> three", ["One two three"]),
        ("One<br>two<br/>three", ["One", "two", "three"]),
        ("<ul><li>One<ul><li>two</li></ul>three</li></ul>", ["One", "two", "three"]),
        ("One <script>two</script> three", ["One three"]),
        ("<div>One\n two</div>three", ["One two", "three"]),
    ],
)
def test_a_line_begins_where_a_browser_begins_one(markup: str, lines: list[str]) -> None:
    assert visible_lines(fragment(markup)) == lines


def test_markup_that_nobody_closes_is_read_to_its_end() -> None:
    depth = 1500
    page = Page("https://catalog.example.edu/", b"<html><body>" + b"<b>x" * depth)
    assert visible(page.tree.body) == "x" * depth
