"""The page of the report that tells how much of the field the registry and the release cover."""

from itertools import groupby

from courseatlas import coverage
from reporting.data import ReportData
from reporting.environment import environment

_HEADINGS = {"all": "In all", "state": "By state", "platform": "By platform", "size": "By size"}
# missing programs that are named; `courseatlas registry coverage` counts all
_SHOWN = 40


def coverage_page(data: ReportData) -> str:
    """`coverage.html`: institutions by group, and AI programs that were seen elsewhere."""
    covered = data.coverage
    groups = groupby(covered.rows, key=lambda row: row.group)
    return (
        environment()
        .get_template("coverage.html.j2")
        .render(
            run_id=data.run.id,
            groups=[(_HEADINGS[group], list(rows)) for group, rows in groups],
            programs=covered.programs,
            missing=covered.programs.missing[:_SHOWN],
            census=coverage.CENSUS_INSTITUTIONS,
            majors=coverage.CENSUS_MAJORS,
            minors=coverage.CENSUS_MINORS,
        )
    )
