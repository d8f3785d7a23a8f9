"""The rules of program_topics: counts of the courses that a program lists."""

from collections.abc import Iterator

from courseatlas import relevance
from validation.gx.expectation import CRITICAL, ExpectationRule, in_set, row_rule
from validation.references import References
from validation.suites.membership import of_a_program

_SEE = "see `pipelines/program_topics.py`"


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a count keeps besides its schema."""
    yield in_set(
        "topic is of the vocabulary",
        "topic",
        relevance.load().topic_keys(),
        CRITICAL,
        "a topic is a key of the topic vocabulary",
        f"{_SEE}: it counts a topic that `courseatlas/vocabulary/topics.yml` does not declare",
        required=True,
    )
    yield row_rule(
        "what is counted is a share of all",
        ("share", "courses"),
        lambda rows: rows["share"] > 0,
        CRITICAL,
        "a topic that has courses has a share of them",
        _SEE,
        where=lambda rows: rows["share"].notna() & rows["courses"].notna(),
    )
    programs = references.programs
    if programs is not None:
        yield of_a_program(
            programs,
            "every count belongs to a program of this release",
            "a program was withheld and its counts were not: see `flows/assemble/relations.py`",
        )
