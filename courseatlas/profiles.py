"""Profession profiles: statements, and recommendations with the rule of what meets each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from courseatlas import relevance
from courseatlas.profile_file import MatchEntry, ProfileFile, RecommendationEntry
from courseatlas.yaml_files import read_document


@dataclass(frozen=True)
class Match:
    """The rule that finds the records of a recommendation; every part that is given must hold.

    Without `source` a record of any source may match. `title` is a regular expression, and so is
    `unless`, for titles that only look right. `named` is the thing's own name, which the catalog
    may have changed: it is compared, not searched for. `prefer` names levels or difficulties that
    rank higher.
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
    """One recommendation of a profile.

    `parts` are the ids of recommendations that must be met too, such as the courses of a
    certificate. `line` is the line of the profile's file on which the recommendation begins.
    """

    id: str
    section: str
    kind: str
    text: str
    match: Match
    parts: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Section:
    """One section of a profile and what it states."""

    id: str
    title: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """A profession profile. `occupation_codes` are codes of O*NET-SOC."""

    id: str
    title: str
    version: str
    source_title: str
    source_retrieved: date
    occupation_codes: tuple[str, ...]
    sections: tuple[Section, ...]
    recommendations: tuple[Recommendation, ...]


def load(path: Path, sources: Iterable[str] | None = None) -> Profile:
    """Read one profile file.

    `sources` are the ids that a rule may name as its source; None leaves them unchecked.
    Raises InvalidFile with one line per problem: file, line, field, remedy.
    """
    context = {
        "topics": relevance.load().topic_keys(),
        "sources": None if sources is None else frozenset(sources),
    }
    document = read_document(path, ProfileFile, context)
    declared = document.content
    return Profile(
        id=declared.id,
        title=declared.title,
        version=declared.version,
        source_title=declared.source.title,
        source_retrieved=declared.source.retrieved,
        occupation_codes=declared.occupation_codes,
        sections=tuple(
            Section(section.id, section.title, section.statements) for section in declared.sections
        ),
        recommendations=tuple(
            _recommendation(entry, document.line("recommendations", position))
            for position, entry in enumerate(declared.recommendations)
        ),
    )


def _recommendation(entry: RecommendationEntry, line: int) -> Recommendation:
    return Recommendation(
        entry.id, entry.section, entry.kind, entry.text, _match(entry.match), entry.parts, line
    )


def _match(entry: MatchEntry) -> Match:
    return Match(
        source=entry.source,
        kind=entry.kind,
        title=entry.title,
        named=entry.named,
        topics=entry.topics,
        credential_type=entry.credential_type,
        academic_level=entry.academic_level,
        relevance=entry.relevance,
        unless=entry.unless,
        prefer=entry.prefer,
    )
