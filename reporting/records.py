"""A page per source with what became of its records: where the counts of the report lead."""

from collections.abc import Mapping
from typing import Any

from courseatlas.arrow import rows_of
from courseatlas.words import RECORD_OUTCOME
from reporting.data import ReportData
from reporting.environment import environment

# records per outcome on a page; the command shows all
SHOWN = 200
_SENTENCES = {
    "released": "Rows of the release",
    "merged": "Records of an id that another record has too: one row holds both",
    "filtered": "Records that are not about AI/ML",
    "quarantined": "Records that break a rule",
    "held_back": "Records of a source that failed: its last good rows stand in",
    "left_out": "Records that a step of curation could not handle",
}


def record_pages(data: ReportData) -> dict[str, str]:
    """Path -> HTML: `records/<source>.html` for each source that was crawled."""
    template = environment().get_template("records.html.j2")
    by_source: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(data.records):
        by_source.setdefault(row["source_id"], []).append(row)
    return {
        f"records/{source_id}.html": template.render(
            source_id=source_id,
            name=data.sources[source_id].name if source_id in data.sources else source_id,
            groups=_groups(by_source.get(source_id, [])),
            run_id=data.run.id,
            shown=SHOWN,
        )
        for source_id in data.ledgers
    }


def _groups(rows: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    """The records by outcome, those that are missing from the release first."""
    groups: list[Mapping[str, Any]] = []
    for outcome in (*RECORD_OUTCOME[2:], *RECORD_OUTCOME[:2]):
        members = [row for row in rows if row["outcome"] == outcome]
        if members:
            groups.append(
                {
                    "outcome": outcome,
                    "sentence": _SENTENCES[outcome],
                    "total": len(members),
                    "records": members[:SHOWN],
                }
            )
    return groups
