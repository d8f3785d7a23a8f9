"""Lists of records: by provider, by topic and by the first letter of the title.

No page has more than two hundred records of a kind, so that none grows with the release.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from release_site import addresses
from release_site.brief import RecordBrief
from release_site.contents import SiteContents
from release_site.frame import SiteFrame, SitePage
from release_site.labels import KIND_PLURALS, country_name, spoken

Row = TypeVar("Row")

PAGE_ROWS = 200
_LETTERS = (*"abcdefghijklmnopqrstuvwxyz", "0-9", "other")


@dataclass(frozen=True)
class RecordList:
    """Records under one heading, on as many pages as they need.

    `facts` is name -> words, of the provider for example; `website` is its address.
    """

    address: str
    title: str
    records: Sequence[RecordBrief]
    subtitle: str = ""
    website: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def list_pages(listed: RecordList, frame: SiteFrame) -> Iterator[SitePage]:
    """The pages of a list; each has the records of a kind after those of the kind before."""
    ordered = [record for kind in KIND_PLURALS for record in listed.records if record.kind == kind]
    counts = {kind: sum(record.kind == kind for record in ordered) for kind in KIND_PLURALS}
    for number, last, shown in in_pages(ordered):
        yield frame.page(
            "list.html.j2",
            addresses.numbered(listed.address, number),
            listed=listed,
            counts=[(KIND_PLURALS[kind], count) for kind, count in counts.items() if count],
            sections=[
                (title, [record for record in shown if record.kind == kind])
                for kind, title in KIND_PLURALS.items()
            ],
            pager=pager(listed.address, number, last),
        )


def in_pages(rows: Sequence[Row]) -> Iterator[tuple[int, int, Sequence[Row]]]:
    """(number, number of the last page, rows) of each page; a list without rows has one page.

    >>> list(in_pages([]))
    [(1, 1, [])]
    """
    last = max(1, -(-len(rows) // PAGE_ROWS))
    for number in range(1, last + 1):
        yield number, last, rows[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]


def pager(address: str, number: int, last: int) -> dict[str, Any]:
    """Where the pages before and after one are, of so many."""
    near = {1, number - 1, number, number + 1, last}
    return {
        "number": number,
        "last": last,
        "before": addresses.numbered(address, number - 1) if number > 1 else None,
        "after": addresses.numbered(address, number + 1) if number < last else None,
        "near": [(n, addresses.numbered(address, n)) for n in sorted(near) if 0 < n <= last],
    }


def provider_pages(contents: SiteContents, frame: SiteFrame) -> Iterator[SitePage]:
    """A page per provider, with all that it offers."""
    for provider_id, provider in contents.providers.items():
        facts = {
            "What it is": spoken(provider["provider_type"]),
            "Country": country_name(provider["country"]),
            "IPEDS": provider["ipeds_unitid"],
            "ROR": provider["ror_id"],
        }
        listed = RecordList(
            addresses.provider_page(provider_id),
            provider["name"],
            contents.by_provider.get(provider_id, []),
            website=provider["website"],
            facts={name: words for name, words in facts.items() if words},
        )
        yield from list_pages(listed, frame)


def topic_pages(contents: SiteContents, frame: SiteFrame) -> Iterator[SitePage]:
    """A page per topic, with all records that have it."""
    for topic, records in contents.by_topic.items():
        known = contents.topics.get(topic)
        meaning = known.meaning if known else ""
        address, title = addresses.topic_page(topic), contents.topic_title(topic)
        yield from list_pages(RecordList(address, title, records, meaning), frame)


def letter_pages(contents: SiteContents, frame: SiteFrame) -> Iterator[SitePage]:
    """A list per kind and first letter, and an overview per kind."""
    for kind, plural in KIND_PLURALS.items():
        groups: dict[str, list[RecordBrief]] = {letter: [] for letter in _LETTERS}
        for record in contents.briefs.values():
            if record.kind == kind:
                groups[record.letter].append(record)
        for letter, records in groups.items():
            if records:
                ordered = sorted(records, key=lambda record: record.order)
                address = addresses.letter_page(kind, letter)
                title = f"{plural}: {_letter_words(letter)}"
                yield from list_pages(RecordList(address, title, ordered), frame)
        yield _overview(kind, groups, contents, frame)


def _overview(
    kind: str,
    groups: Mapping[str, Sequence[RecordBrief]],
    contents: SiteContents,
    frame: SiteFrame,
) -> SitePage:
    """All records of a kind by letter and by provider; a short list is there as a whole."""
    records = [record for group in groups.values() for record in group]
    by_provider: dict[str, int] = {}
    for record in records:
        by_provider[record.provider_id] = by_provider.get(record.provider_id, 0) + 1
    names = {provider_id: contents.provider_name(provider_id) for provider_id in by_provider}
    return frame.page(
        "overview.html.j2",
        addresses.OVERVIEWS[kind],
        title=KIND_PLURALS[kind],
        total=len(records),
        letters=[
            (_letter_words(letter), addresses.letter_page(kind, letter), len(group))
            for letter, group in groups.items()
            if group
        ],
        providers=[
            (names[each], addresses.provider_page(each), by_provider[each])
            for each in sorted(by_provider, key=lambda each: names[each].casefold())
            if each in contents.providers
        ],
        records=sorted(records, key=lambda record: record.order)
        if len(records) <= PAGE_ROWS
        else [],
    )


def _letter_words(letter: str) -> str:
    return letter.upper() if len(letter) == 1 else letter


def directory_pages(contents: SiteContents, frame: SiteFrame) -> Iterator[SitePage]:
    """The lists of all providers and of all topics, with how many records each has."""
    providers = [
        {
            "name": provider["name"],
            "about": f"{spoken(provider['provider_type'])}, {country_name(provider['country'])}",
            "address": addresses.provider_page(provider_id),
            "records": len(contents.by_provider.get(provider_id, [])),
        }
        for provider_id, provider in contents.providers.items()
    ]
    providers.sort(key=lambda entry: str(entry["name"]).casefold())
    yield frame.page("directory.html.j2", addresses.PROVIDERS, title="Providers", entries=providers)
    topics = [
        {
            "name": contents.topic_title(topic),
            "about": contents.topics[topic].meaning if topic in contents.topics else "",
            "address": addresses.topic_page(topic),
            "records": len(records),
        }
        for topic, records in contents.by_topic.items()
    ]
    topics.sort(key=lambda entry: str(entry["name"]).casefold())
    yield frame.page("directory.html.j2", addresses.TOPICS, title="Topics", entries=topics)
