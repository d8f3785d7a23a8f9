"""Sample pages of Khan Academy."""

import json

from samples import foundations
from samples.answers import missing, page, robots

KHAN, BUCKET = (
    "https://www.khanacademy.org",
    "https://storage.googleapis.com/public-content-export-data",
)


SHELL = '<!DOCTYPE html><html><head><title>Khan Academy</title></head><body><div id="app-shell-root"></div><script src="/genwebpack/entry.js"></script><noscript>We\'re having trouble loading external resources.</noscript></body></html>'
EXPORT = f"{BUCKET}/en-export-2026-11-01T09:00:00+0000.tsv"
TREE = [
    (
        "ai4e",
        "AI for education",
        "Shows teachers what generative AI is, and how to teach with it.",
        ["Getting started with generative AI", "Teaching with AI"],
        "college-careers-more/ai-for-education",
    ),
    (
        "cst",
        "Computer science theory",
        "Algorithms, cryptography and information theory.",
        ["Algorithms", "Cryptography", "Information theory"],
        "computing/computer-science",
    ),
    (
        "la",
        "Linear algebra",
        "Vectors, matrices and what they do to space.",
        ["Vectors and spaces", "Matrix transformations"],
        "math/linear-algebra",
    ),
    (
        "sp",
        "Statistics and probability",
        "Data, chance and what may be concluded.",
        ["Displaying data", "Probability"],
        "math/statistics-probability",
    ),
    (
        "py",
        "Intro to computer science - Python",
        "Programming with Python, from the first line.",
        ["Computation", "Control flow"],
        "computing/intro-to-python-fundamentals",
    ),
    (
        "art",
        "Art of Asia",
        "Temples, scrolls and gardens.",
        ["China", "Japan"],
        "humanities/art-asia",
    ),
]


def export() -> str:
    lines = [
        "id\tkind\tslug\tlisted\tchildren_ids\ttranslated_title\ttranslated_description\trelative_url\tlicense"
    ]
    for key, title, text, units, path in (*TREE, *foundations.KHAN):
        children = json.dumps(
            [{"kind": "Unit", "id": f"{key}{at}"} for at in range(len(units))]
        ).replace('"', '""')
        lines.append(
            f'{key}\tCourse\t{key}\tTrue\t"{children}"\t{title}\t{text}\t/{path}\tcc-by-nc-sa'
        )
        lines += [
            f"{key}{at}\tUnit\t{key}{at}\tTrue\t[]\t{unit}\t\t/{path}/{at}\t"
            for at, unit in enumerate(units)
        ]
    return "\n".join(lines) + "\n"


ANSWERS = {
    "khan-academy": [
        robots(KHAN, "User-agent: *\nDisallow: /api/\n"),
        missing("https://storage.googleapis.com/robots.txt"),
        page(f"{KHAN}/college-careers-more/ai-for-education", SHELL),
        page(f"{KHAN}/computing/computer-science", SHELL),
        page(f"{BUCKET}?prefix=en-export", f'<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>public-content-export-data</Name><Contents><Key>en-export-2025-06-01T09:00:00+0000.tsv</Key></Contents><Contents><Key>{EXPORT.rsplit("/", 1)[1]}</Key></Contents></ListBucketResult>', "application/xml"),
        page(EXPORT, export(), "text/tab-separated-values"),
    ],
}  # fmt: skip
