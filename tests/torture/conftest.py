"""The table at the end of `make torture`."""

from collections.abc import Callable, Iterator

import pytest

from tests.torture.tally import COLUMNS, IS_WHOLE, Tally

# these take minutes; `tests/flows` has kills at chosen moments
collect_ignore = [] if IS_WHOLE else ["test_kills.py", "test_soak.py"]


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Iterator[Callable[[str], Tally]]:
    """A function that begins the tally of a fault; at the end of the test nothing may be wrong."""
    tallies: list[Tally] = []

    def begin(fault: str) -> Tally:
        tallies.append(Tally(fault))
        return tallies[-1]

    yield begin
    for each in tallies:
        record_property("torture", each.row())
    problems = [problem for each in tallies for problem in each.problems()]
    assert not problems, "\n".join(problems[:20])
    assert all(each.tries for each in tallies)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one row per fault, and one per test that failed before it could tell."""
    rows = [list(COLUMNS)]
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                rows += _rows(report)
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    terminalreporter.section("torture")
    for fault, *counts in rows:
        cells = [text.rjust(width) for text, width in zip(counts, widths[1:], strict=True)]
        terminalreporter.write_line("  ".join([fault.ljust(widths[0]), *cells]))


def _rows(report: pytest.TestReport) -> list[list[str]]:
    """The tallies of a test; a test that failed before it told them is a row too."""
    if report.when == "teardown":
        return [value for name, value in report.user_properties if name == "torture"]
    return [[report.nodeid, "failed", "", "", ""]] if report.failed else []
