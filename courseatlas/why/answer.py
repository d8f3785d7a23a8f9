"""Answer a question about a record or a page."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urldefrag

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from courseatlas.outcomes import MERGED
from courseatlas.page_remedies import remedy_of_page
from courseatlas.pages import outcome_label
from courseatlas.releases import Release, all_releases
from courseatlas.schema import RECORD_TABLES
from courseatlas.why.past import explain_past, rows_of_release
from courseatlas.why.record import explain_record, outcome_sentence
from courseatlas.why.release_files import read_release_files
from courseatlas.why.values import Candidate, Explanation, Explanations, Row, RunFiles


def answer(question: str, run: RunFiles | None, output: Path) -> Explanations:
    """What became of the record or page that a question names; nothing for an unknown one.

    The question is an id, an alias of one, words of a title, or an address. `run` is None where no
    run left its files; the releases under `output` answer alone.
    """
    return _answer(question, run, all_releases(output))


def explain_in_release(question: str, release: Release) -> Explanations:
    """What became of the record or page that a question names, by one release alone."""
    return _answer(question, read_release_files(release), [release])


def _answer(question: str, run: RunFiles | None, releases: Sequence[Release]) -> Explanations:
    question = question.strip()
    if not question:
        return Explanations()
    if question.startswith(("http://", "https://")):
        return _about_page(urldefrag(question)[0], run, releases)
    if releases:
        question = releases[-1].aliases().get(question, question)
    if run:
        records = run.records_where("id", question)
        if records:
            return Explanations(_explained(records, run, releases))
    past = explain_past(question, run, releases)
    if past:
        return Explanations((past,))
    return _about_words(question, run, releases)


def _about_page(url: str, run: RunFiles | None, releases: Sequence[Release]) -> Explanations:
    """The outcome of a page and of its records; else the rows of the release with this address."""
    pages = run.pages_of(url) if run else []
    records = run.records_where("evidence_url", url) if run else []
    if run and (pages or records):
        lines = tuple(_lines_of_page(pages, records))
        heading = Explanation(f"{url}, run {run.run_id}", lines)
        details = _explained(records, run, releases) if len(records) == 1 else ()
        return Explanations((heading, *details))
    rows = rows_of_release("url", url, releases[-1]) if releases else []
    past = [explain_past(row["id"], run, releases) for _, row in rows]
    return Explanations(tuple(explanation for explanation in past if explanation))


def _about_words(words: str, run: RunFiles | None, releases: Sequence[Release]) -> Explanations:
    """Records whose title has all the words, of the run and of the last release."""
    records = _with_words(run.records, words) if run else []
    by_name: dict[str, Row] = {}
    for record in records:
        name = record["id"] or record["key"]
        if name not in by_name or by_name[name]["outcome"] == MERGED:
            by_name[name] = record
    if run and len(by_name) == 1:
        return Explanations(_explained(records, run, releases))
    candidates = [
        Candidate(name, record["title"], outcome_sentence(record))
        for name, record in by_name.items()
    ]
    candidates += [
        Candidate(row["id"], row["title"], f"{row['freshness']} in the last release")
        for row in _with_words_in_release(words, releases)
        if row["id"] not in by_name
    ]
    if len(candidates) == 1:
        past = explain_past(candidates[0].name, run, releases)
        return Explanations((past,) if past else ())
    return Explanations(candidates=tuple(candidates))


def _explained(
    records: Sequence[Row], run: RunFiles, releases: Sequence[Release]
) -> tuple[Explanation, ...]:
    return tuple(explain_record(record, run, releases) for record in records)


def _lines_of_page(pages: Sequence[Row], records: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for page in pages:
        detail = f": {page['detail']}" if page["detail"] else ""
        yield "page", f"{outcome_label(page)}, {page['records']} records{detail}"
        # a run of an older version does not know why it asked for a page
        if page.get("reason"):
            source = f", which {page['referrer']} leads to" if page["referrer"] else ""
            yield "asked for as", f"{page['reason'].replace('_', ' ')}{source}"
    for record in records:
        name = record["id"] or record["key"]
        yield "record", f"{record['title']} ({name}): {outcome_sentence(record)}"
    if pages and not records:
        none = "nothing: a page of this outcome gives no record"
        yield "to do", remedy_of_page(pages[0]) or none


def _with_words(table: pa.Table, words: str) -> list[Row]:
    for word in words.split():
        table = table.filter(pc.match_substring(table["title"], word, ignore_case=True))
    rows: list[Row] = table.to_pylist()
    return rows


def _with_words_in_release(words: str, releases: Sequence[Release]) -> list[Row]:
    if not releases:
        return []
    folder, columns = releases[-1].path, ["id", "title", "freshness"]
    tables = [
        pq.read_table(folder / f"{table.name}.parquet", columns=columns) for table in RECORD_TABLES
    ]
    return [row for table in tables for row in _with_words(table, words)]
