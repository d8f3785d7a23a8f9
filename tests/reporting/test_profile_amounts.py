"""Time and cost of records: what is added up, what is kept apart, and how it is said."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.profile_page.amounts import AmountRange, Totals, least_to_most, time_of, together
from reporting.profile_page.choice import choice, next_start
from reporting.profile_page.sentences import cost_sentence, time_sentence
from tests.support.guide import RELEASED, row

WEEKS = {"duration_weeks": 6.0}
EFFORT = {"effort_hours_per_week_min": 3.0, "effort_hours_per_week_max": 5.0}
EVENT = {"organizer": "A society", "starts_on": date(2027, 2, 27)}


def usd(amount: str, kind: str = "one_off") -> dict[str, Any]:
    return {"price_amount": Decimal(amount), "price_currency": "USD", "price_kind": kind}


FREE = {"price_amount": Decimal(0), "price_kind": "free"}


@pytest.mark.parametrize(
    ("stated", "time"),
    [
        ({"duration_hours": 9.5}, ("hour", 9.5, 9.5)),
        (WEEKS, ("week", 6, 6)),
        (WEEKS | EFFORT, ("hour", 18, 30)),
        (WEEKS | EFFORT | {"duration_hours": 20.0}, ("hour", 20, 20)),
        (WEEKS | {"effort_hours_per_week_min": 3.0}, ("week", 6, 6)),  # "at least" has no upper end
        (EFFORT, None),  # hours a week of how many weeks?
        ({"duration_months": 9.0}, ("month", 9, 9)),
        ({"credits_min": 4.0, "credit_unit": "semester_hour"}, None),
        ({"duration_hours": 0.0}, None),
        (EVENT | {"ends_on": date(2027, 3, 1)}, ("day", 3, 3)),
        (EVENT | {"ends_on": EVENT["starts_on"]}, ("day", 1, 1)),
        (EVENT, None),
        ({"starts_on": date(2027, 1, 4), "ends_on": date(2027, 5, 4)}, None),  # a term, not a length
        ({}, None),
    ],
)  # fmt: skip
def test_the_time_that_a_row_states(stated: dict, time: tuple | None) -> None:
    found = time_of(stated)
    assert (found and (found.unit, found.low, found.high)) == time


@pytest.mark.parametrize(
    ("rows", "time", "cost"),
    [
        ([], "", ""),
        ([{}], "it does not say how long it takes", "it does not say what it costs"),
        ([{}, {}], "none of the 2 says how long it takes", "none of the 2 says what it costs"),
        (
            [WEEKS | EFFORT | FREE, {"duration_hours": 1.0} | usd("19.99"), {}],
            "19–31 hours (2 of 3 say how long); 1 does not say",
            "19.99 USD (1 of 3 states a price); 1 is free; 1 does not say",
        ),
        (  # units stand apart, the finest first
            [{"duration_months": 9.0} | FREE, WEEKS | FREE, {"duration_hours": 2.5} | FREE],
            "2.5 hours, 6 weeks and 9 months (3 of 3 say how long)",
            "3 are free",
        ),
        (  # credits are not hours, and count only where no time is said
            [{"credits_min": 3.0, "credits_max": 4.0, "credit_unit": "semester_hour"}, {"credits_total_min": 30.0, "credit_unit": "ects"}, WEEKS | {"credits_min": 12.0, "credit_unit": "unit"}],
            "6 weeks (1 of 3 says how long); 30 ECTS and 3–4 semester hours of credit, which are not hours of work (2 state nothing else)",
            "none of the 3 says what it costs",
        ),
        (  # so do currencies; a subscription is not added up
            [usd("1200"), usd("0.50"), usd("80") | {"price_currency": "EUR"}, usd("49", "subscription"), usd("900", "tuition")],
            "none of the 5 says how long it takes",
            "80 EUR and 1,200.50 USD (3 of 5 state a price); 2 ask for money per month, credit or term, which is not added up",
        ),
        ([{"price_amount": Decimal(5)}], "it does not say how long it takes", "it does not say what it costs"),
    ],
)  # fmt: skip
def test_what_rows_take_together(rows: list, time: str, cost: str) -> None:
    totals = together(rows)
    assert (time_sentence(totals), cost_sentence(totals)) == (time, cost)


@pytest.mark.parametrize(
    ("rows", "time", "cost"),
    [
        (
            [{"credits_total_min": 120.0, "credits_total_max": 136.0, "credit_unit": "unit"}, {"credits_total_min": 32.0, "credit_unit": "unit"} | usd("900"), {"duration_months": 9.0} | usd("1250.10")],
            "9 months (1 of 3 says how long); 32–136 units of credit, which are not hours of work (2 state nothing else)",
            "900–1,250.10 USD (2 of 3 state a price); 1 does not say",
        ),
        (
            [WEEKS | usd("80") | {"price_currency": "EUR"}, {"duration_months": 9.0} | usd("70")],
            "6 weeks or 9 months (2 of 2 say how long)",
            "80 EUR or 70 USD (2 of 2 state a price)",
        ),
    ],
)  # fmt: skip
def test_what_one_of_some_rows_takes(rows: list, time: str, cost: str) -> None:
    totals = least_to_most(rows)
    assert time_sentence(totals, is_choice=True) == time
    assert cost_sentence(totals, is_choice=True) == cost


def test_sums_do_not_depend_on_the_order_of_the_rows() -> None:
    rows = [{"duration_hours": hours} for hours in (0.1, 0.2, 0.3, 10_000.0)]
    assert together(rows) == together(rows[::-1])
    total = AmountRange("hour", Decimal("10000.6"), Decimal("10000.6"), 4)
    assert together(rows) == Totals(4, time=(total,))


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({}, ""),
        ({"pacing": "self_paced"}, "at any time"),
        ({"starts_on": RELEASED}, "24 Nov 2026"),
        ({"starts_on": date(2027, 1, 4), "ends_on": date(2027, 5, 4)}, "4 Jan 2027"),
        ({"starts_on": date(2026, 9, 14)}, "began 14 Sep 2026; no later date is stated"),
        (EVENT | {"ends_on": date(2027, 3, 1)}, "27 Feb 2027 to 1 Mar 2027"),
        (EVENT | {"ends_on": EVENT["starts_on"]}, "27 Feb 2027"),
        (EVENT | {"starts_on": date(2024, 6, 26)}, "was 26 Jun 2024; no later date is stated"),
    ],
)  # fmt: skip
def test_when_it_begins_as_seen_from_the_day_of_the_release(stated: dict, said: str) -> None:
    assert next_start(stated, RELEASED) == said


@pytest.mark.parametrize(
    ("stated", "fact", "said"),
    [
        ({}, "level", ""),
        ({"award": "BS", "credential_type": "bachelor", "academic_level": "undergraduate"}, "level", "BS, undergraduate"),
        ({"credential_type": "professional_certificate", "difficulty": "mixed"}, "level", "professional certificate, mixed"),
        (WEEKS | EFFORT, "length", "6 weeks, 18–30 hours in all"),
        (WEEKS | {"duration_text": "6 weeks"}, "length", "6 weeks"),
        ({"duration_text": "4 to 6 weeks"}, "length", "4 to 6 weeks"),
        ({"credits_min": 1.0, "credits_max": 1.0, "credit_unit": "unit"}, "length", "1 unit of credit"),
        (FREE, "price", "free"),
        (usd("1200"), "price", "USD 1,200"),
        (usd("49", "subscription") | {"price_text": "$49 per month"}, "price", "$49 per month"),
        ({"language": "en-us"}, "language", "English"),
        ({"language": "zh-Hant"}, "language", "Chinese"),
        ({"language": None}, "language", ""),
        ({"language": "qqq"}, "language", "qqq"),
    ],
)  # fmt: skip
def test_the_facts_of_a_choice_in_words(stated: dict, fact: str, said: str) -> None:
    assert choice(row("a", **stated), {"x": "Example University"}, RELEASED)["facts"][fact] == said


@pytest.mark.parametrize(
    ("starts_on", "is_soon"),
    [(None, False), (date(2026, 11, 23), False), (RELEASED, True), (date(2027, 2, 22), True), (date(2027, 2, 23), False)],
)  # fmt: skip
def test_soon_is_within_ninety_days_of_the_release(starts_on: date | None, is_soon: bool) -> None:
    shown = choice(row("a", starts_on=starts_on), {"x": "Example University"}, RELEASED)
    assert shown["tags"]["soon"] is is_soon
