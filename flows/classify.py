"""`courseatlas classify`: a CSV with the relevance of each row added."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from courseatlas.errors import AtlasError, UsageError
from courseatlas.relevance import Verdict, load

ADDED = ["relevance", "relevance_score", "topics", "matched_terms"]
EXPLAINED = ["weights", "reasons"]


def classify(file: str, title: str, description: str | None, explain: bool, out: TextIO) -> int:
    """Write the CSV with ADDED columns; lists are parted by "; ", reasons by " | ". Raises UsageError for a missing column."""
    csv.field_size_limit(10**8)
    added = [*ADDED, *EXPLAINED] if explain else ADDED
    try:
        with open(Path(file), newline="", encoding="utf-8-sig") as stream:
            rows = csv.DictReader(stream)
            columns = list(rows.fieldnames or [])
            if not columns:
                raise UsageError(f"{file}: is empty; give a CSV whose first line names the columns")
            for name in filter(None, (title, description)):
                if name not in columns:
                    raise UsageError(f"{file}: no column {name!r}; it has {', '.join(columns)}; name one with --title or --description")
            vocabulary = load()
            writer = csv.DictWriter(out, [*(name for name in columns if name not in added), *added])
            writer.writeheader()
            for row in _whole(rows, file):
                verdict = vocabulary.classify(row[title] or "", row[description] if description else None)
                writer.writerow(row | dict(zip(added, _cells(verdict), strict=False)))
    except BrokenPipeError:
        raise
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise AtlasError(f"{file}: cannot be read as a UTF-8 CSV: {e}") from e
    sys.stdout.flush()
    return 0


def _whole(rows: "csv.DictReader[str]", file: str) -> Iterator[dict[str, str | None]]:
    """The rows; one of too many cells would lose some of them unseen."""
    for row in rows:
        if None in row:
            cells = len(rows.fieldnames or ()) + len(row[None])  # type: ignore[call-overload]
            raise AtlasError(
                f"{file}:{rows.line_num}: {cells} cells where the first line names {len(rows.fieldnames or ())}; put quotes around a cell that holds a comma"
            )
        yield dict(row)


def _cells(verdict: Verdict) -> tuple[object, ...]:
    return (
        verdict.relevance,
        verdict.score,
        "; ".join(verdict.topics),
        "; ".join(verdict.matched_terms),
        "; ".join(f"{term} {weight:g}" for term, weight in verdict.weights),
        " | ".join(verdict.reasons),
    )
