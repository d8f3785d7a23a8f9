"""The pictures: the same numbers give the same bytes, text stays text, and the numbers are beside them."""

from pathlib import Path

import pytest
from lxml import html

from release_site.charts import Chart
from release_site.charts.growth import growth_chart
from tests.support.small_release import write_release

drawing = pytest.importorskip("release_site.charts.drawing", reason="matplotlib is not installed")

BARS = Chart("k", "Lamps by fuel", "", ("Fuel", "US", "CH"), (("Oil", (3, 1)), ("Gas", (0, 2))))
LINES = Chart("g", "Growth", "", ("Release", "Lamps"), (("1", (1,)), ("2", (5,))), form="lines")


@pytest.mark.parametrize("chart", [BARS, LINES], ids=["bars", "lines"])
def test_a_picture_is_deterministic_and_its_text_is_text(chart: Chart) -> None:
    svg = drawing.draw(chart)
    assert svg == drawing.draw(chart)
    texts = html.fromstring(svg.encode()).xpath("//*[local-name()='text']/text()")
    labels = {label for label, _ in chart.rows}
    assert labels <= {text.strip() for text in texts}


def test_a_picture_has_colours_for_dark_pages_and_loads_nothing() -> None:
    svg = drawing.draw(BARS)
    assert "@media (prefers-color-scheme:dark)" in svg and "#e3e9ef" in svg
    assert "<script" not in svg and 'xlink:href="http' not in svg


def test_only_so_many_rows_are_drawn_as_the_chart_says() -> None:
    rows = tuple((f"label {number}", (number,)) for number in range(30))
    svg = drawing.draw(Chart("k", "", "", ("A", "B"), rows, drawn_rows=5))
    assert "label 4" in svg and "label 5" not in svg


def test_growth_is_drawn_from_the_second_release_on(tmp_path: Path) -> None:
    releases = [write_release(tmp_path, f"2026-11-2{day}.1") for day in (3, 4)]
    assert "only release" in growth_chart(releases[:1]).too_few
    chart = growth_chart(releases)
    assert chart.too_few == "" and chart.rows[1] == ("2026-11-24.1", (1, 3, 1))


def test_each_picture_of_a_site_has_its_numbers_in_a_table(small_site: Path) -> None:
    page = html.document_fromstring((small_site / "charts.html").read_text("utf-8"))
    figures = page.xpath("//figure")
    assert len(figures) == 5
    for figure in figures:
        assert figure.xpath(".//img[@alt]") or figure.xpath("./p")
        assert figure.xpath(".//figcaption") and figure.xpath(".//details//table//th[@scope='row']")
    assert (small_site / "charts/programs-by-credential.svg").is_file()
    assert not (small_site / "charts/growth.svg").exists()
