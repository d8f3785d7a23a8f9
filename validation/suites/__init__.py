"""The suite of each table: `suites/<table>.py` holds the rules of the field, `common.py` those that the declared schema gives.

A new rule is one more `yield` in its table's file; `tests/validation/test_suites.py` then asks for a fault that it catches.
"""

from collections.abc import Callable, Iterator, Mapping

from courseatlas.schema import Table
from validation.gx.expectation import Rule
from validation.references import References
from validation.suites import (
    changes,
    common,
    courses,
    events,
    profile_links,
    program_courses,
    programs,
    providers,
    quarantine,
    source_health,
)

OWN: Mapping[str, Callable[[References], Iterator[Rule]]] = {
    "programs": programs.rules,
    "courses": courses.rules,
    "program_courses": program_courses.rules,
    "events": events.rules,
    "providers": providers.rules,
    "profile_links": profile_links.rules,
    "changes": changes.rules,
    "quarantine": quarantine.rules,
    "source_health": source_health.rules,
}


def suite(table: Table, references: References, expected: bool = True) -> list[Rule]:
    """The rules of a table, the one that asks for rows first where it must hold some (`expected`)."""
    head = [common.holds_rows(table)] if expected else []
    return [*head, *common.rules(table), *OWN[table.name](references)]
