"""Markup that nobody closes: what lies within it, and how long readers take with a page of it."""

import time
from contextlib import suppress

import lxml.html
import pytest

from courseatlas.records import Page, Unreadable
from courseatlas.requirements.totals import stated_total
from spiders import platforms

URL = "https://catalog.example.edu/study/lamps/"


def page(body: str) -> Page:
    return Page(URL, f"<html><body>{body}".encode(), "text/html")


def test_blocks_that_nobody_closes_lie_beside_each_other_with_their_own_parts() -> None:
    blocks = "".join(f'<div class="block"><h2>Lamp {n}</h2><p>Light {n}.</p>' for n in range(500))
    tree = page(blocks).tree
    words = [" ".join(block.itertext()).split() for block in tree.iter("div")]
    assert [block[1] for block in words] == [str(n) for n in range(500)], "in the page's order"
    alone = [block for block in words if block.count("Lamp") == 1]
    assert len(alone) > 460
    assert alone[0][2:] == ["Light", f"{alone[0][1]}."]


def test_rows_of_tables_within_tables_keep_their_order() -> None:
    tree = page("".join(f"<table><tr><td>{n} " for n in range(300))).tree
    assert "".join(tree.itertext()).split() == [str(n) for n in range(300)]


def test_markup_that_is_closed_keeps_the_order_of_its_text_however_deep() -> None:
    def nested(depth: int) -> str:
        inner = nested(depth - 1) if depth else "<b>in</b>most"
        return f"<div>a{depth} <p>b{depth}</p> {inner} c{depth} <div>d{depth}</div> e{depth}</div> "

    body = f"<html><body>{nested(60)} end</body></html>"
    words = "".join(lxml.html.document_fromstring(body).itertext()).split()
    assert "".join(page(body).tree.itertext()).split() == words


def test_a_page_that_is_nested_as_pages_are_stays_as_it_is() -> None:
    body = "<div>" * 20 + '<div class="a">' * 20 + "<p>Light.</p>" + "</div>" * 40
    (paragraph,) = page(body).tree.iter("p")
    assert len(list(paragraph.iterancestors("div"))) == 40


def courses(opening: str, times: int = 2000) -> str:
    return "".join(opening.format(n=100 + n) for n in range(times))


UNCLOSED = {
    "blocks": '<div class="acalog-core courseblock degree-row"><h3>Core</h3><p>LMP {n} Light ',
    "items": '<ul><li class="acalog-course"><a href="/courses/{n}">LMP {n} Light (3)</a> ',
    "rows": '<table class="sc_courselist datadisplaytable"><tr class="areaheader"><td class="codecol ntdefault">LMP {n}<td>Light ',
    "terms": '<section class="node--view-mode-full"><dl><dt>LMP {n} Light (3)<dd>Of light. ',
}


@pytest.mark.parametrize("kind", UNCLOSED)
@pytest.mark.parametrize(
    "platform",
    ["acalog", "article", "banner8", "cleancatalog", "courseleaf", "courselist", "smartcatalog"],
)
def test_no_reader_takes_long_for_a_page_that_nobody_closes(platform: str, kind: str) -> None:
    head = '<div id="textcontainer"><h1 id="acalog-content">Light of Machines, BS</h1>'
    unclosed = page(head + courses(UNCLOSED[kind]))
    reader = platforms.load(platform)
    begin = time.process_time()
    with suppress(Unreadable):
        list(reader.read(unclosed))
    list(reader.links(unclosed))
    assert time.process_time() - begin < 10


def test_many_numbers_without_a_unit_are_no_total_and_take_no_time() -> None:
    begin = time.process_time()
    assert stated_total(["LMP 101 Light " * 20_000] * 20) is None
    assert time.process_time() - begin < 5
