"""IEEE vTools Events: the public JSON:API of the institute's event calendar (versions 4 to 8).

How to recognise a page: JSON with `attributes` that have a `start-time`.

In a source's YAML: `start_urls` name a query such as
`https://events.vtools.ieee.org/RST/events/api/public/v8/events/list.json?limit=1000`; robots.txt
asks for 60 seconds between requests. `follow` must name the query, so that its next pages are in
scope.

Seen on real answers: lists of events of version 7. Times are UTC.

Key: the event's number with the prefix `vtools-`.
"""

import re
from collections.abc import Iterator
from typing import Any

from w3lib.url import add_or_replace_parameter

from courseatlas.records import Page, Record
from spiders.page.api_values import line_of, member, objects, paragraphs_of
from spiders.page.fields import stated
from spiders.page.schema_org import plain_text
from spiders.page.strength import Strength

# meetings of officers teach nothing; a legacy report repeats an event that is listed elsewhere
_NOISE = (
    "[legacy report]",
    "excom",
    "officers meeting",
    "committee meeting",
    "adcom",
    "business meeting",
)
_DELIVERY = {"virtual": "online", "hybrid": "hybrid", "physical": "in_person"}
_PLACE = ("building", "room-number", "address1", "city")
_PAGE_NUMBER = re.compile(r"[?&]page=(\d+)")

Facts = dict[str, Any]


def recognises(page: Page) -> Strength:
    """JSON with the keys that every event of an answer has."""
    has_events = b'"start-time"' in page.body and b'"attributes"' in page.body
    return Strength.OWN.when(page.is_json and has_events)


def next_pages(page: Page) -> Iterator[str]:
    """The next page of the query: an answer tells how many pages there are."""
    total = member(member(page.json, "meta"), "paging").get("total_pages")
    number = _PAGE_NUMBER.search(page.url)
    current = int(number[1]) if number else 1
    if isinstance(total, int) and current < total:
        yield add_or_replace_parameter(page.url, "page", str(current + 1))


def read(page: Page) -> Iterator[Record]:
    """Every public event of an answer that is not cancelled."""
    answer = page.json
    for row in objects(answer.get("data")) if isinstance(answer, dict) else []:
        facts = member(row, "attributes")
        if facts:
            record = _event(str(row.get("id") or facts.get("id") or ""), facts)
            if record:
                yield record


def _event(number: str, facts: Facts) -> Record | None:
    title = line_of(facts.get("title"))
    if not title or not number or facts.get("cancelled") or _is_noise(title):
        return None
    host = facts.get("primary-host")
    place = (line_of(str(facts.get(name) or "")) for name in _PLACE)
    fields = {
        "description": paragraphs_of(plain_text(facts.get("description"))),
        "starts_on": line_of(facts.get("start-time"))[:10],
        "ends_on": line_of(facts.get("end-time"))[:10],
        "place": ", ".join(part for part in place if part),
        "delivery": _delivery(facts),
        "organizer": line_of(host.get("name")) if isinstance(host, dict) else None,
    }
    url = line_of(facts.get("link")) or f"https://events.vtools.ieee.org/m/{number}"
    return Record("event", f"vtools-{number}", url, title, stated(fields))


def _is_noise(title: str) -> bool:
    return any(word in title.lower() for word in _NOISE)


def _delivery(facts: Facts) -> str | None:
    kind = line_of(facts.get("location-type")).lower()
    return _DELIVERY.get(kind) or ("online" if facts.get("virtual") is True else None)
