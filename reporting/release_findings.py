"""The findings of a release as files: `findings.json`, and `findings.html` made of it."""

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from courseatlas.errors import DamagedRelease
from courseatlas.releases import Release
from reporting.finding_definitions import definitions
from reporting.findings_page import findings_page
from reporting.program_findings import TABLES, CountedProgram, counted_programs, findings


def findings_files(
    version: str, tables: Mapping[str, pd.DataFrame], earlier: Sequence[Release]
) -> dict[str, str]:
    """Path within the release -> text. `earlier` are the releases before, oldest first.

    They are counted again, so that all are counted as `program_findings.yml` says today.
    """
    past = {release.version: _past_programs(release) for release in earlier}
    known = {release: programs for release, programs in past.items() if programs is not None}
    counted = definitions()
    document = findings(version, counted_programs(tables, counted), known, counted)
    return {
        "findings.json": json.dumps(document, indent=1, ensure_ascii=False) + "\n",
        "findings.html": findings_page(document),
    }


def _past_programs(release: Release) -> list[CountedProgram] | None:
    """The programs of an earlier release; None where it is damaged."""
    try:
        tables = {name: release.table(name) for name in TABLES}
    except DamagedRelease:
        return None  # the past is no reason to stop
    return counted_programs(tables, definitions())
