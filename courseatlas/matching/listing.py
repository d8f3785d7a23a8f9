"""What is compared, and what comes of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listing:
    """What is known about one row.

    `table` is where the row comes from: two rows of one table are never counterparts. `kind` is
    `course`, `event` or a program's credential type, None where the row does not say.
    """

    id: str
    title: str
    table: str = ""
    providers: tuple[str, ...] = ()
    code: str | None = None
    description: str | None = None
    kind: str | None = None
    url: str | None = None


@dataclass(frozen=True, order=True)
class Pair:
    """Two listings that describe the same thing, how sure that is from 0 to 1, and why in words."""

    a: str
    b: str
    score: float
    reason: str
