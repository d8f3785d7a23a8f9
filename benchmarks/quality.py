"""How good the curated tables are, on labelled data: figure, this project, a plain baseline, the aim. `python -m benchmarks.quality FOLDER`.

FOLDER holds `benchmarks/relevance_dev.csv` (title, description, set, label P, N or A), `benchmarks/same_as_dev/` (a CSV a source: id, title,
provider, description; `pairs.csv`: a_id, b_id, label S, D or A) and, for the extraction, `corpus/` with `tools/score_extract.py`. What is
missing is left out of the table. Labels A are not scored.
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

csv.field_size_limit(10**8)


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(f"{__doc__}\ngive the folder of labelled data")
    folder = Path(sys.argv[1])
    rows: list[Row] = [("figure", "this project", "baseline", "aim")]
    if (labels := folder / "benchmarks" / "relevance_dev.csv").exists():
        rows += relevance_rows(_read(labels))
    if (pairs := folder / "benchmarks" / "same_as_dev").is_dir():
        rows += match_rows(pairs)
    if (folder / "corpus").is_dir() and (scorer := folder / "tools" / "score_extract.py").exists():
        rows += extraction_rows(folder / "corpus", scorer)
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def relevance_rows(labelled: list[dict[str, str]]) -> list[Row]:
    """F1 of core and applied against everything else; the baseline is a list of twenty keywords."""
    vocabulary = relevance.load()

    def ours(title: str, description: str) -> bool:
        return vocabulary.classify(title, description or None).relevance in ("core", "applied")

    def plain(title: str, description: str) -> bool:
        return bool(KEYWORDS.search(f"{title} {description}"))

    found = []
    for which, chosen in (
        ("all", labelled),
        ("hard", [row for row in labelled if row["set"] == "hard"]),
    ):
        for texts, aim in (("with descriptions", "0.97"), ("titles alone", "0.93")):
            whole = texts == "with descriptions"
            figures = [f"{_f1(chosen, judge, whole):.3f}" for judge in (ours, plain)]
            found.append(
                (
                    f"relevance F1, {which} {len(chosen)} rows, {texts}",
                    figures[0],
                    f"{figures[1]} (keywords)",
                    aim,
                )
            )
    return found


def _f1(rows: Iterable[dict[str, str]], judge: Callable[[str, str], bool], whole: bool) -> float:
    scored = [
        (row["label"] == "P", judge(row["title"], row["description"] if whole else ""))
        for row in rows
        if row["label"] != "A"
    ]
    right = sum(truth and said for truth, said in scored)
    return 2 * right / max(1, sum(truth for truth, _ in scored) + sum(said for _, said in scored))


def match_rows(folder: Path) -> list[Row]:
    """Precision and recall over the labelled pairs; the baseline links equal titles."""
    tables = {path.stem: _read(path) for path in folder.glob("*.csv") if path.stem != "pairs"}
    pairs = _read(folder / "pairs.csv")
    ours, plain = set(), set()
    for a, b in sorted(
        {(pair["a_id"].split(":")[0], pair["b_id"].split(":")[0]) for pair in pairs}
    ):
        listings = [
            Listing(
                id=row["id"],
                title=row["title"],
                table=name,
                providers=(row["provider"],),
                description=row["description"],
            )
            for name in (a, b)
            for row in tables[name]
        ]
        ours |= {frozenset((pair.a, pair.b)) for pair in match(listings)}
        by_title: dict[str, list[str]] = {}
        for row in tables[b]:
            by_title.setdefault(_title(row["title"]), []).append(row["id"])
        plain |= {
            frozenset((row["id"], other))
            for row in tables[a]
            for other in by_title.get(_title(row["title"]), ())
        }
    (precision, recall), (plain_precision, plain_recall) = (
        _scores(pairs, linked) for linked in (ours, plain)
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


def _scores(pairs: list[dict[str, str]], linked: set[frozenset[str]]) -> tuple[float, float]:
    same = [
        frozenset((pair["a_id"], pair["b_id"])) in linked for pair in pairs if pair["label"] == "S"
    ]
    wrong = sum(
        frozenset((pair["a_id"], pair["b_id"])) in linked for pair in pairs if pair["label"] == "D"
    )
    return sum(same) / max(1, sum(same) + wrong), sum(same) / max(1, len(same))


def extraction_rows(corpus: Path, scorer: Path) -> list[Row]:
    """What the scorer says of every saved page; there is no plain reading of twenty platforms to compare with."""
    command = f"{shlex.quote(sys.executable)} -m cli extract {{file}} --url {{url}}"
    done = subprocess.run(
        [sys.executable, str(scorer), "--root", str(corpus), "--jobs", "2", "--cmd", command],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    found = re.search(
        r"fields right: ([\d.]+)\s+records F1: ([\d.]+)\s+pages failed: (\d+)\s+components F1: ([\d.]+)",
        done.stdout,
    )
    if not found:
        return [("extraction", f"the scorer failed: {done.stderr.strip()[-80:]}", "-", "0.97")]
    names = (
        "extraction, fields right",
        "extraction, record F1",
        "extraction, pages failed",
        "extraction, component F1",
    )
    return [
        (name, figure, "-", aim)
        for name, figure, aim in zip(
            names, found.groups(), ("0.97", "0.97", "0", "0.97"), strict=True
        )
    ]


def _title(text: str) -> str:
    return " ".join(text.casefold().split())


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main()
