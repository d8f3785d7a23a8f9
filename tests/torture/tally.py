"""What became of the tries of one kind of fault."""

import os
from dataclasses import dataclass, field

# `make torture` sets it; `make test` makes a few tries of each kind
IS_WHOLE = "COURSEATLAS_TORTURE" in os.environ
COLUMNS = ("fault", "tries", "lost", "corrupt", "hung")


@dataclass
class Tally:
    """The tries of a fault, and a sentence for each that lost something, left it corrupt or hung."""

    fault: str
    tries: int = 0
    lost: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)

    def row(self) -> list[str]:
        """The tally as a row of the table."""
        counts = (self.tries, len(self.lost), len(self.corrupt), len(self.hung))
        return [self.fault, *map(str, counts)]

    def problems(self) -> list[str]:
        """All sentences; none where everything held."""
        return [*self.lost, *self.corrupt, *self.hung]


def tries(few: int, many: int) -> int:
    """How many tries are made."""
    return many if IS_WHOLE else few
