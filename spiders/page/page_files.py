"""The content of `labels.yml`, `api_rows.yml` and `hubs.yml`, as pydantic models."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field

from courseatlas.records import KINDS, field_names
from courseatlas.yaml_files import RegularExpression, Text, YamlModel
from courseatlas.yaml_problems import FieldProblems, Problem, nearest

# labelled as one text, and split into the lists `instructors` and `campuses`
_SPLIT = frozenset(["instructors_text", "campuses_text"])

Columns = TypeVar("Columns")


@cache
def _columns() -> tuple[str, ...]:
    """Every column that a page may state, of any kind of record."""
    return tuple(sorted(_SPLIT.union(*map(field_names, KINDS))))


def _are_columns(content: dict[str, Columns]) -> dict[str, Columns]:
    problems = [
        Problem((name,), f"is no column that a page may state{nearest(name, _columns())}")
        for name in content
        if name not in _columns()
    ]
    if problems:
        raise FieldProblems(problems)
    return content


def _are_lower_case(labels: Iterable[str]) -> Iterable[str]:
    for label in labels:
        if label != label.lower():
            raise ValueError(f"must be in lower case, as labels are compared; {label!r} is not")
    return labels


Expressions = Annotated[
    tuple[RegularExpression, ...], Field(description="a list of regular expressions")
]
Labels = Annotated[
    tuple[Text, ...],
    AfterValidator(_are_lower_case),
    Field(description="a list of labels in lower case"),
]


class InLine(YamlModel):
    """The labels within a line of text, by their column; `other` labels end the value before."""

    prerequisites_text: Expressions
    description: Expressions
    credits_text: Expressions
    corequisites_text: Expressions
    other: Expressions


class HubsFile(YamlModel):
    """The content of `hubs.yml`: the words of links that say where they lead."""

    course_lists: Expressions
    program_lists: Expressions
    elsewhere: Labels
    beside: Labels
    rules_of_degrees: Labels


class LabelsFile(YamlModel):
    """The content of `labels.yml`."""

    alone: Annotated[
        dict[str, Labels],
        AfterValidator(_are_columns),
        Field(description="a mapping of columns to labels"),
    ]
    headers: Annotated[
        dict[str, Labels],
        AfterValidator(_are_columns),
        Field(description="a mapping of columns to the headers of tables of courses"),
    ]
    ects_headers: Labels
    in_line: Annotated[InLine, Field(description="a mapping of columns to regular expressions")]
    in_prose: Expressions
    prerequisites_go_on: Expressions


KeyPaths = Annotated[
    tuple[Annotated[Text, Field(pattern=r"^\w+(\.\w+)*$", description="keys with dots")], ...],
    Field(description="a list of key paths such as page.length"),
]


class ApiRowsFile(YamlModel):
    """The content of `api_rows.yml`: the key paths of each value, the first with a value counts."""

    title: KeyPaths
    description: KeyPaths
    url: KeyPaths
    code: KeyPaths
    credits_text: KeyPaths
    ceus: KeyPaths
    duration_text: KeyPaths
    effort_text: KeyPaths
    delivery_text: KeyPaths
    language_text: KeyPaths
    difficulty_text: KeyPaths
    level_text: KeyPaths
    prerequisites_text: KeyPaths
    pacing_text: KeyPaths
    instructors: KeyPaths
    offered_by: KeyPaths
    price_text: KeyPaths
    credential_text: KeyPaths
    starts: KeyPaths
    ends: KeyPaths
    weeks: KeyPaths
    weeks_min: KeyPaths
    effort_min: KeyPaths
    effort_max: KeyPaths
    enrolled_count: KeyPaths
    license: KeyPaths
    runs: KeyPaths
    best_run: KeyPaths
    components: KeyPaths
