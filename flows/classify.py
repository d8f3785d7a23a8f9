"""`courseatlas classify`: a CSV with the relevance of each row added."""

import csv
import sys
from pathlib import Path
from typing import TextIO

from courseatlas.errors import AtlasError, UsageError
from courseatlas.relevance import load

ADDED = ["relevance", "relevance_score", "topics", "matched_terms"]


def classify(file: str, title: str, description: str | None, explain: bool, out: TextIO) -> int:
    """Write the CSV with ADDED columns; lists are parted by "; ". Raises UsageError for a missing column."""
    csv.field_size_limit(10**8)
    try:
        with open(Path(file), newline="", encoding="utf-8-sig") as stream:
            rows = csv.DictReader(stream)
            columns = list(rows.fieldnames or [])
            for name in filter(None, (title, description)):
                if name not in columns:
                    raise UsageError(f"{file}: no column {name!r}; it has {', '.join(columns)}; name one with --title or --description")
            vocabulary = load()
            writer = csv.DictWriter(out, [*columns, *ADDED, *(["weights"] if explain else [])], extrasaction="ignore")
            writer.writeheader()
            for row in rows:
                verdict = vocabulary.classify(row[title] or "", row[description] if description else None)
                row |= {
                    "relevance": verdict.relevance,
                    "relevance_score": verdict.score,
                    "topics": "; ".join(verdict.topics),
                    "matched_terms": "; ".join(verdict.matched_terms),
                }
                if explain:
                    row["weights"] = "; ".join(f"{term} {weight:g}" for term, weight in verdict.weights)
                writer.writerow(row)
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise AtlasError(f"{file}: cannot be read as a UTF-8 CSV: {e}") from e
    sys.stdout.flush()
    return 0
