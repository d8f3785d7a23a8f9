"""Change: how far a source may differ from the last release before a person must look."""

from collections.abc import Callable, Iterator, Mapping

from courseatlas.findings import Finding, SourceStats
from validation.gates.remedies import accept, extract
from validation.gates.thresholds import thresholds

Gate = Callable[[str, SourceStats, SourceStats], Iterator[Finding]]
_LONGEST_TITLE = 60


def lost_rows(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Rows that the last release has and this run did not find."""
    limit = thresholds().lost_rows
    for table, rows_before in before.rows.items():
        rows = now.rows.get(table, 0)
        lost = rows_before - rows
        too_many = lost >= limit.at_least and lost > limit.share * rows_before
        if too_many or (rows_before and not rows):
            yield Finding(
                "rows lost",
                source_id,
                f"{rows} {table}, where the last release held {rows_before} "
                f"({-lost / rows_before:.0%})",
                f"see what became of its pages: `courseatlas pages --source {source_id}`; "
                f"where the catalog did shrink, {accept(source_id)}",
            )


def grown_rows(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Far more rows than before."""
    limit = thresholds().grown_rows
    for table, rows_before in before.rows.items():
        gained = now.rows.get(table, 0) - rows_before
        if rows_before and gained >= limit.at_least and gained > limit.share * rows_before:
            yield Finding(
                "rows grown",
                source_id,
                f"{now.rows[table]} {table}, where the last release held {rows_before} "
                f"({gained / rows_before:+.0%})",
                f"look whether they are right: `courseatlas quarantine --source {source_id}`; "
                f"if they are, {accept(source_id)}",
            )


def filled_less(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Columns that were filled and are empty now."""
    limit, emptied = thresholds().filled_less, thresholds().emptied
    for path, share_before in before.filled.items():
        table, column = path.split(".")
        rows = min(now.rows.get(table, 0), before.rows.get(table, 0))
        share = now.filled.get(path, 0.0)
        is_emptied = column in emptied.columns and share_before >= emptied.share and not share
        is_much_less = rows >= limit.at_least and share_before - share > limit.points
        if rows and (is_emptied or is_much_less):
            yield Finding(
                "filled less",
                source_id,
                f"{column} is empty in {1 - share:.0%} of {table} "
                f"(last release {1 - share_before:.0%})",
                f"{extract(source_id)}; where the catalog prints it no more, {accept(source_id)}",
            )


def vanished_ids(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Ids that are gone while the number of rows stays."""
    limit = thresholds().vanished_ids
    gone, new = before.ids - now.ids, now.ids - before.ids
    if min(len(gone), len(new)) >= limit.at_least and len(gone) > limit.share * len(before.ids):
        yield Finding(
            "ids vanished",
            source_id,
            f"{len(gone)} of {len(before.ids)} ids are gone and {len(new)} are new, such as "
            f"{min(gone)} and {min(new)}",
            "look whether the key is read from another place; where the catalog renumbered its "
            f"courses, {accept(source_id)}",
        )


def renamed(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Rows that keep their id and lose their title."""
    common = before.ids & now.ids
    changed = sorted(
        record_id for record_id in common if before.titles[record_id] != now.titles[record_id]
    )
    if len(changed) > thresholds().renamed.share * len(common):
        example = changed[0]
        yield Finding(
            "renamed",
            source_id,
            f"{len(changed)} of {len(common)} rows have another title, such as "
            f"“{_short(now.titles[example])}” for “{_short(before.titles[example])}”",
            "look whether the title is read from another place; where the catalog renamed them, "
            f"{accept(source_id)}",
        )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"


def shifted_words(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Shares of the words of a column (levels, units, relevance), by total variation distance."""
    limit = thresholds().shifted_words
    for path, counted_before in before.words.items():
        table, column = path.split(".")
        counted = now.words.get(path, {})
        if min(sum(counted_before.values()), sum(counted.values())) < limit.at_least:
            continue
        old, new = _shares(counted_before), _shares(counted)
        moved = {word: abs(old.get(word, 0) - new.get(word, 0)) for word in {*old, *new}}
        if sum(moved.values()) / 2 > limit.distance:
            word = max(moved, key=lambda candidate: (moved[candidate], candidate))
            yield Finding(
                "words shifted",
                source_id,
                f"{column} of {table}: “{word}” in {new.get(word, 0):.0%} of the rows "
                f"(last release {old.get(word, 0):.0%})",
                f"{extract(source_id)}; where the catalog changed its words, {accept(source_id)}",
            )


def changed_lengths(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Texts that are far longer or shorter: another part of the page, or two columns swapped."""
    limit = thresholds().changed_lengths
    for path, length_before in before.lengths.items():
        table, column = path.split(".")
        length = now.lengths.get(path, 0.0)
        rows = min(now.rows.get(table, 0), before.rows.get(table, 0))
        if rows < limit.at_least or not length or not length_before:
            continue
        if max(length, length_before) > limit.times * min(length, length_before):
            yield Finding(
                "lengths changed",
                source_id,
                f"{column} of {table} has {length:g} characters where it had {length_before:g} "
                "(medians)",
                f"{extract(source_id)}; where the catalog rewrote its texts, {accept(source_id)}",
            )


def alike(source_id: str, now: SourceStats, before: SourceStats) -> Iterator[Finding]:
    """Texts that differed from row to row and are alike now: a part that every page has."""
    limit = thresholds().alike
    for path, share_before in before.distinct.items():
        table, column = path.split(".")
        share = now.distinct.get(path)
        if share is None or now.rows.get(table, 0) < limit.at_least:
            continue
        if share_before - share > limit.points:
            yield Finding(
                "alike",
                source_id,
                f"{column} of {table} is the same in most rows: {share:.0%} of the texts are "
                f"distinct (last release {share_before:.0%})",
                f"{extract(source_id)}; where the catalog did write one text for all, "
                f"{accept(source_id)}",
            )


def pages_without_records(
    source_id: str, now: SourceStats, before: SourceStats
) -> Iterator[Finding]:
    """Detail pages that give no record, where last time they did."""
    limit = thresholds().pages_without_records
    empty, empty_before = now.pages.get("no_record", 0), before.pages.get("no_record", 0)
    detail_pages = empty + _pages_read(now)
    share_before = empty_before / max(1, empty_before + _pages_read(before))
    if empty >= limit.at_least and empty / detail_pages - share_before > limit.share:
        yield Finding(
            "pages without records",
            source_id,
            f"{empty} of {detail_pages} detail pages gave no record "
            f"(last release {share_before:.0%})",
            f"see `courseatlas pages --source {source_id} --outcome no_record`, and "
            f"{extract(source_id)}",
        )


def _pages_read(stats: SourceStats) -> int:
    return stats.pages.get("record", 0) + stats.pages.get("not_modified", 0)


def _shares(counted: Mapping[str, int]) -> dict[str, float]:
    total = sum(counted.values())
    return {word: count / total for word, count in counted.items()}


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
