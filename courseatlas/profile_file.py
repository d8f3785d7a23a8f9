"""What the YAML file of a profession profile may say, as a pydantic model."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from courseatlas import words
from courseatlas.codes.occupations import occupations
from courseatlas.yaml_files import RegularExpression, Text, YamlModel
from courseatlas.yaml_problems import FieldProblems, Problem, nearest


def _declared_topic(topic: str, info: ValidationInfo) -> str:
    topics = (info.context or {}).get("topics") or ()
    if topics and topic not in topics:
        hint = nearest(topic, topics)
        raise ValueError(
            f"is {topic!r}, which is not a topic of courseatlas/vocabulary/topics.yml{hint}"
        )
    return topic


def _registered_source(source: str, info: ValidationInfo) -> str:
    sources = (info.context or {}).get("sources")
    if sources is not None and source not in sources:
        hint = nearest(source, sorted(sources))
        raise ValueError(
            f"is {source!r}, which is not a source; add sources/{source}.yml or correct "
            f"the name{hint}"
        )
    return source


def _listed_occupation(code: str) -> str:
    if code not in occupations():
        raise ValueError(
            f"is {code}, which courseatlas/codes/occupations.yml does not list; "
            "add it there with its title and a reason"
        )
    return code


def _as_tuple(value: Any) -> Any:
    """A single source may be written without a list around it."""
    return (value,) if isinstance(value, str) else value


Topic = Annotated[Text, AfterValidator(_declared_topic)]
SourceId = Annotated[Text, AfterValidator(_registered_source)]
CipPrefix = Annotated[
    Text,
    Field(
        pattern=r"^\d{2}(?:\.\d{0,4})?$", description='a CIP 2020 code in quotes, such as "11.01"'
    ),
]
OccupationCode = Annotated[Text, AfterValidator(_listed_occupation)]


class MatchEntry(YamlModel):
    """The rule that finds the records of a recommendation."""

    source: Annotated[
        tuple[SourceId, ...],
        BeforeValidator(_as_tuple),
        Field(description="a source's id, or a list of them"),
    ] = ()
    kind: Literal["program", "course", "event"] | None = None
    title: RegularExpression | None = None
    named: Text | None = None
    topics: Annotated[
        tuple[Topic, ...],
        Field(description="a list of topics of courseatlas/vocabulary/topics.yml"),
    ] = ()
    subjects: Annotated[
        tuple[Text, ...],
        BeforeValidator(_as_tuple),
        Field(description="a subject's prefix as catalogs print it, or a list of them"),
    ] = ()
    cip: Annotated[
        tuple[CipPrefix, ...],
        BeforeValidator(_as_tuple),
        Field(description="a CIP 2020 code or the beginning of one, or a list of them"),
    ] = ()
    credential_type: Annotated[
        tuple[words.CredentialType, ...],
        Field(description="a list of credential types"),
    ] = ()
    academic_level: Annotated[
        tuple[words.AcademicLevel, ...],
        Field(description="a list of academic levels"),
    ] = ()
    relevance: Annotated[
        tuple[words.Relevance, ...],
        Field(description="a list of core, applied and adjacent"),
    ] = ()
    unless: RegularExpression | None = None

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not self.model_dump(exclude_defaults=True):
            raise ValueError("would match every record; give source, kind, title, named or topics")
        return self


class RecommendationEntry(YamlModel):
    """One recommendation of the profile."""

    id: Text
    section: Text
    kind: words.RecommendationKind
    text: Text
    audience: words.Audience
    match: Annotated[
        MatchEntry, Field(description="a mapping with source, kind, title, named or topics")
    ]
    closest: Annotated[
        MatchEntry | None,
        Field(description="a mapping with the rule of what comes closest, where nothing matches"),
    ] = None
    parts: Annotated[tuple[Text, ...], Field(description="a list of recommendations' ids")] = ()


class SectionEntry(YamlModel):
    """One section of the profile."""

    id: Text
    title: Text
    statements: Annotated[tuple[Text, ...], Field(description="a list of sentences")]


class SourceEntry(YamlModel):
    """The text that the profile rests on."""

    title: Text
    retrieved: Annotated[date, Field(description="a date such as 2026-11-23")]


class ProfileFile(YamlModel):
    """One profession profile."""

    id: Text
    title: Text
    version: Annotated[Text, Field(description='a text in quotes, such as "1"')]
    source: Annotated[SourceEntry, Field(description="a mapping of title and retrieved")]
    occupation_codes: Annotated[
        tuple[OccupationCode, ...],
        Field(description="a list of codes of courseatlas/codes/occupations.yml"),
    ]
    sections: Annotated[tuple[SectionEntry, ...], Field(description="a list of sections")]
    recommendations: Annotated[
        tuple[RecommendationEntry, ...], Field(description="a list of recommendations")
    ]

    @field_validator("recommendations")
    @classmethod
    def _names_what_exists(
        cls, recommendations: tuple[RecommendationEntry, ...], info: ValidationInfo
    ) -> tuple[RecommendationEntry, ...]:
        sections = info.data.get("sections")
        problems = [*_repeated_ids(recommendations), *_unknown_parts(recommendations)]
        if sections is not None:
            problems += _unknown_sections(recommendations, [section.id for section in sections])
        if problems:
            raise FieldProblems(problems)
        return recommendations


def _repeated_ids(recommendations: tuple[RecommendationEntry, ...]) -> Iterator[Problem]:
    ids = [entry.id for entry in recommendations]
    for position, repeated in enumerate(ids):
        if repeated in ids[:position]:
            yield Problem(
                (position, "id"), f"{repeated} is the id of two recommendations; rename one"
            )


def _unknown_parts(recommendations: tuple[RecommendationEntry, ...]) -> Iterator[Problem]:
    ids = [entry.id for entry in recommendations]
    for position, entry in enumerate(recommendations):
        for number, part in enumerate(entry.parts):
            if part not in ids:
                remedy = (
                    f"{part} is not a recommendation; add it or correct the "
                    f"name{nearest(part, ids)}"
                )
                yield Problem((position, "parts", number), remedy)


def _unknown_sections(
    recommendations: tuple[RecommendationEntry, ...], sections: list[str]
) -> Iterator[Problem]:
    for position, entry in enumerate(recommendations):
        if entry.section not in sections:
            hint = nearest(entry.section, sections)
            remedy = f"{entry.section} is not a section; use one of {', '.join(sections)}{hint}"
            yield Problem((position, "section"), remedy)
