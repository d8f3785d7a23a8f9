"""What AI programs ask for, counted over the programs of a release: the content of `findings.json`.

A program requires a kind of course where nobody can leave it: one course of the kind is required,
or every course of a choice is of the kind. It offers it by choice where some listed course is of
the kind. Only programs that list courses are counted; ranges of courses are not looked into.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of, values
from courseatlas.requirements.asked import (
    Requirement,
    Role,
    is_range,
    role_of_components,
    unavoidable,
)
from courseatlas.words import CREDENTIAL_TYPE
from reporting.finding_definitions import FindingDefinitions

Row = Mapping[str, Any]
Tables = Mapping[str, pd.DataFrame]
# the tables that the counts are made from
TABLES = ("programs", "providers", "program_courses")
_PROGRAM_COLUMNS = [
    "id", "provider_id", "relevance", "credential_type", "credits_total_min", "credit_unit",
]  # fmt: skip
REQUIRED, BY_CHOICE = "required", "by_choice"


@dataclass(frozen=True)
class CountedProgram:
    """A program about AI, its country, and how it has each kind of course.

    `asks` is None for a program that lists no course; a kind that it does not list is not there.
    """

    credential_type: str
    country: str
    provider_id: str
    credits: float | None
    credit_unit: str | None
    has_range: bool
    asks: Mapping[str, str] | None


def counted_programs(tables: Tables, counted: FindingDefinitions) -> list[CountedProgram]:
    """The programs of a release that are counted."""
    programs = tables["programs"]
    about_ai = programs[programs["relevance"].isin(list(counted.relevance))]
    columns = (values(tables["providers"][name]) for name in ("provider_id", "country"))
    countries = dict(zip(*columns, strict=True))
    listed: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(tables["program_courses"].sort_values(["program_id", "position"])):
        listed[row["program_id"]].append(row)
    return [
        CountedProgram(
            credential_type=program["credential_type"],
            country=countries.get(program["provider_id"], ""),
            provider_id=program["provider_id"],
            credits=program["credits_total_min"],
            credit_unit=program["credit_unit"],
            has_range=any(map(is_range, listed.get(program["id"], ()))),
            asks=_asks(
                listed.get(program["id"], ()),
                role_of_components(program["credential_type"]),
                counted,
            ),
        )
        for program in rows_of(about_ai[_PROGRAM_COLUMNS])
    ]


def _asks(
    rows: Sequence[Row], components: Role, counted: FindingDefinitions
) -> dict[str, str] | None:
    """Requirement -> whether the program requires it or offers it by choice."""
    courses = [row for row in rows if not is_range(row)]
    if not courses:
        return None
    parts = unavoidable(rows, components)
    asks = {}
    for requirement in counted.requirements:
        matching = _matching(courses, requirement.key, counted)
        if matching:
            is_required = any(_is_met(part, matching) for part in parts)
            asks[requirement.key] = REQUIRED if is_required else BY_CHOICE
    return asks


def _matching(courses: Sequence[Row], key: str, counted: FindingDefinitions) -> frozenset[int]:
    """The positions of the courses that meet a requirement."""
    kinds = counted.kinds(key)
    return frozenset(
        row["position"] for row in courses if any(kind.is_met_by(row) for kind in kinds)
    )


def _is_met(part: Requirement, matching: frozenset[int]) -> bool:
    fewest, _ = part.courses(lambda row: row["position"] in matching)
    return fewest > 0


def findings(
    version: str,
    programs: Sequence[CountedProgram],
    past: Mapping[str, Sequence[CountedProgram]],
    counted: FindingDefinitions,
) -> dict[str, Any]:
    """The content of `findings.json`. `past` are the programs of earlier releases, oldest first."""
    with_courses = [program for program in programs if program.asks is not None]
    history = {**past, version: programs}
    return {
        "schema_version": 1,
        "release": version,
        "definitions": counted.model_dump(mode="json"),
        "programs": {
            "counted": len(programs),
            "with_courses": len(with_courses),
            "with_ranges": sum(program.has_range for program in with_courses),
            "institutions": len({program.provider_id for program in programs}),
            "countries": len({program.country for program in programs}),
        },
        "counts": _counts(programs),
        "requirements": list(_requirements(programs, counted)),
        "sizes": list(_sizes(programs, counted)),
        "history": [
            {
                "release": release,
                "counts": dict(sorted(Counter(each.credential_type for each in held).items())),
                "requirements": [
                    row for row in _requirements(held, counted) if row["country"] is None
                ],
            }
            for release, held in history.items()
        ],
    }


def _counts(programs: Sequence[CountedProgram]) -> list[dict[str, Any]]:
    """The number of programs by credential type and country."""
    counted = Counter((program.credential_type, program.country) for program in programs)
    return [
        {"credential_type": credential_type, "country": country, "programs": number}
        for (credential_type, country), number in sorted(counted.items(), key=_order)
    ]


def _order(counted: tuple[tuple[str, str], int]) -> tuple[int, str]:
    (credential_type, country), _ = counted
    return CREDENTIAL_TYPE.index(credential_type), country


def _requirements(
    programs: Sequence[CountedProgram], counted: FindingDefinitions
) -> Iterator[dict[str, Any]]:
    """Each requirement by credential type, over all countries (None) and for each country."""
    for credential_type in CREDENTIAL_TYPE:
        group = [
            program
            for program in programs
            if program.credential_type == credential_type and program.asks is not None
        ]
        for country in [None, *sorted({program.country for program in group})]:
            members = [program for program in group if country in (None, program.country)]
            if members:
                yield from _shares(credential_type, country, members, counted)


def _shares(
    credential_type: str,
    country: str | None,
    members: Sequence[CountedProgram],
    counted: FindingDefinitions,
) -> Iterator[dict[str, Any]]:
    for requirement in counted.requirements:
        asked = Counter((program.asks or {}).get(requirement.key) for program in members)
        yield {
            "credential_type": credential_type,
            "country": country,
            "requirement": requirement.key,
            "programs": len(members),
            REQUIRED: asked[REQUIRED],
            BY_CHOICE: asked[BY_CHOICE],
            "share_required": round(asked[REQUIRED] / len(members), 4),
            "is_small": len(members) < counted.fewest_programs,
        }


def _sizes(
    programs: Sequence[CountedProgram], counted: FindingDefinitions
) -> Iterator[dict[str, Any]]:
    """The total credits by credential type and unit: two units are never compared."""
    sizes: dict[tuple[str, str], list[float]] = defaultdict(list)
    for program in programs:
        if program.credits is not None and program.credit_unit is not None:
            sizes[program.credential_type, program.credit_unit].append(program.credits)
    for (credential_type, unit), credits in sorted(
        sizes.items(), key=lambda size: (CREDENTIAL_TYPE.index(size[0][0]), size[0][1])
    ):
        quarters = quantiles(credits, n=4, method="inclusive") if len(credits) > 1 else credits * 3
        lower, median, upper = (round(quarter, 1) for quarter in quarters)
        yield {
            "credential_type": credential_type,
            "credit_unit": unit,
            "programs": len(credits),
            "least": min(credits),
            "lower_quartile": lower,
            "median": median,
            "upper_quartile": upper,
            "most": max(credits),
            "is_small": len(credits) < counted.fewest_programs,
        }
