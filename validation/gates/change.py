"""Change: how far a source's rows may differ from those of the last release before a person must look."""

from collections.abc import Callable, Iterator

from courseatlas.findings import Finding, SourceStats
from validation.gates.finding import accept, extract, thresholds

Gate = Callable[[str, SourceStats, SourceStats], Iterator[Finding]]


def lost_rows(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Rows that the last release held and this run did not find."""
    limit = thresholds()["lost_rows"]
    for table, held in before.rows.items():
        lost = held - now.rows.get(table, 0)
        if lost >= limit["at_least"] and lost > limit["share"] * held or held and lost == held:
            yield Finding(
                "rows lost",
                source,
                f"{now.rows.get(table, 0)} {table}, where the last release held {held} ({-lost / held:.0%})",
                f"see what became of its pages: `courseatlas pages --source {source}`; where the catalog did shrink, {accept(source)}",
            )


def grown_rows(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Far more rows than before."""
    limit = thresholds()["grown_rows"]
    for table, held in before.rows.items():
        gained = now.rows.get(table, 0) - held
        if held and gained >= limit["at_least"] and gained > limit["share"] * held:
            yield Finding(
                "rows grown",
                source,
                f"{now.rows[table]} {table}, where the last release held {held} ({gained / held:+.0%})",
                f"look whether they are what they should be: `courseatlas quarantine --source {source}`; if so, {accept(source)}",
            )


def filled_less(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Columns that were filled and are empty now."""
    limit, telling = thresholds()["filled_less"], thresholds()["emptied"]
    for path, share in before.filled.items():
        table, column = path.split(".")
        rows = min(now.rows.get(table, 0), before.rows.get(table, 0))
        here = now.filled.get(path, 0.0)
        emptied = column in telling["columns"] and rows and share >= telling["share"] and not here
        if emptied or rows >= limit["at_least"] and share - here > limit["points"]:
            yield Finding(
                "filled less",
                source,
                f"{column} is empty in {1 - here:.0%} of {table} (last release {1 - share:.0%})",
                f"{extract(source)}; where the catalog prints it no more, {accept(source)}",
            )


def vanished_ids(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Ids that are gone while the number of rows stands."""
    limit = thresholds()["vanished_ids"]
    gone, new = before.ids - now.ids, now.ids - before.ids
    if min(len(gone), len(new)) >= limit["at_least"] and len(gone) > limit["share"] * len(before.ids):
        yield Finding(
            "ids vanished",
            source,
            f"{len(gone)} of {len(before.ids)} ids are gone and {len(new)} are new, such as {min(gone)} and {min(new)}",
            f"look whether the key is read from another place; where the catalog renumbered its courses, {accept(source)}",
        )


def renamed(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Rows that kept their id and lost their title."""
    common = before.ids & now.ids
    changed = sorted(one for one in common if before.titles[one] != now.titles[one])
    if len(changed) > thresholds()["renamed"]["share"] * len(common):
        one = changed[0]
        yield Finding(
            "renamed",
            source,
            f"{len(changed)} of {len(common)} rows bear another title, such as “{_short(now.titles[one])}” for “{_short(before.titles[one])}”",
            f"look whether the title is read from another place; where the catalog renamed them, {accept(source)}",
        )


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"


def shifted_words(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Levels, units, relevance: the shares of a column's words, by their total variation distance from 0 to 1."""
    limit = thresholds()["shifted_words"]
    for path, counted in before.words.items():
        table, column = path.split(".")
        here = now.words.get(path, {})
        if min(sum(counted.values()), sum(here.values())) < limit["at_least"]:
            continue
        old, new = _shares(counted), _shares(here)
        if sum(abs(old.get(word, 0) - new.get(word, 0)) for word in {*old, *new}) / 2 > limit["distance"]:
            word = max({*old, *new}, key=lambda word: abs(old.get(word, 0) - new.get(word, 0)))
            yield Finding(
                "words shifted",
                source,
                f"{column} of {table}: “{word}” in {new.get(word, 0):.0%} of the rows (last release {old.get(word, 0):.0%})",
                f"{extract(source)}; where the catalog changed its words, {accept(source)}",
            )


def changed_lengths(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Texts that are far longer or shorter than they were: another part of the page, or two columns swapped."""
    limit = thresholds()["changed_lengths"]
    for path, was in before.lengths.items():
        table, column = path.split(".")
        here = now.lengths.get(path, 0.0)
        if min(now.rows.get(table, 0), before.rows.get(table, 0)) < limit["at_least"] or not here or not was:
            continue
        if max(here, was) > limit["times"] * min(here, was):
            yield Finding(
                "lengths changed",
                source,
                f"{column} of {table} has {here:g} characters where it had {was:g} (medians)",
                f"{extract(source)}; where the catalog rewrote its texts, {accept(source)}",
            )


def alike(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Texts that differed from row to row and are alike now: a part of the page that every page has."""
    limit = thresholds()["alike"]
    for path, was in before.distinct.items():
        table, column = path.split(".")
        here = now.distinct.get(path)
        if here is not None and now.rows.get(table, 0) >= limit["at_least"] and was - here > limit["points"]:
            yield Finding(
                "alike",
                source,
                f"{column} of {table} is the same in most rows: {here:.0%} of the texts are distinct (last release {was:.0%})",
                f"{extract(source)}; where the catalog did write one text for all, {accept(source)}",
            )


def pages_without_records(source: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Detail pages that give no record, where last time they did."""
    limit = thresholds()["pages_without_records"]
    empty, read = now.pages.get("no_record", 0), _read(now)
    was = before.pages.get("no_record", 0) / max(1, _read(before) + before.pages.get("no_record", 0))
    if empty >= limit["at_least"] and empty / (empty + read) - was > limit["share"]:
        yield Finding(
            "pages without records",
            source,
            f"{empty} of {empty + read} detail pages gave no record (last release {was:.0%})",
            f"see `courseatlas pages --source {source} --outcome no_record`, and {extract(source)}",
        )


def _read(facts: SourceStats) -> int:
    return facts.pages.get("record", 0) + facts.pages.get("not_modified", 0)


def _shares(counted: dict[str, int]) -> dict[str, float]:
    whole = sum(counted.values())
    return {word: count / whole for word, count in counted.items()}


CHANGES: tuple[Gate, ...] = (
    lost_rows,
    grown_rows,
    filled_less,
    vanished_ids,
    renamed,
    shifted_words,
    changed_lengths,
    alike,
    pages_without_records,
)
