"""The suite of each table: `suites/<table>.py` has the rules of the field, `common.py` the others.

The rules of `common.py` follow from the declared schema. A new rule is one more `yield` in the file
of its table; `tests/validation/test_suites.py` then asks for a fault that it catches.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from courseatlas.schema import Table
from validation.gx.expectation import ExpectationRule
from validation.references import References
from validation.suites import common


def suite(table: Table, references: References, expected: bool = True) -> list[ExpectationRule]:
    """The rules of a table; where it must hold rows (`expected`), the first rule asks for them."""
    first = [common.holds_rows(table)] if expected else []
    own_rules: Callable[[References], Iterator[ExpectationRule]] = import_module(
        f"validation.suites.{table.name}"
    ).rules
    return [*first, *common.rules(table), *own_rules(references)]
