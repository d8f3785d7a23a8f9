"""`courseatlas match` on two generated lists, beside two first scripts.

`python -m benchmarks.match [ROWS]`: sizes grow to ROWS (both lists together; default 100,000) to
show how the cost grows. Each row has a provider, a title and a generated description, whose words
are as uneven as those of a catalog. A tenth of the second list are rows of the first in another
spelling, a twentieth has a title of the first at another provider.

The first scripts are an exact join by title in pandas, which finds no other spelling, and a
comparison of every title with every other in rapidfuzz (2,000 rows; its cost grows with the
square).
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
    *("data", "machine", "learning", "design", "systems", "analysis", "business", "health"),
    *("history", "digital", "science", "theory"),
)
_FRAMES = (
    *("{}", "Introduction to {}", "{} in Practice", "Advanced {}", "{} II", "{} with Python"),
    "Applied {}",
)
_COLUMNS = ("id", "title", "provider", "code", "description")


Row = tuple[str, str, str, str, str]  # in the order of _COLUMNS


def word(number: int) -> str:
    """A generated word for a number."""
    syllables = [_SYLLABLES[number // 24**place % 24] for place in range(3)]
    return "".join(syllables) + "nrst"[number % 4]


def generated_row(draw: random.Random, number: int, prefix: str, providers: int) -> Row:
    """One row; as in a catalog, a few words are in every tenth title and most in a handful."""
    words = [draw.choice(_COMMON)]
    words += [word(int(draw.paretovariate(0.6)) % 8000) for _ in range(draw.randint(1, 3))]
    title = draw.choice(_FRAMES).format(" ".join(words).title())
    length = draw.randint(30, 110)
    text = " ".join(word(int(draw.paretovariate(0.4)) % 12000) for _ in range(length))
    provider = f"University of {word(number % providers).title()}"
    code = f"{words[-1][:3].upper()} {draw.randint(100, 899)}"
    return f"{prefix}{number}", title, provider, code, f"In this course {text}."


def generated_lists(count: int, seed: int = 0) -> tuple[list[Row], list[Row], int]:
    """Two lists of together `count` rows, and how many rows of the second are in the first."""
    draw, providers = random.Random(seed), max(50, count // 200)
    first = [generated_row(draw, number, "a", providers) for number in range(count // 2)]
    second, planted = [], 0
    for number, (_, title, provider, _, text) in enumerate(first):
        chance = draw.random()
        if chance < 0.1:
            planted += 1
            spelled = title.replace(" in Practice", "").upper()
            second.append(
                (f"b{number}", spelled, f"The {provider} Logo", "", f"{text} With a report.")
            )
        elif chance < 0.15:
            row_id, _, _, code, other_text = generated_row(draw, number, "b", providers)
            second.append((row_id, title, f"{word(number + 7).title()} College", code, other_text))
        else:
            second.append(generated_row(draw, number, "b", providers))
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


def measured_match(first: list[Row], second: list[Row], folder: Path) -> tuple[float, float, str]:
    """CPU seconds and peak MiB of the command, and how many pairs are right and wrong."""
    a, b, pairs = (folder / name for name in ("a.csv", "b.csv", "pairs.csv"))
    for path, table in ((a, first), (b, second)):
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([_COLUMNS, *table])
    seconds, memory = measured([sys.executable, "-m", "cli", "match", str(a), str(b)], pairs)
    with pairs.open(newline="", encoding="utf-8") as stream:
        matches = [(row["a_id"][1:], row["b_id"][1:]) for row in csv.DictReader(stream)]
    right = sum(a_id == b_id for a_id, b_id in matches)
    return seconds, memory, f"{right:>6} {len(matches) - right:>6}"


def main() -> None:
    """Print a line for each size, then the first scripts and the ratio."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print("    rows   CPU s rows/CPU s peak MiB  planted  right  wrong")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in sorted({most // 10, most // 2, most}):
            first, second, planted = generated_lists(count)
            seconds, memory, pairs = measured_match(first, second, folder)
            speed = f"{seconds:>7.1f} {count / seconds:>10.0f} {memory:>8.0f}"
            print(f"{count:>8} {speed} {planted:>8} {pairs}", flush=True)
        join_seconds, joined = exact_join(folder / "a.csv", folder / "b.csv")
    started = time.process_time()
    titles = [[row[1] for row in rows[:1000]] for rows in (first, second)]
    cdist(*titles, scorer=fuzz.token_sort_ratio)
    small = time.process_time() - started
    whole = small * (most / 2000) ** 2
    print(f"exact join by title, pandas: {join_seconds:.1f} CPU s for {most} rows, {joined} pairs,")
    print("  most of them of two providers")
    print(f"every title with every other, rapidfuzz: {small:.2f} CPU s for 2000 rows,")
    print(f"  so {whole:.0f} for {most}")
    print(f"ratio to rapidfuzz: {whole / seconds:.1f}; to the join: {join_seconds / seconds:.2f}")


def exact_join(a: Path, b: Path) -> tuple[float, int]:
    """CPU seconds of a join by title in pandas, and the number of its pairs."""
    started = time.process_time()
    tables = [
        pd.read_csv(path).assign(title=lambda rows: rows["title"].str.lower()) for path in (a, b)
    ]
    joined = len(tables[0].merge(tables[1], on="title"))
    return time.process_time() - started, joined


if __name__ == "__main__":
    main()
