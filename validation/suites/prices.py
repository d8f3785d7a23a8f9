"""The rules of a price."""

from collections.abc import Iterator

from validation.gx.expectation import WARNING, ExpectationRule, in_set, row_rule
from validation.suites.codes import currencies


def rules() -> Iterator[ExpectationRule]:
    """A price has a currency, a free thing costs nothing."""
    yield in_set(
        "price_currency is a currency",
        "price_currency",
        currencies(),
        WARNING,
        "price_currency is a code of ISO 4217",
        "see the price as printed, and `price_currency` under the source's defaults",
    )
    yield row_rule(
        "a price has a currency",
        ("price_currency", "price_amount", "price_text"),
        lambda rows: rows["price_currency"].notna(),
        WARNING,
        "a price above zero names its currency",
        "name `price_currency` under the source's defaults if the site prints only a "
        "sign or a number",
        where=lambda rows: rows["price_amount"] > 0,
    )
    yield row_rule(
        "what is free costs nothing",
        ("price_amount", "price_kind", "price_text"),
        lambda rows: ~(rows["price_amount"] > 0),
        WARNING,
        "a row whose price_kind is free has no amount, or zero",
        "the price of a certificate was read for a free course: see the price as printed",
        where=lambda rows: rows["price_kind"] == "free",
    )
