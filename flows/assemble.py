"""Assemble: every table of a release from what passed, in the declared types."""

from collections.abc import Collection

import pandas as pd

from courseatlas.arrow import from_rows, to_arrow, to_frame
from courseatlas.releases import Release
from courseatlas.schema import BY_NAME, PROGRAM_COURSES, RECORD_TABLES, TABLES, Table
from flows.plan import Plan
from flows.runs import Run
from flows.verdict import Verdict
from pipelines.compare import changes
from pipelines.link_same import link_same, near_duplicates
from pipelines.profile_links import profile_links
from pipelines.program_courses import program_courses
from pipelines.totals import total_mismatches
from validation.check import Checked, check
from validation.references import References

_PROVIDER = ("name", "country", "website", "ipeds_unitid", "ror_id")


def assemble(plan: Plan, run: Run, verdict: Verdict, previous: Release | None) -> dict[str, pd.DataFrame]:
    """All tables by name; the verdict gets the checks of the related tables too."""
    providers = _providers(plan, previous, {one for frame in verdict.tables.values() for one in frame["provider_id"]})
    verdict.tables = link_same(verdict.tables, providers)
    for name in ("programs", "courses"):
        for pair in near_duplicates(verdict.tables[name], name, providers):
            verdict.warnings.append((pair.a, f"seems to be {pair.b} listed twice: {pair.reason}"))
    released = {record_id for frame in verdict.tables.values() for record_id in frame["id"]}
    known = _known(plan, verdict, providers)
    listed = _passing(verdict, _listed(plan, verdict, previous, released), known)
    old = {table.name: previous.table(table.name) for table in RECORD_TABLES} if previous else None
    available = {source for frame in verdict.tables.values() for source in frame["source_id"]}
    links = profile_links(plan.profile, verdict.tables, pd.DataFrame(listed, columns=["program_id", "course_title"]), available)
    verdict.warnings += _rules_in_vain(plan, links)
    rows = {
        "program_courses": listed,
        "providers": providers,
        "profile_links": links,
        "changes": changes(
            {table.name: verdict.tables[table.name] for table in RECORD_TABLES},
            old,
            set(previous.ids()) if previous else set(),
            verdict.left,
        ),
        "quarantine": verdict.quarantine,
        "source_health": verdict.health,
    }
    tables = {name: to_frame(to_arrow(BY_NAME[name], frame)) for name, frame in verdict.tables.items()}
    for table in TABLES:
        if table.name not in tables:
            tables[table.name] = from_rows(
                table,
                sorted(
                    rows[table.name],
                    key=lambda row: [str(row.get(key)) if not isinstance(row.get(key), int) else f"{row[key]:06d}" for key in table.key],
                )
                if table.name != "profile_links"
                else rows[table.name],
            )
    for name in ("providers", "profile_links", "changes", "quarantine", "source_health"):
        # there may be nothing to tell of in a table of changes or of withheld rows
        _check(verdict, BY_NAME[name], tables[name], name not in ("changes", "quarantine"), known)
    for table in RECORD_TABLES:
        if len(tables[table.name]):
            _check(verdict, table, tables[table.name], False, known, about=("same_as",))
    return tables


def _rules_in_vain(plan: Plan, links: list[dict]) -> list[tuple[str, str]]:
    """The profile's rules that matched nothing, in one line: the catalogs may not hold it, or the rule may be wrong."""
    missing = {row["recommendation_id"] for row in links if row["status"] == "not_found"}
    named = [f"{one.id} (line {one.line})" for one in plan.profile.recommendations if one.id in missing]
    return [(f"profile {plan.profile.id}", f"{len(named)} rules match no record: {', '.join(named)}")] if named else []


def _providers(plan: Plan, previous: Release | None, named: Collection[str]) -> list[dict]:
    """The plan's providers, and those of the last release that it does not name, as long as rows name them or the plan is no whole one."""
    rows = [
        {"provider_id": source.provider_id, "provider_type": source.provider.type}
        | {name: getattr(source.provider, name) for name in _PROVIDER}
        for source in plan.sources.values()
    ]
    known = {row["provider_id"] for row in rows}
    old = previous.rows("providers") if previous else []
    return rows + [row for row in old if row["provider_id"] not in known and (row["provider_id"] in named or not plan.whole)]


def _known(plan: Plan, verdict: Verdict, providers: list[dict]) -> References:
    """What rows may refer to: the rows that this release will hold."""
    ids = {name: frozenset(frame["id"]) for name, frame in verdict.tables.items()}
    return References(
        providers=frozenset(row["provider_id"] for row in providers),
        programs=ids["programs"],
        courses=ids["courses"],
        records=frozenset().union(*ids.values()),
        sources=frozenset({*plan.sources, *verdict.previous, *verdict.failed}),
    )


def _check(
    verdict: Verdict, table: Table, frame: pd.DataFrame, expected: bool, known: References, about: Collection[str] | None = None
) -> Checked:
    """Check a table of the release; what does not hold stops it, for rows that are ours to make have nothing to wait for in quarantine."""
    result = check(table, frame, expected, known, about)
    verdict.checks += result.checks
    empty = f"the release would hold no {table.name}" if expected and frame.empty else None
    verdict.stopped = verdict.stopped or result.broken or empty
    return result


def _passing(verdict: Verdict, listed: list[dict], known: References) -> list[dict]:
    """The listed courses that pass their suite; a row that breaks a rule is withheld, and only a broken key stops the release."""
    if not listed:
        return listed
    result = _check(verdict, PROGRAM_COURSES, from_rows(PROGRAM_COURSES, listed), False, known)
    verdict.quarantine += result.quarantine
    return to_arrow(PROGRAM_COURSES, result.accepted).to_pylist()


def _listed(plan: Plan, verdict: Verdict, previous: Release | None, released: set[str]) -> list[dict]:
    """`program_courses` of the programs read now, and of those carried forward as the last release had them."""
    programs = verdict.tables["programs"]
    # what this run read has its components; rows of the last release have theirs in its table
    components = programs["components"] if "components" in programs else [None] * len(programs)
    read = pd.Series([isinstance(value, list) for value in components], index=programs.index, dtype=bool)
    fresh, kept = programs[read], set(programs.loc[~read, "id"])
    institutions = {source.id: source.institution for source in plan.sources.values()}
    catalog = verdict.curated.catalog
    rows = program_courses(fresh, catalog, released, institutions) if len(fresh) else []
    verdict.warnings += total_mismatches(fresh, rows, catalog)
    if kept and previous:
        rows += [
            row | {"in_release": row["course_id"] in released} for row in previous.rows(PROGRAM_COURSES.name) if row["program_id"] in kept
        ]
    return rows
