"""IEEE vTools Events: the public JSON:API of the institute's event calendar (v4 to v8)."""

from collections.abc import Iterator
from typing import Any

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs
from spiders.readers.jsonld_nodes import plain

# meetings of officers are no teaching; a legacy report repeats an event that stands elsewhere
_NOISE = ("[legacy report]", "excom", "officers meeting", "committee meeting", "adcom", "business meeting")


def recognises(page: Page) -> bool:
    return page.body.lstrip()[:1] == b"{" and b'"start-time"' in page.body and b'"attributes"' in page.body


def read(page: Page) -> Iterator[Record]:
    """Every public event of an answer that is not cancelled. Times are UTC; a price stands only where the answer states one."""
    answer = page.json
    for row in answer.get("data") or [] if isinstance(answer, dict) else []:
        facts = row.get("attributes") if isinstance(row, dict) else None
        if isinstance(facts, dict) and (record := _event(str(row.get("id") or facts.get("id") or ""), facts)):
            yield record


def _event(number: str, facts: dict[str, Any]) -> Record | None:
    title = one_line(facts.get("title"))
    if not title or not number or facts.get("cancelled") or any(word in title.lower() for word in _NOISE):
        return None
    host = facts.get("primary-host")
    address = [one_line(str(facts.get(name) or "")) for name in ("building", "room-number", "address1", "city")]
    kind = one_line(facts.get("location-type")).lower()
    fields = {
        "description": paragraphs(plain(facts.get("description"))),
        "starts_on": one_line(facts.get("start-time"))[:10],
        "ends_on": one_line(facts.get("end-time"))[:10],
        "place": ", ".join(part for part in address if part),
        "delivery": {"virtual": "online", "hybrid": "hybrid", "physical": "in_person"}.get(kind)
        or ("online" if facts.get("virtual") is True else None),
        "organizer": one_line(host.get("name")) if isinstance(host, dict) else None,
    }
    return Record(
        "event",
        f"vtools-{number}",
        one_line(facts.get("link")) or f"https://events.vtools.ieee.org/m/{number}",
        title,
        {name: value for name, value in fields.items() if value},
    )
