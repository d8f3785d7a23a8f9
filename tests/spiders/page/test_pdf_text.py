"""The lines of a PDF's pages, and the limits of the processes that read them."""

import pytest

from courseatlas.records import Unreadable
from spiders.page import pdf_text
from spiders.page.pdf_lines import PlacedText, column_edges, lines_of, usual_edges
from tests.spiders.platforms.test_pdf import bomb
from tests.support.pdf_writer import Text, pdf

WIDTH = 612


def placed(x: float, y: float, words: str, bold: bool = False) -> PlacedText:
    return PlacedText(words, x, y, 10, bold)


def columns(left: str, right: str, rows: int = 20) -> list[PlacedText]:
    places = [(54, left), (320, right)]
    return [placed(x, 700 - 12 * row, words) for row in range(rows) for x, words in places]


FULL = "a line that fills the whole of its column"


def test_the_second_of_two_columns_begins_where_many_lines_do() -> None:
    assert column_edges(columns(FULL, FULL), WIDTH) == (320,)
    words = [line.words for line in lines_of(columns(f"left {FULL}", f"right {FULL}"), WIDTH)]
    assert words == [f"left {FULL}"] * 20 + [f"right {FULL}"] * 20


@pytest.mark.parametrize(
    "texts",
    [
        columns("LMP 101", "Wicks"),  # a table
        columns(FULL, "3", rows=4),  # a few credits
        [placed(72, 700 - 12 * row, FULL * 2) for row in range(20)],
        columns(FULL * 2, "x"),  # lines that go across
        [],
    ],
)
def test_a_table_and_lines_that_go_across_are_no_columns(texts: list[PlacedText]) -> None:
    assert column_edges(texts, WIDTH) == ()


def short_courses(rows: int = 12) -> list[PlacedText]:
    """Two columns whose lines are short, with credits in cells that share an edge of their own."""
    texts = []
    for row in range(rows):
        for x in (54, 320):
            y = 700 - 24 * row
            texts += [placed(x, y, f"LMP {100 + row}"), placed(x + 58, y, "Wicks")]
            texts += [placed(x + 170, y, "3"), placed(x, y - 12, "4 credits")]
    return texts


def test_columns_of_short_lines_are_told_by_the_courses_that_begin_on_both_sides() -> None:
    assert column_edges(short_courses(), WIDTH) == (320,)


def test_the_last_page_of_a_section_has_the_columns_of_the_others() -> None:
    last = [*columns(FULL, FULL, rows=2), *(placed(54, 600 - 12 * row, FULL) for row in range(12))]
    usual = usual_edges([(columns(FULL, FULL), WIDTH)] * 2 + [(last, WIDTH)])
    assert (column_edges(last, WIDTH), usual) == ((), (320,))
    assert [line.x for line in lines_of(last, WIDTH, usual)] == [54] * 14 + [320] * 2
    # lines that go across are no column, whatever the other pages have
    across = [placed(54, 650, FULL * 2), placed(320, 400, "3")]
    assert len(lines_of([*last, *across], WIDTH, usual)) == 16


def test_the_texts_of_a_row_are_one_line_with_gaps_between_cells() -> None:
    (line,) = lines_of(
        [placed(300, 700, "3"), placed(72, 700, "LMP"), placed(92, 700.5, "101")], WIDTH
    )
    assert line.words == "LMP 101   3"
    (line,) = lines_of([placed(72, 700, "LMP 101", bold=True), placed(110, 700, " Wicks")], WIDTH)
    assert (line.words, line.is_bold, line.words[: line.lead]) == ("LMP 101 Wicks", True, "LMP 101")


def test_pages_are_read_in_parts_and_keep_their_numbers() -> None:
    body = pdf([[Text(72, 700, f"Page {number}")] for number in range(1, 96)])
    pages = pdf_text.pages(body)
    assert [page.number for page in pages] == list(range(1, 96))
    assert pages[94].lines[0].words == "Page 95"


def test_a_part_that_needs_too_much_cpu_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_CPU_SECONDS", 1)
    with pytest.raises(Unreadable, match="more CPU or memory than a part"):
        pdf_text.pages(bomb(1_000_000))


def test_a_part_that_needs_too_much_memory_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_MEMORY", 160 * 1024 * 1024)
    with pytest.raises(Unreadable, match="more memory than 160 MiB"):
        pdf_text.pages(bomb(1_500_000))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "_MOST_SECONDS", 0.2)
    with pytest.raises(Unreadable, match="takes more than 0 s"):
        pdf_text.pages(bomb(1_000_000))
