"""Assemble: every table of a release from what passed, in the declared types."""

import pandas as pd

from courseatlas.arrow import from_rows, to_arrow, to_frame
from courseatlas.releases import Release
from courseatlas.schema import BY_NAME, PROGRAM_COURSES, RECORD_TABLES, TABLES
from flows.plan import Plan
from flows.runs import Run
from flows.validate import Verdict
from pipelines.compare import changes
from pipelines.link_same import link_same, near_duplicates
from pipelines.profile_links import profile_links
from pipelines.program_courses import program_courses
from pipelines.totals import total_mismatches
from validation.check import check

_PROVIDER = ("name", "country", "website", "ipeds_unitid", "ror_id")


def assemble(plan: Plan, run: Run, verdict: Verdict, previous: Release | None) -> dict[str, pd.DataFrame]:
    """All tables by name; the verdict gets the checks of the related tables too."""
    providers = _providers(plan, previous)
    verdict.tables = link_same(verdict.tables, providers)
    for name in ("programs", "courses"):
        for pair in near_duplicates(verdict.tables[name], name, providers):
            verdict.warnings.append((pair.a, f"seems to be {pair.b} listed twice: {pair.reason}"))
    released = {record_id for frame in verdict.tables.values() for record_id in frame["id"]}
    listed = _passing(verdict, _listed(plan, verdict, previous, released))
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
            verdict.expired,
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
    for name in ("providers", "profile_links"):
        result = check(BY_NAME[name], tables[name].astype(object).where(tables[name].notna(), None), expected=True)
        verdict.checks += result.checks
        if result.broken or result.quarantine:
            verdict.stopped = (
                verdict.stopped
                or result.broken
                or f"{name}: {result.quarantine[0]['rule']} does not hold ({result.quarantine[0]['detail']})"
            )
    return tables


def _rules_in_vain(plan: Plan, links: list[dict]) -> list[tuple[str, str]]:
    """The profile's rules that matched nothing, in one line: the catalogs may not hold it, or the rule may be wrong."""
    missing = {row["recommendation_id"] for row in links if row["status"] == "not_found"}
    named = [f"{one.id} (line {one.line})" for one in plan.profile.recommendations if one.id in missing]
    return [(f"profile {plan.profile.id}", f"{len(named)} rules match no record: {', '.join(named)}")] if named else []


def _providers(plan: Plan, previous: Release | None) -> list[dict]:
    """The plan's providers, and those of the last release that it does not name."""
    rows = [
        {"provider_id": source.provider_id, "provider_type": source.provider.type}
        | {name: getattr(source.provider, name) for name in _PROVIDER}
        for source in plan.sources.values()
    ]
    known = {row["provider_id"] for row in rows}
    return rows + [row for row in previous.rows("providers") if row["provider_id"] not in known] if previous else rows


def _passing(verdict: Verdict, listed: list[dict]) -> list[dict]:
    """The listed courses that pass their suite; a row that breaks a rule is withheld, and only a broken key stops the release."""
    if not listed:
        return listed
    frame = from_rows(PROGRAM_COURSES, listed)
    result = check(PROGRAM_COURSES, frame.astype(object).where(frame.notna(), None), expected=False)
    verdict.checks += result.checks
    verdict.quarantine += result.quarantine
    verdict.stopped = verdict.stopped or result.broken
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
