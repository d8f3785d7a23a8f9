"""How good the curated tables are on labelled data: figure, this project, a baseline, the aim.

`python -m benchmarks.quality FOLDER`. FOLDER has `benchmarks/relevance_dev.csv` (title,
description, set, label P, N or A), `benchmarks/same_as_dev/` (one CSV per source: id, title,
provider, description; and `pairs.csv`: a_id, b_id, label S, D or A) and, for the extraction,
`corpus/` with `tools/score_extract.py`. What is missing is left out of the table. Rows with the
label A are not scored.
"""

import csv
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.classify import KEYWORDS
from courseatlas import relevance
from courseatlas.matching import Listing, match

ROOT = Path(__file__).resolve().parent.parent
Row = tuple[str, str, str, str]  # figure, this project, baseline, aim

_EXTRACTION = re.compile(
    r"fields right: ([\d.]+)\s+records F1: ([\d.]+)\s+pages failed: (\d+)\s+"
    r"components F1: ([\d.]+)"
)

csv.field_size_limit(10**8)


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(f"{__doc__}\ngive the folder of labelled data")
    folder = Path(sys.argv[1])
    labels = folder / "benchmarks" / "relevance_dev.csv"
    pairs = folder / "benchmarks" / "same_as_dev"
    scorer = folder / "tools" / "score_extract.py"
    rows: list[Row] = [("figure", "this project", "baseline", "aim")]
    if labels.exists():
        rows += relevance_rows(_read(labels))
    if pairs.is_dir():
        rows += match_rows(pairs)
    if (folder / "corpus").is_dir() and scorer.exists():
        rows += extraction_rows(folder / "corpus", scorer)
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def relevance_rows(labelled: list[dict[str, str]]) -> list[Row]:
    """F1 of core and applied against everything else; the baseline is a list of keywords."""
    vocabulary = relevance.load()

    def by_vocabulary(title: str, description: str) -> bool:
        result = vocabulary.classify(title, description or None)
        return result.relevance in ("core", "applied")

    def by_keyword(title: str, description: str) -> bool:
        return bool(KEYWORDS.search(f"{title} {description}"))

    rows = []
    hard = [row for row in labelled if row["set"] == "hard"]
    for name, chosen in (("all", labelled), ("hard", hard)):
        for texts, aim in (("with descriptions", "0.97"), ("titles alone", "0.93")):
            with_text = texts == "with descriptions"
            ours, keywords = (
                _f1(chosen, judge, with_text) for judge in (by_vocabulary, by_keyword)
            )
            figure = f"relevance F1, {name} {len(chosen)} rows, {texts}"
            rows.append((figure, f"{ours:.3f}", f"{keywords:.3f} (keywords)", aim))
    return rows


def _f1(
    rows: Iterable[dict[str, str]], judge: Callable[[str, str], bool], with_text: bool
) -> float:
    scored = [
        (row["label"] == "P", judge(row["title"], row["description"] if with_text else ""))
        for row in rows
        if row["label"] != "A"
    ]
    right = sum(truth and answer for truth, answer in scored)
    positives = sum(truth for truth, _ in scored) + sum(answer for _, answer in scored)
    return 2 * right / max(1, positives)


def match_rows(folder: Path) -> list[Row]:
    """Precision and recall over the labelled pairs; the baseline links equal titles."""
    tables = {path.stem: _read(path) for path in folder.glob("*.csv") if path.stem != "pairs"}
    pairs = _read(folder / "pairs.csv")
    sources = {(pair["a_id"].split(":")[0], pair["b_id"].split(":")[0]) for pair in pairs}
    ours: set[frozenset[str]] = set()
    equal_titles: set[frozenset[str]] = set()
    for a, b in sorted(sources):
        listings = [_listing(row, name) for name in (a, b) for row in tables[name]]
        ours |= {frozenset((pair.a, pair.b)) for pair in match(listings)}
        equal_titles |= _equal_titles(tables[a], tables[b])
    (precision, recall), (plain_precision, plain_recall) = (
        _scores(pairs, linked) for linked in (ours, equal_titles)
    )
    return [
        (
            "same course, precision",
            f"{precision:.3f}",
            f"{plain_precision:.3f} (equal titles)",
            "0.98",
        ),
        ("same course, recall", f"{recall:.3f}", f"{plain_recall:.3f} (equal titles)", "0.85"),
    ]


def _listing(row: dict[str, str], table: str) -> Listing:
    return Listing(
        id=row["id"],
        title=row["title"],
        table=table,
        providers=(row["provider"],),
        description=row["description"],
    )


def _equal_titles(a: list[dict[str, str]], b: list[dict[str, str]]) -> set[frozenset[str]]:
    by_title: dict[str, list[str]] = {}
    for row in b:
        by_title.setdefault(_title(row["title"]), []).append(row["id"])
    return {
        frozenset((row["id"], other))
        for row in a
        for other in by_title.get(_title(row["title"]), ())
    }


def _scores(pairs: list[dict[str, str]], linked: set[frozenset[str]]) -> tuple[float, float]:
    """(precision, recall) of links over the pairs that are labelled S or D."""

    def is_linked(pair: dict[str, str]) -> bool:
        return frozenset((pair["a_id"], pair["b_id"])) in linked

    same = [is_linked(pair) for pair in pairs if pair["label"] == "S"]
    wrong = sum(is_linked(pair) for pair in pairs if pair["label"] == "D")
    return sum(same) / max(1, sum(same) + wrong), sum(same) / max(1, len(same))


def extraction_rows(corpus: Path, scorer: Path) -> list[Row]:
    """What the scorer says about every saved page; there is no baseline for twenty platforms."""
    extract = f"{shlex.quote(sys.executable)} -m cli extract {{file}} --url {{url}}"
    command = [sys.executable, str(scorer), "--root", str(corpus), "--jobs", "2", "--cmd", extract]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    figures = _EXTRACTION.search(done.stdout)
    if not figures:
        return [("extraction", f"the scorer failed: {done.stderr.strip()[-80:]}", "-", "0.97")]
    names = ("fields right", "record F1", "pages failed", "component F1")
    aims = ("0.97", "0.97", "0", "0.97")
    return [
        (f"extraction, {name}", figure, "-", aim)
        for name, figure, aim in zip(names, figures.groups(), aims, strict=True)
    ]


def _title(text: str) -> str:
    return " ".join(text.casefold().split())


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main()
