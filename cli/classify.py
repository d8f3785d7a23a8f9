"""`courseatlas classify`: a CSV file with the AI/ML relevance of each row added."""

import csv
import sys
from typing import TYPE_CHECKING, TextIO

import click

from cli.options import ExampleCommand

if TYPE_CHECKING:
    from courseatlas.relevance import RelevanceResult

ADDED = ("relevance", "relevance_score", "topics", "matched_terms")
EXPLAINED = ("weights", "reasons")


@click.command(
    cls=ExampleCommand, example="classify courses.csv --description summary > classified.csv"
)
@click.argument("file", metavar="FILE.csv")
@click.option(
    "--title", default="title", metavar="COLUMN", help="The column of the titles (default: title)."
)
@click.option("--description", metavar="COLUMN", help="The column of the descriptions.")
@click.option(
    "--explain",
    is_flag=True,
    help="Add what each term weighs, and which terms do not count and why.",
)
def command(file: str, title: str, description: str | None, explain: bool) -> int:
    """Add the relevance for AI/ML to each row of a CSV file.

    The columns relevance, relevance_score, topics and matched_terms are added; `; ` separates the
    words of the last two. A row that is not about AI/ML has the relevance none.
    """
    classify(file, title, description, explain, sys.stdout)
    return 0


def classify(file: str, title: str, description: str | None, explain: bool, out: TextIO) -> None:
    """Write the rows with the columns of ADDED, and with `explain` those of EXPLAINED.

    Lists are separated by "; ", reasons by " | ". Raises UsageError for a missing column,
    AtlasError for a file that cannot be read.
    """
    from cli.csv_rows import open_csv
    from courseatlas.relevance import load

    added = [*ADDED, *EXPLAINED] if explain else [*ADDED]
    vocabulary = load()
    with open_csv(file, {"title": title, "description": description}) as source:
        writer = csv.DictWriter(
            out, [*(name for name in source.columns if name not in added), *added]
        )
        writer.writeheader()
        for row in source.rows():
            result = vocabulary.classify(
                row[title] or "", row[description] if description else None
            )
            writer.writerow({**row, **dict(zip(added, _cells(result), strict=False))})


def _cells(result: "RelevanceResult") -> tuple[object, ...]:
    return (
        result.relevance,
        result.score,
        "; ".join(result.topics),
        "; ".join(result.matched_terms),
        "; ".join(f"{term} {weight:g}" for term, weight in result.weights),
        " | ".join(result.reasons),
    )
