"""What online courses cost, and how long they take."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow.compute as pc

from release_site.charts.chart import Chart
from release_site.contents import SiteContents
from reporting.profile_page.amounts import RECURRING, price_of, time_of

Row = Mapping[str, Any]
_TOO_FEW = "This release has no online courses."
_COLUMNS = [
    "price_kind",
    "price_amount",
    "price_currency",
    "duration_hours",
    "duration_weeks",
    "effort_hours_per_week_min",
    "effort_hours_per_week_max",
]
# the upper ends of the classes; the last class is open
_PRICE_ENDS = (50, 100, 200, 500, 1000, 3000)
_HOUR_ENDS = (5, 10, 20, 40, 80, 160)


def prices_chart(contents: SiteContents) -> Chart:
    """Online courses by price, in the currency that most of them are sold in."""
    courses = _online(contents)
    prices = [price_of(row) for row in courses]
    currencies = Counter(price.unit for price in prices if price)
    currency = min(currencies, key=lambda unit: (-currencies[unit], unit), default="USD")
    classes = _classes(_PRICE_ENDS, currency)
    counted: Counter[str] = Counter()
    for row, price in zip(courses, prices, strict=True):
        if row["price_kind"] == "free":
            counted["Free"] += 1
        elif row["price_kind"] in RECURRING:
            counted["Per month, credit or term"] += 1
        elif price is None:
            counted["Not stated"] += 1
        elif price.unit != currency:
            counted["In another currency"] += 1
        else:
            counted[_class_of(float(price.low), _PRICE_ENDS, classes)] += 1
    labels = ("Free", *classes, "In another currency", "Per month, credit or term", "Not stated")
    return Chart(
        key="online-prices",
        title="What online courses cost",
        caption=f"Online courses of this release by their price in {currency}. Currencies are not "
        "converted.",
        columns=("Price", "Courses"),
        rows=_rows(labels, counted),
        too_few="" if courses else _TOO_FEW,
    )


def lengths_chart(contents: SiteContents) -> Chart:
    """Online courses by the hours that they take."""
    classes = _classes(_HOUR_ENDS, "hours")
    courses, counted = _online(contents), Counter[str]()
    for row in courses:
        time = time_of(row)
        if time is None:
            counted["Not stated"] += 1
        elif time.unit != "hour":
            counted["In weeks or months only"] += 1
        else:
            middle = float(time.low + time.high) / 2
            counted[_class_of(middle, _HOUR_ENDS, classes)] += 1
    labels = (*classes, "In weeks or months only", "Not stated")
    return Chart(
        key="online-lengths",
        title="How long online courses take",
        caption="Online courses of this release by their hours. Weeks become hours only where the "
        "page says how many hours a week.",
        columns=("Length", "Courses"),
        rows=_rows(labels, counted),
        too_few="" if courses else _TOO_FEW,
    )


def _online(contents: SiteContents) -> list[Row]:
    """What online courses say of their price and length."""
    courses = contents.records["course"]
    online: list[Row] = (
        courses.filter(pc.equal(courses["delivery"], "online")).select(_COLUMNS).to_pylist()
    )
    return online


def _classes(ends: Sequence[int], unit: str) -> list[str]:
    """The names of the classes.

    >>> _classes((5, 10), "hours")
    ['under 5 hours', '5 to 10 hours', '10 hours and more']
    """
    between = [f"{low:,} to {high:,} {unit}" for low, high in zip(ends, ends[1:], strict=False)]
    return [f"under {ends[0]:,} {unit}", *between, f"{ends[-1]:,} {unit} and more"]


def _class_of(number: float, ends: Sequence[int], classes: Sequence[str]) -> str:
    """The class of a number; the upper end belongs to the class above."""
    return classes[sum(number >= end for end in ends)]


def _rows(
    labels: Sequence[str], counted: Mapping[str, int]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((label, (counted.get(label, 0),)) for label in labels)
