"""A page per source with what became of its records: where the counts of the report lead."""

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
_MISSING_FIRST = (*RECORD_OUTCOME[2:], *RECORD_OUTCOME[:2])


def record_pages(data: ReportData) -> dict[str, str]:
    """Path -> HTML: `records/<source>.html` for each source that was crawled."""
    template = environment().get_template("records.html.j2")
    groups = data.records.groupby(["source_id", "outcome"])
    totals = groups.size().to_dict()
    shown: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows_of(groups.head(SHOWN)):
        shown.setdefault((row["source_id"], row["outcome"]), []).append(row)
    return {
        f"records/{source_id}.html": template.render(
            source_id=source_id,
            name=data.sources[source_id].name if source_id in data.sources else source_id,
            groups=[
                {
                    "outcome": outcome,
                    "sentence": _SENTENCES[outcome],
                    "total": totals[source_id, outcome],
                    "records": shown[source_id, outcome],
                }
                for outcome in _MISSING_FIRST
                if (source_id, outcome) in totals
            ],
            run_id=data.run.id,
            shown=SHOWN,
        )
        for source_id in data.ledgers
    }
