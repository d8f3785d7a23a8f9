"""Data Docs: a page per suite with every expectation and its numbers, and an index; no value of the data, nothing from another host.

Great Expectations' own renderer prints observed values unescaped and loads its styles and scripts from other hosts (1.24.1), and its
template has no switch for either. So these pages are made from the results' numbers alone, through our own escaping template under the
Content-Security-Policy of all our pages. The examples, and the messages of errors, which may quote a value, stay in the run's report.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from validation.check import Check


def data_docs(checks: Iterable[Check]) -> dict[str, str]:
    """File name -> HTML: `index.html`, and `<table>.html` for each table that was checked."""
    by_table: dict[str, list[dict[str, Any]]] = {}
    for check in checks:
        by_table.setdefault(check.table, []).append(_numbers(check))
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("data_docs.html.j2")
    suites = [{"table": table, "rows": max(one["rows"] for one in found)} | _summary(found) for table, found in by_table.items()]
    pages = {"index.html": page.render(suites=suites, table=None, checks=[])}
    for table, found in by_table.items():
        pages[f"{table}.html"] = page.render(suites=suites, table=table, checks=found)
    return pages


def _numbers(check: Check) -> dict[str, Any]:
    """What may be shown of a check: what it asks, and counts."""
    return {
        "rule": check.rule,
        "severity": check.severity,
        "state": "could not be checked" if check.error else "holds" if check.success else "does not hold",
        "rows": check.rows,
        "looked": check.looked,
        "failed": check.failed_rows,
        "share": f"{check.failed_rows / check.rows:.1%}" if check.rows else "",
        "sentence": check.sentence,
        "remedy": "" if check.success else check.remedy,
    }


def _summary(found: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    states = Counter(one["state"] for one in found)
    return {"holds": states["holds"], "fails": states["does not hold"], "unchecked": states["could not be checked"]}
