"""Each page is asked for once, whichever of its addresses is named."""

import pytest

from spiders.platforms import load
from spiders.scheduled_pages import ScheduledPages

HOST = "https://catalog.example.edu"
PAGE, TWIN = "/lamps/", "/lamps/index.xml"


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ([(PAGE, None), (PAGE, "/")], [PAGE]),
        ([(PAGE, None), ("/lamps/#top", "/")], [PAGE]),
        ([(PAGE, None), (TWIN, "/")], [PAGE]),
        ([(TWIN, None), (PAGE, "/")], [TWIN]),
        # the page leaves its tabs to scripts, or the twin is gone
        ([(PAGE, None), (TWIN, "/"), (TWIN, PAGE), (TWIN, PAGE)], [PAGE, TWIN]),
        ([(TWIN, None), (PAGE, TWIN), (TWIN, PAGE)], [TWIN, PAGE]),
        ([("/oil/index.xml", "/"), (TWIN, "/")], ["/oil/index.xml", TWIN]),
    ],
)
def test_a_page_and_its_twin_are_one_page(
    named: list[tuple[str, str | None]], asked: list[str]
) -> None:
    scheduled = ScheduledPages(load("courseleaf"), [])
    links = [(path, referrer and HOST + referrer) for path, referrer in named]
    assert [path for path, referrer in links if scheduled.add(HOST + path, referrer)] == asked


def test_what_a_redirect_led_to_is_not_asked_for_again() -> None:
    scheduled = ScheduledPages(load("courseleaf"), [])
    scheduled.note(HOST + TWIN)
    assert not scheduled.add(HOST + PAGE, None)
    assert not scheduled.add(HOST + TWIN, HOST + PAGE)
