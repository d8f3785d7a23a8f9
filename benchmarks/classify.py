"""Relevance of 100,000 different rows: CPU seconds of one process, beside a plain list of twenty keywords over the same texts.

`python -m benchmarks.classify [CSV]`. CSV has the columns title and description; without one, rows are made of our own words: of ten,
seven have nothing to do with AI, two border on it and one is about it. Imports and the compiling of the vocabulary are not counted.
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
    r"\b(?:artificial intelligence|machine learning|deep learning|neural networks?|computer vision|natural language processing|nlp|ai|ml|robotics"
    r"|reinforcement learning|generative|chatgpt|llms?|language models?|data mining|deepfakes?|speech recognition|tensorflow|pytorch|chatbots?)\b",
    re.IGNORECASE,
)
_SUBJECTS = {
    "far": "Roman History,Organic Chemistry,Watercolour Painting,Contract Law,Nursing Care,Soil Science,Choral Singing,Macroeconomics,"
    "Renaissance Poetry,Hotel Management,Structural Steel,Portuguese Grammar,Child Development,Marine Biology,Project Planning",
    "near": "Data Analysis,Linear Algebra,Python Programming,Network Security,Applied Statistics,Cloud Infrastructure,Signal Processing,Robotics",
    "in it": "Deep Learning,Machine Learning in Medicine,Aprendizaje automático,Computer Vision,AI Ethics,Deepfake Detection,Natural Language Processing",
}
_SHARES = {"far": 7, "near": 2, "in it": 1}
_SENTENCES = (
    "This course introduces {0} and its history, with weekly readings and a short paper in the last month.",
    "Students learn the main ideas of {0}, discuss them in small groups and apply them to cases of their own.",
    "You will practise {0} in the workshop, keep a journal of what you try, and present the result at the end of the term.",
    "No prior knowledge of {1} is needed; those who know it may begin with the second unit.",
    "Topics include planning, measurement, writing for a general audience, and the relation of {0} to {1}.",
    "Graduates work in schools, offices, laboratories and public service, and many go on to further study of {1}.",
    "The final mark rests on two tests, a project and the part that each student takes in class.",
)


def made_up(rows: int, seed: int = 1) -> list[tuple[str, str]]:
    """So many different titles and descriptions of about 500 characters, the same for the same seed."""
    draw = random.Random(seed)
    kinds = draw.choices(list(_SHARES), list(_SHARES.values()), k=rows)
    subjects = {kind: names.split(",") for kind, names in _SUBJECTS.items()}
    texts = []
    for number, kind in enumerate(kinds):
        subject, other = draw.choice(subjects[kind]), draw.choice(subjects["far"])
        sentences = [
            one.format(subject.lower(), other.lower()) for one in draw.sample(_SENTENCES, 6)
        ]
        texts.append(
            (f"{subject} {number}", f"Section {number}. {' '.join(sentences)}"[:_DESCRIPTION])
        )
    return texts


def rows_of(path: Path) -> list[tuple[str, str]]:
    """The rows of a CSV, repeated with a number in each text until there are ROWS of them."""
    csv.field_size_limit(10**8)
    with path.open(newline="", encoding="utf-8-sig") as stream:
        rows = [(row["title"] or "", row["description"] or "") for row in csv.DictReader(stream)]
    rounds = range(-(-ROWS // len(rows)) if rows else 0)
    return [
        (f"{title} {n}" if n else title, f"{text} {n}" if n else text)
        for n in rounds
        for title, text in rows
    ][:ROWS]


def main() -> None:
    """Print the seconds of both, how many of their rows are about AI, and the ratio."""
    texts = rows_of(Path(sys.argv[1])) if len(sys.argv) > 1 else made_up(ROWS)
    if not texts:
        raise SystemExit(f"{sys.argv[1]}: holds no row; give a CSV with title and description")
    begun = time.process_time()
    by_keyword = sum(
        bool(KEYWORDS.search(title) or KEYWORDS.search(description)) for title, description in texts
    )
    keywords = time.process_time() - begun
    vocabulary = relevance.load()
    begun = time.process_time()
    levels = Counter(
        vocabulary.classify(title, description).relevance for title, description in texts
    )
    ours = time.process_time() - begun
    length = sum(len(description) for _, description in texts) / len(texts)
    print(f"{len(texts)} rows, descriptions of {length:.0f} characters")
    print(f"keyword list {keywords:6.1f} CPU s   {by_keyword} rows match")
    print(
        f"classify     {ours:6.1f} CPU s   {', '.join(f'{levels[level]} {level}' for level in ('core', 'applied', 'adjacent', 'none'))}"
    )
    print(f"ratio {ours / keywords:.2f}")


if __name__ == "__main__":
    main()
