"""Values that a page labels, in whatever markup the label stands."""

import pytest

from courseatlas.records import Page
from spiders.page.labelled import values_by_column


def html(body: str, url: str = "https://example.org/courses/seeing/", head: str = "") -> Page:
    return Page(
        url,
        f"<html><head>{head}</head><body><nav><p>Cost: a menu</p></nav><main>{body}</main><footer><p>Price: $1</p></footer></body></html>".encode(),
    )


LABELLED = [
    "<dl><dt>Duration</dt><dd>8 weeks</dd></dl>",
    "<table><tr><th>Duration:</th><td>8 weeks</td></tr></table>",
    "<ul><li><strong>Duration:</strong> 8 weeks</li></ul>",
    "<p>Duration: 8 weeks</p>",
    "<h4>Duration</h4><p>8 weeks</p>",
    "<div><span>Duration</span><span>8 weeks</span></div>",
]


@pytest.mark.parametrize("markup", LABELLED)
def test_a_label_is_known_in_whatever_markup_it_stands(markup: str) -> None:
    assert values_by_column(html(markup).tree)["duration_text"] == "8 weeks"


def test_menus_footers_and_unknown_labels_state_nothing() -> None:
    assert values_by_column(html("<p>Colour: blue</p>").tree) == {}


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="modal"><p>Duration: 8 weeks</p></div>',
        '<div role="dialog"><p>Duration: 8 weeks</p></div>',
        "<figure><figcaption><p>Duration: 8 weeks</p></figcaption></figure>",
        f"<div><strong>Duration</strong><p>{'The lamp is as old as the house it stands in. ' * 6}</p></div>",
        "<div><strong>Duration</strong></div><p>8 lamps.</p>",
    ],
)
def test_a_pop_up_a_caption_and_a_label_without_a_value_state_nothing(markup: str) -> None:
    assert values_by_column(html(markup).tree) == {}
