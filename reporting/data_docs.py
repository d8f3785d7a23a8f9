"""Data Docs: a page per suite with every expectation and its numbers, and an index.

Great Expectations' own renderer prints observed values unescaped and loads its styles and scripts
from other hosts (1.24.1), and its template has no switch for either. These pages are made from the
numbers of the results alone, through the escaping templates and the Content-Security-Policy of all
our pages. Examples, and messages of errors, which may quote a value, stand in the report of the
run.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from courseatlas.findings import Check
from reporting.environment import environment


def data_docs(checks: Iterable[Check]) -> dict[str, str]:
    """File name -> HTML: `index.html`, and `<table>.html` for each table that was checked."""
    by_table: dict[str, list[dict[str, Any]]] = {}
    for check in checks:
        by_table.setdefault(check.table, []).append(_numbers(check))
    template = environment().get_template("data_docs.html.j2")
    suites = [
        {"table": table, "rows": max(check["rows"] for check in numbers)} | _summary(numbers)
        for table, numbers in by_table.items()
    ]
    pages = {"index.html": template.render(suites=suites, table=None, checks=[])}
    for table, numbers in by_table.items():
        pages[f"{table}.html"] = template.render(suites=suites, table=table, checks=numbers)
    return pages


def _numbers(check: Check) -> dict[str, Any]:
    """What may be shown of a check: its rule, and counts."""
    return {
        "rule": check.rule,
        "severity": check.severity,
        "state": _state(check),
        "rows": check.rows,
        "looked": check.looked,
        "failed": check.failed_rows,
        "share": f"{check.failed_rows / check.rows:.1%}" if check.rows else "",
        "sentence": check.sentence,
        "remedy": "" if check.success else check.remedy,
    }


def _state(check: Check) -> str:
    if check.error:
        return "could not be checked"
    return "holds" if check.success else "does not hold"


def _summary(numbers: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    states = Counter(check["state"] for check in numbers)
    return {
        "holds": states["holds"],
        "fails": states["does not hold"],
        "unchecked": states["could not be checked"],
    }
