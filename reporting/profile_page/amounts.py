"""How much time and money records take, as ranges per unit; what no record states is counted.

Hours, weeks, months, days and credits are never converted into each other, and neither are
currencies. The one exception is what the page itself states: weeks at so many hours per week.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_DURATIONS = (("duration_hours", "hour"), ("duration_weeks", "week"), ("duration_months", "month"))
_TIME_UNITS = ("hour", "day", "week", "month")
_CREDITS = (("credits_min", "credits_max"), ("credits_total_min", "credits_total_max"))
# what is paid again and again: its sum depends on how long somebody takes
RECURRING = ("subscription", "tuition")


@dataclass(frozen=True)
class AmountRange:
    """An amount of one unit, from the lowest to the highest, and how many records state it."""

    unit: str
    low: Decimal
    high: Decimal
    records: int = 1


@dataclass(frozen=True)
class Totals:
    """What records take together, or what one of them takes.

    Each record counts once for time: in `time`, else in `credits` (which are not hours of work),
    else in neither. For cost it counts in `cost` (one price), in `free`, in `recurring` (a
    subscription or tuition, which is not added up) or in none of them.
    """

    records: int
    time: tuple[AmountRange, ...] = ()
    credits: tuple[AmountRange, ...] = ()
    cost: tuple[AmountRange, ...] = ()
    free: int = 0
    recurring: int = 0

    @property
    def with_time(self) -> int:
        """How many records say how long they take."""
        return sum(amount.records for amount in self.time)

    @property
    def with_credits_only(self) -> int:
        """How many records state credits and no time."""
        return sum(amount.records for amount in self.credits)

    @property
    def with_price(self) -> int:
        """How many records state one price that is not zero."""
        return sum(amount.records for amount in self.cost)


def together(rows: Sequence[Mapping[str, Any]]) -> Totals:
    """What all rows take, one after the other."""
    return _totals(rows, sum, sum)


def least_to_most(rows: Sequence[Mapping[str, Any]]) -> Totals:
    """What one of the rows takes, from the least to the most."""
    return _totals(rows, min, max)


def time_of(row: Mapping[str, Any]) -> AmountRange | None:
    """The time that a row states, in the finest unit; None where it states none.

    >>> effort = {"effort_hours_per_week_min": 3.0, "effort_hours_per_week_max": 5.0}
    >>> hours = time_of({"duration_weeks": 6.0} | effort)
    >>> hours.unit, int(hours.low), int(hours.high)
    ('hour', 18, 30)
    """
    if not row.get("duration_hours") and _states_effort(row):
        weeks = _decimal(row["duration_weeks"])
        least, most = row["effort_hours_per_week_min"], row["effort_hours_per_week_max"]
        return AmountRange("hour", weeks * _decimal(least), weeks * _decimal(most))
    for name, unit in _DURATIONS:
        if row.get(name):
            return AmountRange(unit, _decimal(row[name]), _decimal(row[name]))
    return _days_of_event(row)


def credits_of(row: Mapping[str, Any]) -> AmountRange | None:
    """The credits that a row states, in its own unit; None where it states none."""
    for lowest, highest in _CREDITS:
        low, high = row.get(lowest), row.get(highest)
        if low is not None:
            most = low if high is None else high
            return AmountRange(row.get("credit_unit") or "credit", _decimal(low), _decimal(most))
    return None


def price_of(row: Mapping[str, Any]) -> AmountRange | None:
    """The one price of a row in its currency; None where it is free, recurring or not stated."""
    amount, currency = row.get("price_amount"), row.get("price_currency")
    if not amount or not currency or row.get("price_kind") in RECURRING:
        return None
    return AmountRange(currency, _decimal(amount), _decimal(amount))


def is_event(row: Mapping[str, Any]) -> bool:
    """Whether a row is of the table of events, whose dates say how long it takes."""
    return "organizer" in row


def _states_effort(row: Mapping[str, Any]) -> bool:
    effort = ("effort_hours_per_week_min", "effort_hours_per_week_max")
    return bool(row.get("duration_weeks")) and all(row.get(name) for name in effort)


def _days_of_event(row: Mapping[str, Any]) -> AmountRange | None:
    first, last = row.get("starts_on"), row.get("ends_on")
    if not is_event(row) or not first or not last:
        return None
    days = Decimal((last - first).days + 1)
    return AmountRange("day", days, days)


def _totals(
    rows: Sequence[Mapping[str, Any]],
    lowest: Callable[[Iterable[Decimal]], Any],
    highest: Callable[[Iterable[Decimal]], Any],
) -> Totals:
    times = [time_of(row) for row in rows]
    credits = [credits_of(row) for row, time in zip(rows, times, strict=True) if time is None]
    prices = [price_of(row) for row in rows]
    kinds = [row.get("price_kind") for row in rows]
    return Totals(
        records=len(rows),
        time=_by_unit(times, lowest, highest),
        credits=_by_unit(credits, lowest, highest),
        cost=_by_unit(prices, lowest, highest),
        free=kinds.count("free"),
        recurring=sum(kind in RECURRING for kind in kinds),
    )


def _by_unit(
    amounts: Iterable[AmountRange | None],
    lowest: Callable[[Iterable[Decimal]], Any],
    highest: Callable[[Iterable[Decimal]], Any],
) -> tuple[AmountRange, ...]:
    """One range per unit, the finest unit of time first."""
    by_unit: dict[str, list[AmountRange]] = {}
    for amount in amounts:
        if amount is not None:
            by_unit.setdefault(amount.unit, []).append(amount)
    return tuple(
        AmountRange(
            unit,
            Decimal(lowest(each.low for each in group)),
            Decimal(highest(each.high for each in group)),
            len(group),
        )
        for unit, group in sorted(by_unit.items(), key=_order)
    )


def _order(item: tuple[str, Any]) -> tuple[int, str]:
    unit, _ = item
    return (_TIME_UNITS.index(unit) if unit in _TIME_UNITS else len(_TIME_UNITS)), unit


def _decimal(number: Any) -> Decimal:
    """A number as it is printed: sums of floats would depend on their order."""
    return Decimal(str(number))
