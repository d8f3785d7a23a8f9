"""What is compared and what comes of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listing:
    """All that is known of one row. `table` is where it stands: rows of one table are never counterparts."""

    id: str
    title: str
    table: str = ""
    providers: tuple[str, ...] = ()
    code: str | None = None
    description: str | None = None
    kind: str | None = (
        None  # `course`, `event`, or a program's credential type; None where nobody says
    )
    url: str | None = None


@dataclass(frozen=True, order=True)
class Pair:
    """Two listings that describe the same thing, how sure that is from 0 to 1, and why in words."""

    a: str
    b: str
    score: float
    reason: str
