"""IEEE's event calendar: its answers, in our own words."""

import json

from courseatlas.records import Page
from spiders.platforms import recognise, vtools


def test_cancelled_and_committee_meetings_are_no_events() -> None:
    def meeting(number: int, title: str, **more: object) -> str:
        facts = {
            "title": title,
            "start-time": "2027-01-12T15:00:00.000Z",
            "end-time": "2027-01-12T17:00:00.000Z",
            "location-type": "virtual",
        } | more
        return json.dumps({"id": str(number), "type": "events", "attributes": facts})

    rows = [
        meeting(1, "Seeing machines"),
        meeting(2, "Gone", cancelled=True),
        meeting(3, "ExCom meeting"),
    ]
    page = Page(
        "https://events.vtools.ieee.org/list.json",
        f'{{"data": [{",".join(rows)}]}}'.encode(),
        "application/json",
    )
    assert [(event.key, event.fields["delivery"]) for event in vtools.read(page)] == [
        ("vtools-1", "online")
    ]


EXAMPLES = [
    Page(
        "https://events.example.org/list.json?limit=1",
        json.dumps(
            {
                "data": [{"id": "1", "attributes": {"start-time": "2027-01-12T15:00:00.000Z"}}],
                "meta": {"paging": {"total_pages": 2}},
            }
        ).encode(),
        "application/json",
    )
]


def test_an_answer_leads_to_the_next_page_until_the_last() -> None:
    (first,) = EXAMPLES
    (url,) = vtools.next_pages(first)
    assert recognise(first) == "vtools"
    assert url == "https://events.example.org/list.json?limit=1&page=2"
    assert list(vtools.next_pages(Page(url, first.body, "application/json"))) == []
