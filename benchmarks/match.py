"""`courseatlas match` on two generated lists, beside two first scripts: `python -m benchmarks.match [ROWS]`.

Sizes grow to ROWS (both lists together; default 100,000) to show how cost grows. Each row has a provider, a title and a description of our
own words, drawn as unevenly as a catalog's; a tenth of the second list is the first's under another spelling, a twentieth has a title of
the first at another provider. The first scripts: an exact join by title in pandas (finds no other spelling), and every title against every
other in rapidfuzz (2,000 rows; its cost grows with the square).
"""

import csv
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

ROOT = Path(__file__).resolve().parent.parent
_SYLLABLES = re.findall("..", "badofigukaleminoparasetivowexuzabriclafrogluhejukonymy")[:24]
_COMMON = (
    "data",
    "machine",
    "learning",
    "design",
    "systems",
    "analysis",
    "business",
    "health",
    "history",
    "digital",
    "science",
    "theory",
)
_FRAMES = (
    "{}",
    "Introduction to {}",
    "{} in Practice",
    "Advanced {}",
    "{} II",
    "{} with Python",
    "Applied {}",
)
_COLUMNS = ("id", "title", "provider", "code", "description")


def word(number: int) -> str:
    """A word of our own for a number."""
    return "".join(_SYLLABLES[number // 24**place % 24] for place in range(3)) + "nrst"[number % 4]


def rows(count: int, seed: int = 0) -> tuple[list[tuple], list[tuple], int]:
    """Two lists of together `count` rows, and how many of the second stand in the first under another spelling."""
    dice = random.Random(seed)

    def one(number: int, place: str) -> tuple:
        # some words stand in every tenth title and most in a handful, as in a catalog
        words = [
            dice.choice(_COMMON),
            *(word(int(dice.paretovariate(0.6)) % 8000) for _ in range(dice.randint(1, 3))),
        ]
        title = dice.choice(_FRAMES).format(" ".join(words).title())
        text = " ".join(
            word(int(dice.paretovariate(0.4)) % 12000) for _ in range(dice.randint(30, 110))
        )
        provider = f"University of {word(number % max(50, count // 200)).title()}"
        return (
            f"{place}{number}",
            title,
            provider,
            f"{words[-1][:3].upper()} {dice.randint(100, 899)}",
            f"In this course {text}.",
        )

    first = [one(number, "a") for number in range(count // 2)]
    second, planted = [], 0
    for number, (_, title, provider, _, text) in enumerate(first):
        chance = dice.random()
        if chance < 0.1:
            planted += 1
            second.append(
                (
                    f"b{number}",
                    title.replace(" in Practice", "").upper(),
                    f"The {provider} Logo",
                    "",
                    text + " With a report.",
                )
            )
        elif chance < 0.15:
            fresh = one(number, "b")
            second.append(
                (fresh[0], title, f"{word(number + 7).title()} College", fresh[3], fresh[4])
            )
        else:
            second.append(one(number, "b"))
    return first, second, planted


def measured(command: list[str], output: Path) -> tuple[float, float]:
    """CPU seconds and peak MiB of one command with all it starts."""
    with output.open("wb") as stream:
        child = subprocess.Popen(command, cwd=ROOT, stdout=stream)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)}: status {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print a line for each size, then the first scripts and the ratio."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(
        f"{'rows':>8} {'CPU s':>7} {'rows/CPU s':>10} {'peak MiB':>8} {'planted':>8} {'found':>6} {'other':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("a.csv", "b.csv", "pairs.csv")]
        for count in sorted({most // 10, most // 2, most}):
            first, second, planted = rows(count)
            for path, table in zip(paths, (first, second), strict=False):
                with path.open("w", newline="", encoding="utf-8") as stream:
                    csv.writer(stream).writerows([_COLUMNS, *table])
            seconds, memory = measured(
                [sys.executable, "-m", "cli", "match", str(paths[0]), str(paths[1])], paths[2]
            )
            with paths[2].open(newline="", encoding="utf-8") as stream:
                found = [(row["a_id"][1:], row["b_id"][1:]) for row in csv.DictReader(stream)]
            right = sum(a == b for a, b in found)
            print(
                f"{count:>8} {seconds:>7.1f} {count / seconds:>10.0f} {memory:>8.0f} {planted:>8} {right:>6} {len(found) - right:>6}",
                flush=True,
            )
        begun = time.process_time()
        left, right_side = (
            pd.read_csv(path).assign(title=lambda frame: frame["title"].str.lower())
            for path in paths[:2]
        )
        joined = len(left.merge(right_side, on="title"))
        exact = time.process_time() - begun
    begun = time.process_time()
    cdist(
        [row[1] for row in first[:1000]],
        [row[1] for row in second[:1000]],
        scorer=fuzz.token_sort_ratio,
    )
    small = time.process_time() - begun
    whole = small * (most / 2000) ** 2
    print(
        f"exact join by title, pandas: {exact:.1f} CPU s for {most} rows, {joined} pairs, most of them of two providers"
    )
    print(
        f"every title against every other, rapidfuzz: {small:.2f} CPU s for 2000 rows, so {whole:.0f} for {most}"
    )
    print(f"ratio to rapidfuzz: {whole / seconds:.1f}; to the join: {exact / seconds:.2f}")


if __name__ == "__main__":
    main()
