"""Profession profiles: sourced statements in our own words, and recommendations with the rule of what meets each."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from courseatlas import relevance, words
from courseatlas.codes.occupations import occupations
from courseatlas.errors import InvalidFile
from courseatlas.yaml_fields import Fields, compose, one_of, text, texts


@dataclass(frozen=True)
class Match:
    """The rule that finds records; every part that is given must hold. `source` empty: any source.

    `title` is a regular expression, and so is `unless`, for titles that only look right; `named` is the thing's own name, which the catalog
    may have changed: it is compared, not searched for. `prefer` names levels or difficulties that rank higher.
    """

    source: tuple[str, ...] = ()
    kind: str | None = None
    title: str | None = None
    named: str | None = None
    topics: tuple[str, ...] = ()
    credential_type: tuple[str, ...] = ()
    academic_level: tuple[str, ...] = ()
    relevance: tuple[str, ...] = ()
    unless: str | None = None
    prefer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recommendation:
    id: str
    section: str
    kind: str
    text: str
    match: Match
    parts: tuple[str, ...] = ()  # recommendations that must be met too, such as the courses of a certificate
    line: int = 0  # where it stands in its file


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """A profession profile. `occupation_codes` are O*NET-SOC."""

    id: str
    title: str
    version: str
    source_title: str
    source_retrieved: date
    occupation_codes: tuple[str, ...]
    sections: tuple[Section, ...]
    recommendations: tuple[Recommendation, ...]


def load(path: Path, sources: Iterable[str] | None = None) -> Profile:
    """A profile. Raises InvalidFile with a line for each problem; with `sources`, also for a rule that names another source."""
    problems: list[str] = []
    fields = Fields(path, compose(path), problems)
    origin = fields.within("source")
    sections = tuple(_section(one) for one in fields.items("sections"))
    known = set(sources) if sources is not None else None
    recommendations = tuple(_recommendation(one, {section.id for section in sections}, known) for one in fields.items("recommendations"))
    profile = Profile(
        fields.take("id", text),
        fields.take("title", text),
        fields.take("version", text, must="must be a text in quotes"),
        origin.take("title", text) if origin else "",
        origin.take("retrieved", _day, must="must be a date") if origin else date.min,
        fields.take("occupation_codes", _occupations, must="must be a list of codes of courseatlas/codes/occupations.yml"),
        sections,
        recommendations,
    )
    if origin:
        origin.rest()
    fields.rest()
    ids = [one.id for one in recommendations]
    problems += [
        f"{path}:1: recommendations: {twice} stands twice; rename one" for twice in sorted({one for one in ids if ids.count(one) > 1})
    ]
    problems += [
        f"{path}:1: recommendations: {one.id}: parts: {part} is no recommendation; add it or mend the name"
        for one in recommendations
        for part in one.parts
        if part not in ids
    ]
    if problems:
        raise InvalidFile("\n".join(problems))
    return profile


def _section(fields: Fields) -> Section:
    section = Section(fields.take("id", text), fields.take("title", text), fields.take("statements", texts) or ())
    fields.rest()
    return section


def _recommendation(fields: Fields, sections: set[str], sources: set[str] | None) -> Recommendation:
    rule = fields.within("match")
    match = Match()
    if rule is None:
        fields.problem(None, "match", "is missing; give source, kind, title or topics")
    else:
        match = Match(
            rule.take("source", _some, (), "must be a source's id, or a list"),
            rule.take("kind", one_of(("program", "course", "event")), None),
            rule.take("title", _pattern, None, "must be a regular expression"),
            rule.take("named", text, None),
            rule.take(
                "topics", _words_of(relevance.load().topic_keys()), (), "must be a list of topics of courseatlas/vocabulary/topics.yml"
            ),
            rule.take("credential_type", _words_of(words.CREDENTIAL_TYPE), (), "must be a list of credential types"),
            rule.take("academic_level", _words_of(words.ACADEMIC_LEVEL), (), "must be a list of academic levels"),
            rule.take("relevance", _words_of(words.RELEVANCE), (), "must be a list of core, applied, adjacent"),
            rule.take("unless", _pattern, None, "must be a regular expression"),
            rule.take("prefer", _words_of(words.ACADEMIC_LEVEL + words.DIFFICULTY), (), "must be a list of levels or difficulties"),
        )
        if match == Match():
            fields.problem(None, "match", "would fit every record; give source, kind, title, named or topics")
        for source in match.source or ():
            if sources is not None and source not in sources:
                rule.problem(None, "source", f"{source} is no source; add sources/{source}.yml or mend the name")
        rule.rest()
    found = Recommendation(
        fields.take("id", text),
        fields.take("section", one_of(tuple(sorted(sections))), must="must be a section's id"),
        fields.take("kind", one_of(words.RECOMMENDATION_KIND)),
        fields.take("text", text),
        match,
        fields.take("parts", texts, (), "must be a list of recommendations' ids"),
        fields.line,
    )
    fields.rest()
    return found


def _occupations(value: Any) -> tuple[str, ...]:
    codes = texts(value)
    if unknown := [code for code in codes if code not in occupations()]:
        raise ValueError(f"{', '.join(unknown)} is not there; add it with its title and a reason")
    return codes


def _some(value: Any) -> tuple[str, ...]:
    return (text(value),) if isinstance(value, str) else texts(value)


def _words_of(allowed: tuple[str, ...]) -> Callable[[Any], tuple[str, ...]]:
    def kind(value: Any) -> tuple[str, ...]:
        return tuple(one_of(allowed)(item) for item in texts(value))

    return kind


def _pattern(value: Any) -> str:
    try:
        return re.compile(text(value)).pattern
    except re.error as e:
        raise ValueError(str(e)) from e


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError("not a date")
    return value
