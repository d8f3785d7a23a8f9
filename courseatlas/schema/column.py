"""What a table declares: its columns, their types, and what a good value is."""

from dataclasses import dataclass
from typing import Any

SCHEMA_VERSION = "1"

STRING, DOUBLE, COUNT, BOOL, DAY, TIME, STRINGS, MONEY = (
    "string",
    "double",
    "int64",
    "bool",
    "date32",
    "timestamp[ms, UTC]",
    "list<string>",
    "decimal128(12,2)",
)


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type by name, what it means, and what a good value is.

    `required` means never null. `bookkeeping` columns describe the run and not the record: two runs
    over the same pages differ in them, and a release in which nothing else differs is no news.
    `evidence` columns tell from which archived page a row was read. `refers_to` names the table
    whose key the column holds.
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str | None = None
    bookkeeping: bool = False
    evidence: bool = False
    refers_to: str | None = None


@dataclass(frozen=True)
class Table:
    """One table: its columns in file order and the columns that name a row."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def column(self, name: str) -> Column:
        """The column of a name. Raises StopIteration where the table has no such column."""
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        """The column names in file order."""
        return [column.name for column in self.columns]

    @property
    def bookkeeping(self) -> list[str]:
        """The names of the columns that describe the run and not the record."""
        return [column.name for column in self.columns if column.bookkeeping]

    @property
    def evidence(self) -> list[str]:
        """The names of the columns that tell which page a row was read from."""
        return [column.name for column in self.columns if column.evidence]


def required(name: str, type: str, meaning: str, **rules: Any) -> Column:
    """A column that is never null."""
    return Column(name, type, meaning, required=True, **rules)


# the id of a source or of a profile, which is also the name of a file
NAME_PATTERN = r"[a-z0-9-]{1,64}"
ID_PATTERN = rf"^{NAME_PATTERN}:(?:program|course|event):\S+$"
URL_PATTERN = r"^https?://[^\s/]+"
