"""What the checks of a run found, as plain values: gates, expectations, rows withheld, strings unread, warnings."""

from typing import Any

from courseatlas.words import SEVERITY
from flows.verdict import Verdict
from validation.check import Check

# of a rule, or of a rule and a source
EXAMPLES = 3
_DOES = {
    "critical": "A critical rule stops the release: mend the reader or the rule, then refresh again.",
    "warning": "The rows are withheld; see courseatlas quarantine.",
    "info": "The rows are published; look whether they are right.",
}


def gates(verdict: Verdict) -> list[dict[str, Any]]:
    """The gates that were not passed, those that hold a source back first."""
    found = sorted(verdict.findings, key=lambda one: (one.lifted, one.source_id))
    return [
        {"source_id": one.source_id, "gate": one.gate, "sentence": one.sentence, "remedy": one.remedy, "lifted": one.lifted}
        for one in found
    ]


def expectations(verdict: Verdict) -> dict[str, Any]:
    """How many hold, and each that does not with what to do and examples."""
    failed = [one for one in verdict.checks if not one.success]
    failed.sort(key=lambda one: (SEVERITY.index(one.severity), one.table, one.rule))
    return {
        "held": len(verdict.checks) - len(failed),
        "total": len(verdict.checks),
        "failed": [_failed(one, verdict.quarantine) for one in failed],
    }


def _failed(one: Check, quarantine: list[dict]) -> dict[str, Any]:
    examples = [{"id": row.id, "value": row.value, "evidence_url": row.evidence_url} for row in one.examples[:EXAMPLES]]
    if not examples:
        rows = [row for row in quarantine if row["table"] == one.table and row["rule"] == one.rule][:EXAMPLES]
        examples = [{"id": row["id"], "value": row["detail"], "evidence_url": row["evidence_url"]} for row in rows]
    said = getattr(one, "sentence", "") or f"“{one.rule}” {one.error or f'does not hold in {one.failed_rows} of {one.rows} rows'}"
    return {
        "table": one.table,
        "rule": one.rule,
        "severity": one.severity,
        "rows": one.rows,
        "failed_rows": one.failed_rows,
        "sentence": said[:1].upper() + said[1:],
        "remedy": getattr(one, "remedy", "") or _DOES[one.severity],
        "examples": [{name: None if value is None else str(value) for name, value in example.items()} for example in examples],
    }


def withheld(quarantine: list[dict], most: int) -> dict[str, Any]:
    """The rows withheld by rule and source, each with a few of them."""
    groups: dict[tuple[str, ...], list[dict]] = {}
    for row in quarantine:
        groups.setdefault((row["source_id"], row["table"], row["rule"], row["severity"]), []).append(row)
    ordered = sorted(groups.items(), key=lambda one: (SEVERITY.index(one[0][3]), -len(one[1]), one[0]))
    return {
        "total": len(quarantine),
        "groups": [
            dict(zip(("source_id", "table", "rule", "severity"), key, strict=True))
            | {
                "rows": len(rows),
                "examples": [{"id": row["id"], "value": row["detail"], "evidence_url": row["evidence_url"]} for row in rows[:EXAMPLES]],
            }
            for key, rows in ordered[:most]
        ],
    }


def unread(verdict: Verdict, most: int) -> dict[str, Any]:
    """Printed strings that no value could be made of, the most frequent first."""
    found = [(column, text, int(rows)) for column, strings in verdict.curated.unread.items() for text, rows in strings.items()]
    found.sort(key=lambda one: (-one[2], one[0], one[1]))
    return {"total": len(found), "listed": [{"column": column, "text": text, "rows": rows} for column, text, rows in found[:most]]}


def warnings(verdict: Verdict, most: int) -> dict[str, Any]:
    """Published, and worth a look."""
    listed = [{"id": record_id, "sentence": sentence} for record_id, sentence in verdict.warnings[:most]]
    return {"total": len(verdict.warnings), "listed": listed}
