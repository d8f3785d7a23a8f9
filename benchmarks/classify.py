"""Relevance of 100,000 different rows, beside a plain list of keywords over the same texts.

`python -m benchmarks.classify [CSV]` prints the CPU seconds of one process. CSV has the columns
title and description. Without it the rows are generated: of ten rows seven have nothing to do with
AI, two border on it and one is about it. Imports and the compilation of the vocabulary are not
counted.
"""

import csv
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from courseatlas import relevance

ROWS = 100_000
_DESCRIPTION = 500
KEYWORDS = re.compile(
    r"\b(?:artificial intelligence|machine learning|deep learning|neural networks?|computer vision"
    r"|natural language processing|nlp|ai|ml|robotics|reinforcement learning|generative|chatgpt"
    r"|llms?|language models?|data mining|deepfakes?|speech recognition|tensorflow|pytorch"
    r"|chatbots?)\b",
    re.IGNORECASE,
)
_SUBJECTS = {
    "far": "Roman History,Organic Chemistry,Watercolour Painting,Contract Law,Nursing Care,"
    "Soil Science,Choral Singing,Macroeconomics,Renaissance Poetry,Hotel Management,"
    "Structural Steel,Portuguese Grammar,Child Development,Marine Biology,Project Planning",
    "near": "Data Analysis,Linear Algebra,Python Programming,Network Security,Applied Statistics,"
    "Cloud Infrastructure,Signal Processing,Robotics",
    "in it": "Deep Learning,Machine Learning in Medicine,Aprendizaje automático,Computer Vision,"
    "AI Ethics,Deepfake Detection,Natural Language Processing",
}
_SHARES = {"far": 7, "near": 2, "in it": 1}
_SENTENCES = (
    "This course introduces {0} and its history, with weekly readings and a short paper in the "
    "last month.",
    "Students learn the main ideas of {0}, discuss them in small groups and apply them to cases of "
    "their own.",
    "You will practise {0} in the workshop, keep a journal of what you try, and present the result "
    "at the end of the term.",
    "No prior knowledge of {1} is needed; those who know it may begin with the second unit.",
    "Topics include planning, measurement, writing for a general audience, and the relation of {0} "
    "to {1}.",
    "Graduates work in schools, offices, laboratories and public service, and many go on to "
    "further study of {1}.",
    "The final mark rests on two tests, a project and the part that each student takes in class.",
)


def generated_rows(rows: int, seed: int = 1) -> list[tuple[str, str]]:
    """Different titles with descriptions of about 500 characters, the same for the same seed."""
    draw = random.Random(seed)
    kinds = draw.choices(list(_SHARES), list(_SHARES.values()), k=rows)
    subjects = {kind: names.split(",") for kind, names in _SUBJECTS.items()}
    texts = []
    for number, kind in enumerate(kinds):
        subject, other = draw.choice(subjects[kind]), draw.choice(subjects["far"])
        chosen = draw.sample(_SENTENCES, 6)
        sentences = [sentence.format(subject.lower(), other.lower()) for sentence in chosen]
        description = f"Section {number}. {' '.join(sentences)}"[:_DESCRIPTION]
        texts.append((f"{subject} {number}", description))
    return texts


def rows_of(path: Path) -> list[tuple[str, str]]:
    """The rows of a CSV, repeated with a number in each text until there are ROWS of them."""
    csv.field_size_limit(10**8)
    with path.open(newline="", encoding="utf-8-sig") as stream:
        rows = [(row["title"] or "", row["description"] or "") for row in csv.DictReader(stream)]
    rounds = range(-(-ROWS // len(rows)) if rows else 0)
    repeated = [
        (f"{title} {number}" if number else title, f"{text} {number}" if number else text)
        for number in rounds
        for title, text in rows
    ]
    return repeated[:ROWS]


def main() -> None:
    """Print the seconds of both, how many of their rows are about AI, and the ratio."""
    texts = rows_of(Path(sys.argv[1])) if len(sys.argv) > 1 else generated_rows(ROWS)
    if not texts:
        raise SystemExit(f"{sys.argv[1]}: has no row; give a CSV with title and description")
    started = time.process_time()
    matching = sum(bool(KEYWORDS.search(title) or KEYWORDS.search(text)) for title, text in texts)
    keyword_seconds = time.process_time() - started
    vocabulary = relevance.load()
    started = time.process_time()
    levels = Counter(vocabulary.classify(title, text).relevance for title, text in texts)
    classify_seconds = time.process_time() - started
    length = sum(len(text) for _, text in texts) / len(texts)
    per_level = [f"{levels[level]} {level}" for level in ("core", "applied", "adjacent", "none")]
    print(f"{len(texts)} rows, descriptions of {length:.0f} characters")
    print(f"keyword list {keyword_seconds:6.1f} CPU s   {matching} rows match")
    print(f"classify     {classify_seconds:6.1f} CPU s   {', '.join(per_level)}")
    print(f"ratio {classify_seconds / keyword_seconds:.2f}")


if __name__ == "__main__":
    main()
