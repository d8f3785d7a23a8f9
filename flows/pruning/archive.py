"""Prune the archive: remove old pages that no kept release needs, and tell what stays and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from courseatlas.arrow import values
from courseatlas.releases import Release, all_releases
from courseatlas.schema import RECORD_TABLES
from flows.runs import all_runs
from spiders.archive.compaction import remove_entries
from spiders.archive.index import Entry, Index
from spiders.archive.store import PageStore
from spiders.statuses import is_page


@dataclass(frozen=True)
class Limits:
    """Records older than `age` go, then the oldest ones until the archives are below `size`."""

    age: timedelta | None = None
    size: int | None = None


@dataclass(frozen=True)
class PrunedArchive:
    """What was removed, and what stays.

    `kept` counts the records that are over a limit and stay, by the reason for which they do.
    `bytes_left` is the size of all records that are left.
    """

    removed: int
    removed_bytes: int
    bytes_left: int
    kept: Mapping[str, int]


@dataclass(frozen=True)
class _Needs:
    """What the releases and runs need of the pages of one source.

    `states` maps a run to the reason for which the pages are needed as they were at its end;
    `evidence` maps an address and a time, in milliseconds, to the release whose rows name it.
    `unfinished` are the runs that the next refresh may resume.
    """

    states: Mapping[str, str]
    evidence: Mapping[tuple[str, str], str]
    unfinished: frozenset[str]


def prune_archive(output: Path, limits: Limits, dry_run: bool = False) -> PrunedArchive:
    """Remove records of all sources' archives; nothing that a kept release or a next run needs.

    Raises Busy where a crawl writes an archive, DamagedRelease where a release cannot say what it
    needs, and OSError where the machine refuses.
    """
    stores = {
        folder.name: PageStore(folder, "prune")
        for folder in sorted((output / "archive").glob("*/"))
        if any(folder.glob("*.warc.gz"))
    }
    try:
        releases = all_releases(output)
        reasons = {
            source_id: _reasons(store.index, _needs(output, releases, source_id))
            for source_id, store in stores.items()
        }
        doomed = _doomed(reasons, limits)
        if not dry_run:
            for source_id, entries in doomed.items():
                remove_entries(output / "archive" / source_id, stores[source_id].index, entries)
    finally:
        for store in stores.values():
            store.close()
    return _summary(reasons, doomed, limits)


def _needs(output: Path, releases: Iterable[Release], source_id: str) -> _Needs:
    states: dict[str, str] = {}
    evidence: dict[tuple[str, str], str] = {}
    for release in releases:
        known = release.manifest["sources"].get(source_id, {})
        last_good = known.get("crawl_run")
        states |= {release.manifest["run_id"]: f"run of release {release.version}"}
        if last_good:
            states.setdefault(last_good, f"last good crawl of release {release.version}")
        for table in RECORD_TABLES:
            frame = release.record_tables[table.name]
            rows = frame[frame["source_id"] == source_id]
            pairs = zip(values(rows["evidence_url"]), values(rows["fetched_at"]), strict=True)
            for url, fetched_at in pairs:
                if fetched_at is not None:
                    evidence[url, _milliseconds(fetched_at)] = (
                        f"evidence of release {release.version}"
                    )
    unfinished = {run["id"] for run in all_runs(output) if run.get("state") == "running"}
    return _Needs(states, evidence, frozenset(unfinished))


def _reasons(index: Index, needs: _Needs) -> dict[Entry, str | None]:
    """Each record of an archive with the reason for which it is needed; None where it is not."""
    entries = list(index)
    by_url: dict[str, dict[tuple[str, str], Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.fetched_at):
        # a kill between copy and removal leaves a record twice, of which one is enough
        by_url.setdefault(entry.url, {})[entry.fetched_at, entry.kind] = entry
    ends = {reason: index.end_of_run(run) for run, reason in needs.states.items()}
    reasons: dict[Entry, str] = {}
    for versions in by_url.values():
        reasons |= _reasons_of_page(list(versions.values()), ends, needs)
    bodies = {(entry.body_file, entry.body_offset): reason for entry, reason in reasons.items()}
    return {
        entry: reasons.get(entry) or bodies.get((entry.file, entry.offset)) for entry in entries
    }


def _reasons_of_page(
    versions: Sequence[Entry], ends: Mapping[str, str], needs: _Needs
) -> dict[Entry, str]:
    """The records of a page that are needed; `versions` are all of them, oldest first.

    `ends` maps the reason for which the pages of a run are needed to the time of its end.
    """
    usable = [entry for entry in versions if entry.usable]
    pages = [entry for entry in usable if is_page(entry.status)]
    # the next refresh asks the site about the one, and a replay reads the other
    reasons = dict.fromkeys([*pages[-1:], *usable[-1:]], "newest version of its page")
    for reason, end in ends.items():
        standing = [entry for entry in usable if entry.fetched_at <= end]
        reasons |= dict.fromkeys(standing[-1:], reason)
    for entry in versions:
        release = needs.evidence.get((entry.url, entry.fetched_at[:23]))
        if release:
            reasons[entry] = release
        if entry.run in needs.unfinished:
            reasons[entry] = "of a run that may be resumed"
    return reasons


def _doomed(
    reasons: Mapping[str, Mapping[Entry, str | None]], limits: Limits
) -> dict[str, list[Entry]]:
    """The records of each source that go: too old, or the oldest ones where there are too many."""
    free = sorted(
        (
            (entry.fetched_at, source_id, entry)
            for source_id, entries in reasons.items()
            for entry, reason in entries.items()
            if reason is None
        ),
        key=lambda each: each[:2],
    )
    too_many = _bytes(entry for entries in reasons.values() for entry in entries)
    too_many -= too_many if limits.size is None else limits.size
    oldest = _oldest(limits)
    doomed: dict[str, list[Entry]] = {}
    for fetched_at, source_id, entry in free:
        if fetched_at < oldest or too_many > 0:
            doomed.setdefault(source_id, []).append(entry)
            too_many -= entry.end - entry.offset
    return doomed


def _summary(
    reasons: Mapping[str, Mapping[Entry, str | None]],
    doomed: Mapping[str, Sequence[Entry]],
    limits: Limits,
) -> PrunedArchive:
    gone = [entry for entries in doomed.values() for entry in entries]
    left = _bytes(entry for entries in reasons.values() for entry in entries) - _bytes(gone)
    is_too_large = limits.size is not None and left > limits.size
    kept = Counter(
        reason
        for entries in reasons.values()
        for entry, reason in entries.items()
        if reason and (is_too_large or entry.fetched_at < _oldest(limits))
    )
    return PrunedArchive(len(gone), _bytes(gone), left, kept)


def _oldest(limits: Limits) -> str:
    """The WARC-Date before which a record is too old; '' where none is."""
    if limits.age is None:
        return ""
    return (datetime.now(UTC) - limits.age).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _bytes(entries: Iterable[Entry]) -> int:
    return sum(entry.end - entry.offset for entry in entries)


def _milliseconds(moment: datetime) -> str:
    """A time as the begin of a WARC-Date in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:23]
