"""How much of the field is covered: catalogs known, visited and read, and AI programs found."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from courseatlas.arrow import values
from courseatlas.known_catalogs import (
    KnownCatalog,
    KnownProgram,
    load_catalogs,
    load_programs,
)
from courseatlas.probe_verdicts import PASSING, VERDICTS_FILE, ProbeVerdict, load_verdicts
from courseatlas.schema import RECORD_TABLES

# the census of AI education with the most institutions so far (arXiv 2606.12428): it reached them
# once, with a language model and hand work
CENSUS_INSTITUTIONS, CENSUS_MAJORS, CENSUS_MINORS = 569, 66, 87
# of 100; a catalog writes "B.S. in Artificial Intelligence" where a list has the words in any order
_SAME_NAME = 90

_ABOUT_AI = ("core", "applied")
GROUPS = ("all", "state", "platform", "size")


@dataclass(frozen=True)
class ReadInstitutions:
    """What a release holds: the institutions that have rows, and the titles of the AI programs of
    each, by IPEDS id.
    """

    institutions: frozenset[str]
    ai_programs: Mapping[str, tuple[str, ...]]


def read_institutions(tables: Mapping[str, pd.DataFrame]) -> ReadInstitutions:
    """The institutions and AI programs of a release, from its providers and its record tables."""
    providers = tables["providers"]
    unitids = {
        provider: unitid
        for provider, unitid in zip(
            values(providers["provider_id"]), values(providers["ipeds_unitid"]), strict=True
        )
        if unitid
    }
    institutions = {
        unitids[provider]
        for table in RECORD_TABLES
        for provider in set(values(tables[table.name]["provider_id"]))
        if provider in unitids
    }
    programs = tables["programs"]
    is_ai = programs["relevance"].isin(list(_ABOUT_AI))
    named = zip(
        values(programs.loc[is_ai, "provider_id"]),
        values(programs.loc[is_ai, "title"]),
        strict=True,
    )
    titles: dict[str, list[str]] = defaultdict(list)
    for provider, title in named:
        if provider in unitids:
            titles[unitids[provider]].append(title)
    return ReadInstitutions(
        frozenset(institutions), {unitid: tuple(found) for unitid, found in titles.items()}
    )


@dataclass(frozen=True)
class CoverageRow:
    """Numbers of institutions of one group, such as a state.

    `known` are in the registry, `probed` were visited, `confirmed` serve a catalog of a platform
    that can be read, `read` have rows in the release, `with_ai_program` have an AI program there.
    """

    group: str
    name: str
    known: int
    probed: int
    confirmed: int
    read: int
    with_ai_program: int


@dataclass(frozen=True)
class ProgramCoverage:
    """AI programs that were seen elsewhere at institutions that the release reads, and how many of
    them the release has.
    """

    seen: int
    of_read_institutions: int
    found: int
    missing: tuple[KnownProgram, ...]


@dataclass(frozen=True)
class Coverage:
    """The coverage of a release: institutions by group, and programs."""

    rows: tuple[CoverageRow, ...]
    programs: ProgramCoverage


def coverage_of(registry: Path, tables: Mapping[str, pd.DataFrame]) -> Coverage:
    """The coverage of a release's tables by the files of a registry.

    Raises InvalidFile for a damaged file.
    """
    catalogs = load_catalogs(registry / "catalogs.csv")
    verdicts = load_verdicts(registry / VERDICTS_FILE)
    read = read_institutions(tables)
    programs = load_programs(registry / "ai_programs.csv")
    return Coverage(tuple(coverage(catalogs, verdicts, read)), program_coverage(programs, read))


def coverage(
    catalogs: Sequence[KnownCatalog],
    verdicts: Mapping[str, ProbeVerdict],
    read: ReadInstitutions,
) -> list[CoverageRow]:
    """The numbers of all institutions, then by state, platform and size, each sorted by `known`."""
    rows: list[CoverageRow] = []
    for group in GROUPS:
        members: dict[str, list[KnownCatalog]] = defaultdict(list)
        for catalog in catalogs:
            members[_name_in(group, catalog)].append(catalog)
        counted = [_row(group, name, part, verdicts, read) for name, part in members.items()]
        rows += sorted(counted, key=lambda row: (-row.known, row.name))
    return rows


def _name_in(group: str, catalog: KnownCatalog) -> str:
    if group == "all":
        return "all"
    return getattr(catalog, group) or "not known"


def _row(
    group: str,
    name: str,
    catalogs: Sequence[KnownCatalog],
    verdicts: Mapping[str, ProbeVerdict],
    read: ReadInstitutions,
) -> CoverageRow:
    probed = _keys(catalogs, lambda each: _word(each, verdicts) not in (None, PASSING))
    confirmed = _keys(
        catalogs, lambda each: _word(each, verdicts) in ("confirmed", "other_platform")
    )
    known = _keys(catalogs, lambda each: True)
    return CoverageRow(
        group,
        name,
        known=len(known),
        probed=len(probed),
        confirmed=len(confirmed),
        read=len(known & read.institutions),
        with_ai_program=len(known & read.ai_programs.keys()),
    )


def _word(catalog: KnownCatalog, verdicts: Mapping[str, ProbeVerdict]) -> str | None:
    verdict = verdicts.get(catalog.host)
    return verdict.verdict if verdict else None


def _keys(
    catalogs: Iterable[KnownCatalog], holds: Callable[[KnownCatalog], bool]
) -> frozenset[str]:
    """The institutions of which a catalog holds; an institution with two catalogs counts once."""
    return frozenset(catalog.key for catalog in catalogs if holds(catalog))


def program_coverage(programs: Collection[KnownProgram], read: ReadInstitutions) -> ProgramCoverage:
    """How many of the AI programs that were seen elsewhere the release has, by their names."""
    of_read = [each for each in programs if each.ipeds_unitid in read.institutions]
    missing = tuple(each for each in of_read if not _is_found(each, read))
    return ProgramCoverage(len(programs), len(of_read), len(of_read) - len(missing), missing)


def _is_found(program: KnownProgram, read: ReadInstitutions) -> bool:
    titles = read.ai_programs.get(program.ipeds_unitid or "", ())
    return any(
        fuzz.token_set_ratio(program.program, title, processor=default_process) >= _SAME_NAME
        for title in titles
    )
