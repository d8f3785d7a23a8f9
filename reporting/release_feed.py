"""`feed.atom`: an entry per release for feed readers.

Source of the rules: RFC 4287, The Atom Syndication Format.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from courseatlas.metadata import dataset
from courseatlas.text import printable

_ATOM = "http://www.w3.org/2005/Atom"
# the ids of entries are made from this name and their version, so that they stay
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "course-atlas")
# the lists of an entry, as people say them
SENTENCES = {
    "opened": "programs opened",
    "closed": "programs closed",
    "renamed": "programs renamed",
    "prices": "prices changed",
    "requirements": "programs list other courses",
    "courses_added": "courses added",
    "courses_removed": "courses removed",
    "stale": "sources went stale",
    "fresh_again": "sources are fresh again",
}
# the same of a single thing, where more than the "s" of the first word differs
_SENTENCES_OF_ONE = {
    "requirements": "program lists other courses",
    "fresh_again": "source is fresh again",
}


def feed(entries: Sequence[Mapping[str, Any]], url: str | None) -> str:
    """The feed of the entries of `notes.json`, newest first; `url` is where the newest release
    can be read."""
    about = dataset()
    root = ET.Element("feed", xmlns=_ATOM)
    _text(root, "id", f"urn:uuid:{_NAMESPACE}")
    _text(root, "title", about.title)
    _text(root, "updated", entries[0]["published"])
    ET.SubElement(_element(root, "author"), "name").text = about.creator
    if url:
        ET.SubElement(root, "link", rel="self", href=f"{url}/feed.atom")
    for entry in entries:
        _add_entry(root, entry)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _add_entry(root: ET.Element, entry: Mapping[str, Any]) -> None:
    element = _element(root, "entry")
    _text(element, "id", f"urn:uuid:{uuid.uuid5(_NAMESPACE, entry['version'])}")
    _text(element, "title", f"Release {entry['version']}: {summary(entry)}")
    _text(element, "updated", entry["published"])
    content = _text(element, "content", "\n".join(_lines(entry)))
    content.set("type", "text")


def summary(entry: Mapping[str, Any]) -> str:
    """What an entry tells, in one line."""
    if entry["is_first"]:
        return ", ".join(f"{count} {name}" for name, count in entry["rows"].items())
    counts = entry["counts"]
    told = [f"{counts[name]} {_words(name, counts[name])}" for name in SENTENCES if counts[name]]
    return ", ".join(told) or "no program, price, requirement or source changed"


def _words(name: str, count: int) -> str:
    """What happened to so many.

    >>> _words("stale", 1), _words("stale", 2), _words("requirements", 1)
    ('source went stale', 'sources went stale', 'program lists other courses')
    """
    if count != 1:
        return SENTENCES[name]
    things, _, rest = SENTENCES[name].partition(" ")
    return _SENTENCES_OF_ONE.get(name, f"{things.removesuffix('s')} {rest}")


def _lines(entry: Mapping[str, Any]) -> Iterator[str]:
    yield f"{summary(entry)}."
    for name in ("opened", "closed", "renamed", "prices", "requirements"):
        for item in entry[name]:
            yield f"{SENTENCES[name]}: {item['title']}{change_of(item)} ({item['url']})"
    for name in ("stale", "fresh_again"):
        yield from (f"{SENTENCES[name]}: {source_id}" for source_id in entry[name])


def change_of(item: Mapping[str, Any]) -> str:
    """What changed in an item of an entry, behind its title; '' where its list says it all.

    >>> change_of({"old": "Light", "new": "Lamps"}), change_of({"added": ["L 1"], "removed": []})
    (', before: Light', ', added: L 1')
    >>> change_of({"old": "24.99", "new": "29.99", "currency": "USD"})
    ': 29.99 USD, before: 24.99'
    """
    if "reason" in item:
        return f": {item['reason']}"
    if item.get("new") and "currency" in item:
        price = f"{item['new']} {item['currency'] or ''}".rstrip()
        return f": {price}, before: {item['old'] or 'none'}"
    if "new" in item:
        return f", before: {item['old'] or 'none'}" + ("" if item["new"] else ", now: none")
    told = [f"{name}: {', '.join(item[name])}" for name in ("added", "removed") if item.get(name)]
    return f", {'; '.join(told)}" if told else ""


def _element(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, name)


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = "\n".join(printable(line) for line in text.split("\n"))
    return element
