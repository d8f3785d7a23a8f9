"""Profession profiles: statements, and recommendations with the rule of what meets each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from courseatlas import relevance
from courseatlas.errors import InvalidFile
from courseatlas.profile_file import MatchEntry, ProfileFile, RecommendationEntry
from courseatlas.yaml_files import read_document


@dataclass(frozen=True)
class Match:
    """The rule that finds the records of a recommendation.

    `title`, `topics`, `subjects` and `cip` each say what a record is about: one of those that are
    given must hold. Every other part must hold. Without `source` a record of any source may match.
    `title` is a regular expression, and so is `unless`, for titles that only look right. `subjects`
    are the prefixes of course codes, `cip` the beginnings of CIP codes. `named` is the thing's own
    name, which the catalog may have changed: it is compared, not searched for.
    """

    source: tuple[str, ...] = ()
    kind: str | None = None
    title: str | None = None
    named: str | None = None
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    cip: tuple[str, ...] = ()
    credential_type: tuple[str, ...] = ()
    academic_level: tuple[str, ...] = ()
    relevance: tuple[str, ...] = ()
    unless: str | None = None

    @property
    def names_subject(self) -> bool:
        """Whether it says what a record is about, besides where it comes from."""
        return bool(self.title or self.named or self.topics or self.subjects or self.cip)

    @property
    def may_support(self) -> bool:
        """Whether it may choose records that are not about AI/ML.

        A rule that says nothing of what a record is about, such as "anything of this society", may
        not, and neither may one that asks for a relevance.
        """
        return self.names_subject and not self.relevance


@dataclass(frozen=True)
class Recommendation:
    """One recommendation of a profile.

    `audience` is for whom it is: records of another level rank lower. `closest` finds what comes
    closest where nothing meets the recommendation, such as a course that is offered no more.
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
    audience: str = "professional"
    closest: Match | None = None


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


def load_all(folder: Path, sources: Iterable[str] | None = None) -> tuple[Profile, ...]:
    """The profiles of a folder, in the order of their files' names.

    `sources` are the ids that a rule may name as its source; None leaves them unchecked. Raises
    InvalidFile with one line per problem of all files, or where the folder holds none, or where a
    profile does not have the name of its file.
    """
    names = None if sources is None else tuple(sources)
    found, problems = [], []
    for path in sorted(folder.glob("*.yml")):
        try:
            profile = load(path, names)
        except InvalidFile as e:
            problems.append(str(e))
            continue
        found.append(profile)
        if profile.id != path.stem:
            problems.append(f"{path}:1: id: is {profile.id}; give it the name of the file")
    if problems:
        raise InvalidFile("\n".join(problems))
    if not found:
        raise InvalidFile(f"{folder}:1: the folder: holds no profile; add one, or name another")
    return tuple(found)


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
        entry.id,
        entry.section,
        entry.kind,
        entry.text,
        _match(entry.match),
        entry.parts,
        line,
        entry.audience,
        _match(entry.closest) if entry.closest else None,
    )


def _match(entry: MatchEntry) -> Match:
    return Match(
        source=entry.source,
        kind=entry.kind,
        title=entry.title,
        named=entry.named,
        topics=entry.topics,
        subjects=entry.subjects,
        cip=entry.cip,
        credential_type=entry.credential_type,
        academic_level=entry.academic_level,
        relevance=entry.relevance,
        unless=entry.unless,
    )
