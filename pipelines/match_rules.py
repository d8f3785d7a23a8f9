"""Which records a rule of a profile finds."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from courseatlas.codes.fields import field_of
from courseatlas.profiles import Match, Recommendation
from courseatlas.values.codes import subject_of

Row = Mapping[str, Any]
Condition = Callable[[Row], bool]
# a name that the catalog has changed a little is the same thing; one that it has changed more may
# be
SAME_NAME, LIKE_NAME = 0.9, 0.75


def conditions(match: Match) -> list[Condition]:
    """What a row must meet, all of it; the name of a rule is compared by `likeness`.

    A row has the columns `source_id`, `title`, `topics`, `relevance`, `credential_type`,
    `academic_level`, `code` and `cip_code`, as far as its table has them.
    """
    all_of: list[Condition] = []
    words = {
        "source_id": match.source,
        "relevance": match.relevance,
        "credential_type": match.credential_type,
        "academic_level": match.academic_level,
    }
    for name, allowed in words.items():
        if allowed:
            all_of.append(_is_in(name, frozenset(allowed)))
    one_of = list(_about(match))
    if one_of and not match.named:
        all_of.append(lambda row: any(holds(row) for holds in one_of))
    if match.unless:
        unwanted = _title_matches(match.unless)
        all_of.append(lambda row: not unwanted(row))
    return all_of


def likeness(name: str, title: str) -> float:
    """How much a title is like the name of a thing, 0 to 1, whatever the order of the words."""
    ratio = fuzz.token_sort_ratio(name, title, processor=default_process)
    return round(ratio / 100, 2)


@dataclass(frozen=True)
class SupportingRules:
    """The rules of profiles that records may meet that are not about AI/ML.

    Which these are is said by `Match.may_support`.
    """

    matches: tuple[Match, ...] = ()
    # the conditions of each of `matches`: they are asked of many rows
    _conditions: tuple[list[Condition], ...] = ()
    _by_kind: Mapping[str, "_Look"] = field(default_factory=dict)

    @classmethod
    def of(cls, recommendations: Iterable[Recommendation]) -> "SupportingRules":
        """The rules of the recommendations of all profiles."""
        matches = tuple(each.match for each in recommendations if each.match.may_support)
        kinds = ("program", "course", "event")
        looks = {
            kind: _Look.of([match for match in matches if match.kind in (None, kind)])
            for kind in kinds
        }
        return cls(matches, tuple(map(conditions, matches)), looks)

    def may_meet(self, kind: str, row: Row) -> bool:
        """Whether a record may meet a rule, by what is known before its columns are parsed.

        `row` has `source_id`, `title`, `code` and `topics`. It is asked of every record of a
        catalog, of which nearly none meets one.
        """
        return kind in self._by_kind and self._by_kind[kind].finds(row)

    def meets(self, kind: str, row: Row) -> bool:
        """Whether a record meets a rule; `row` is as `conditions` takes it."""
        return any(
            match.kind in (None, kind)
            and all(holds(row) for holds in all_of)
            and (match.named is None or likeness(match.named, row["title"]) >= LIKE_NAME)
            for match, all_of in zip(self.matches, self._conditions, strict=True)
        )


@dataclass(frozen=True)
class _Look:
    """What any of several rules looks for, at a glance."""

    titles: tuple[re.Pattern[str], ...]
    topics: frozenset[str]
    subjects: frozenset[str]
    cip: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, matches: list[Match]) -> "_Look":
        titles = dict.fromkeys(_in_small_letters(each.title) for each in matches if each.title)
        names: dict[str, tuple[str, ...]] = {}
        for match in matches:
            for source_id in match.source if match.named else ():
                names[source_id] = (*names.get(source_id, ()), match.named or "")
        return cls(
            tuple(map(re.compile, titles)),
            frozenset(topic for match in matches for topic in match.topics),
            frozenset(subject for match in matches for subject in match.subjects),
            tuple(code for match in matches for code in match.cip),
            names,
        )

    def finds(self, row: Row) -> bool:
        title = row["title"] or ""
        small = title.lower()
        return bool(
            any(pattern.search(small) for pattern in self.titles)
            or not self.topics.isdisjoint(row["topics"])
            or (self.subjects and subject_of(row["code"] or "") in self.subjects)
            or (self.cip and _cip_of(row).startswith(self.cip))
            or any(
                likeness(name, title) >= LIKE_NAME for name in self.names.get(row["source_id"], ())
            )
        )


def _in_small_letters(pattern: str) -> str:
    """A pattern for texts in small letters: one that ignores case takes half as long again."""
    return re.sub(
        r"\\.|[^\W\d_]+", lambda part: part[0] if "\\" in part[0] else part[0].lower(), pattern
    )


def _about(match: Match) -> Iterator[Condition]:
    """The parts of a rule that say what a record is about."""
    if match.title:
        yield _title_matches(match.title)
    if match.topics:
        topics = set(match.topics)
        yield lambda row: not topics.isdisjoint(row["topics"])
    if match.subjects:
        subjects = frozenset(match.subjects)
        yield lambda row: subject_of(row.get("code") or "") in subjects
    if match.cip:
        yield lambda row: _cip_of(row).startswith(match.cip)


def _is_in(name: str, allowed: frozenset[str]) -> Condition:
    return lambda row: row.get(name) in allowed


def _title_matches(pattern: str) -> Condition:
    compiled = re.compile(pattern, re.I)
    return lambda row: bool(compiled.search(row["title"]))


def _cip_of(row: Row) -> str:
    """The CIP code of a program: the one that its page states, else the one of its title."""
    stated: str | None = row.get("cip_code")
    if stated:
        return stated
    named = field_of(row["title"] or "")
    return (named.cip or "") if named else ""
