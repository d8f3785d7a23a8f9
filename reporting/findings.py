"""What the checks of a run found, as plain values for the report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from courseatlas.findings import Check, Finding
from courseatlas.words import SEVERITY

# examples per rule, or per rule and source
EXAMPLES = 3
_CONSEQUENCES = {
    "critical": (
        "A critical rule stops the release: correct the reader or the rule, then refresh again."
    ),
    "warning": "The rows are withheld; see courseatlas quarantine.",
    "info": "The rows are published; look whether they are right.",
}


def gates(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The gates that were not passed, those that hold a source back first."""
    ordered = sorted(findings, key=lambda finding: (finding.lifted, finding.source_id))
    return [
        {
            "source_id": finding.source_id,
            "gate": finding.gate,
            "sentence": finding.sentence,
            "remedy": finding.why_lifted if finding.lifted else finding.remedy,
            "lifted": finding.lifted,
        }
        for finding in ordered
    ]


def expectations(
    checks: Sequence[Check], quarantine: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """How many hold, and each that does not hold with what to do and examples."""
    failed = [check for check in checks if not check.success]
    failed.sort(key=lambda check: (SEVERITY.index(check.severity), check.table, check.rule))
    return {
        "held": len(checks) - len(failed),
        "total": len(checks),
        "failed": [_failed(check, quarantine) for check in failed],
    }


def _failed(check: Check, quarantine: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    examples = [
        {"id": row.id, "value": row.value, "evidence_url": row.evidence_url}
        for row in check.examples[:EXAMPLES]
    ]
    if not examples:
        rows = [
            row for row in quarantine if row["table"] == check.table and row["rule"] == check.rule
        ]
        examples = [_quarantine_example(row) for row in rows[:EXAMPLES]]
    result = check.error or f"does not hold in {check.failed_rows} of {check.rows} rows"
    sentence = check.sentence or f"“{check.rule}” {result}"
    return {
        "table": check.table,
        "rule": check.rule,
        "severity": check.severity,
        "rows": check.rows,
        "failed_rows": check.failed_rows,
        "sentence": sentence[:1].upper() + sentence[1:],
        "remedy": check.remedy or _CONSEQUENCES[check.severity],
        "examples": [
            {name: None if value is None else str(value) for name, value in example.items()}
            for example in examples
        ],
    }


def _quarantine_example(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "value": row["detail"], "evidence_url": row["evidence_url"]}


def withheld(quarantine: Sequence[Mapping[str, Any]], limit: int) -> dict[str, Any]:
    """The withheld rows by rule and source, each group with a few of them."""
    groups: dict[tuple[str, str, str, str], list[Mapping[str, Any]]] = {}
    for row in quarantine:
        key = (row["source_id"], row["table"], row["rule"], row["severity"])
        groups.setdefault(key, []).append(row)
    ordered = sorted(
        groups.items(), key=lambda group: (SEVERITY.index(group[0][3]), -len(group[1]), group[0])
    )
    return {
        "total": len(quarantine),
        "groups": [
            dict(zip(("source_id", "table", "rule", "severity"), key, strict=True))
            | {
                "rows": len(rows),
                "examples": [_quarantine_example(row) for row in rows[:EXAMPLES]],
            }
            for key, rows in ordered[:limit]
        ],
    }


def unread(strings_by_column: Mapping[str, Counter[str]], limit: int) -> dict[str, Any]:
    """Printed strings that no value could be made of, the most frequent first."""
    strings = [
        (column, text, int(rows))
        for column, counted in strings_by_column.items()
        for text, rows in counted.items()
    ]
    strings.sort(key=lambda string: (-string[2], string[0], string[1]))
    return {
        "total": len(strings),
        "listed": [
            {"column": column, "text": text, "rows": rows} for column, text, rows in strings[:limit]
        ],
    }


def warnings(sentences: Sequence[tuple[str, str]], limit: int) -> dict[str, Any]:
    """Rows that are published and worth a look."""
    return {
        "total": len(sentences),
        "listed": [
            {"id": record_id, "sentence": sentence} for record_id, sentence in sentences[:limit]
        ],
    }
