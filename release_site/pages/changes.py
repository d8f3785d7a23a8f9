"""What changed since the release before: records that came, went, or say something else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from release_site import addresses
from release_site.contents import SiteContents
from release_site.frame import SiteFrame, SitePage
from release_site.pages.lists import in_pages, pager

# in the order of the page: what is lost comes first
TITLES = {"removed": "Removed", "returned": "Returned", "changed": "Changed", "added": "Added"}


@dataclass(frozen=True)
class RecordChange:
    """What became of one record: `fields` are (column, value before, value now)."""

    id: str
    change: str
    title: str
    address: str | None
    fields: tuple[tuple[str, str, str], ...]


def change_counts(contents: SiteContents) -> dict[str, int]:
    """How many records were removed, returned, changed and added; {} for a first release."""
    if _is_first(contents):
        return {}
    counted: dict[str, set[str]] = {}
    for change, record_id in _columns(contents, "change", "id"):
        counted.setdefault(change, set()).add(record_id)
    return {change: len(counted[change]) for change in TITLES if change in counted}


def changes_pages(
    contents: SiteContents, old_titles: Mapping[str, str], frame: SiteFrame
) -> Iterator[SitePage]:
    """The pages of what changed. `old_titles` names records that the release before had."""
    is_first = _is_first(contents)
    changes = [] if is_first else _record_changes(contents, old_titles)
    for number, last, shown in in_pages(changes):
        yield frame.page(
            "changes.html.j2",
            addresses.numbered(addresses.CHANGES, number),
            is_first=is_first,
            counts=[(TITLES[change], n) for change, n in change_counts(contents).items()],
            sections=[
                (title, [each for each in shown if each.change == change])
                for change, title in TITLES.items()
            ],
            records=len(contents.briefs),
            feed=contents.feed,
            pager=pager(addresses.CHANGES, number, last),
        )


def _is_first(contents: SiteContents) -> bool:
    """Whether every record of the release was added, as in the first one."""
    changes = [change for (change,) in _columns(contents, "change")]
    return len(contents.briefs) <= len(changes) == changes.count("added")


def _record_changes(contents: SiteContents, old_titles: Mapping[str, str]) -> list[RecordChange]:
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in contents.changes.to_pylist():
        rows.setdefault((row["change"], row["id"]), []).append(row)
    changes = [
        _record_change(record_id, change, group, contents, old_titles)
        for (change, record_id), group in rows.items()
    ]
    places = list(TITLES)
    return sorted(changes, key=lambda each: (places.index(each.change), each.title.casefold()))


def _record_change(
    record_id: str,
    change: str,
    rows: Sequence[Mapping[str, Any]],
    contents: SiteContents,
    old_titles: Mapping[str, str],
) -> RecordChange:
    record = contents.briefs.get(record_id)
    title = record.title if record else old_titles.get(record_id, record_id)
    fields = tuple(
        (row["field"].replace("_", " "), row["old"] or "", row["new"] or "")
        for row in rows
        if row["field"]
    )
    return RecordChange(record_id, change, title, record.address if record else None, fields)


def _columns(contents: SiteContents, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(contents.changes[name].to_pylist() for name in names), strict=True)
