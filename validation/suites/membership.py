"""The rule that a row of a relation belongs to a program of the release."""

from collections.abc import Collection

from validation.gx.expectation import CRITICAL, ExpectationRule, row_rule
from validation.gx.prepared import among


def of_a_program(programs: Collection[str], sentence: str, remedy: str) -> ExpectationRule:
    """The rule that `program_id` is one of `programs`, with the table's own words for it."""
    return row_rule(
        "program_id is a program of the release",
        ("program_id",),
        lambda rows: among(rows["program_id"], programs),
        CRITICAL,
        sentence,
        remedy,
        where=lambda rows: rows["program_id"].notna(),
    )
