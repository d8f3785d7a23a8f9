"""What the page of findings counts, from `program_findings.yml`, which gives the reasons."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from courseatlas import relevance
from courseatlas.values.codes import split_code
from courseatlas.words import Relevance
from courseatlas.yaml_files import RegularExpression, Text, YamlModel, read_model

_FILE = Path(__file__).with_name("program_findings.yml")


class CountedRequirement(YamlModel):
    """A kind of course that a program may require.

    A course is of the kind where its title has one of the `topics` and none of `except_topics`, or
    matches one of `titles`. `any_of` names kinds of which each is enough.
    """

    key: Text
    title: Text
    why: Text
    topics: Annotated[tuple[Text, ...], Field(description="a list of topics")] = ()
    except_topics: Annotated[tuple[Text, ...], Field(description="a list of topics")] = ()
    titles: Annotated[
        tuple[RegularExpression, ...], Field(description="a list of regular expressions")
    ] = ()
    any_of: Annotated[tuple[Text, ...], Field(description="a list of keys")] = ()

    @field_validator("topics", "except_topics")
    @classmethod
    def _are_declared(cls, topics: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        unknown = [topic for topic in topics if topic not in relevance.load().topics]
        if unknown:
            raise ValueError(
                f"must be topics of courseatlas/vocabulary/topics.yml; {unknown[0]!r} is none"
            )
        return topics

    @model_validator(mode="after")
    def _can_match(self) -> "CountedRequirement":
        if not (self.topics or self.titles or self.any_of):
            raise ValueError("must name topics, titles or any_of; without them no course matches")
        return self

    def is_met_by(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of `program_courses` is such a course; `any_of` is left to the caller."""
        topics = _topics(row)
        if topics & set(self.topics) and not topics & set(self.except_topics):
            return True
        return any(re.search(title, row["course_title"], re.I) for title in self.titles)


def _topics(row: Mapping[str, Any]) -> frozenset[str]:
    """The topics that the title of a listed course names.

    A description names much that its course only touches: most introductions to AI speak of its
    ethics, and most of machine learning of mathematics. Where a program prints a code alone, the
    topics of the course are all that is known.
    """
    if split_code(row["course_title"]).rest.strip():
        return _title_topics(row["course_title"])
    return frozenset(row["topics"] or ())


@cache
def _title_topics(title: str) -> frozenset[str]:
    return frozenset(relevance.load().classify(title).topics)


class FindingDefinitions(YamlModel):
    """The content of `program_findings.yml`."""

    relevance: Annotated[
        tuple[Relevance, ...], Field(min_length=1, description="a list of levels of relevance")
    ]
    fewest_programs: Annotated[int, Field(ge=1, description="a whole number, 1 or more")]
    requirements: Annotated[
        tuple[CountedRequirement, ...], Field(min_length=1, description="a list of requirements")
    ]

    @field_validator("requirements")
    @classmethod
    def _are_known(
        cls, requirements: tuple[CountedRequirement, ...]
    ) -> tuple[CountedRequirement, ...]:
        keys = [requirement.key for requirement in requirements]
        repeated = [key for position, key in enumerate(keys) if key in keys[:position]]
        if repeated:
            raise ValueError(f"must have keys of their own; {repeated[0]!r} is given twice")
        named = [key for requirement in requirements for key in requirement.any_of]
        unknown = [key for key in named if key not in keys]
        if unknown:
            raise ValueError(f"any_of must name keys of this list; {unknown[0]!r} is none")
        return requirements

    def kinds(self, key: str) -> Sequence[CountedRequirement]:
        """The kinds of course of which one meets a requirement."""
        by_key = {requirement.key: requirement for requirement in self.requirements}
        return [by_key[key], *(by_key[each] for each in by_key[key].any_of)]


@cache
def definitions(path: Path = _FILE) -> FindingDefinitions:
    """The definitions of a file. Raises InvalidFile that names file, line and remedy."""
    return read_model(path, FindingDefinitions)
