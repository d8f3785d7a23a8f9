"""Values of catalog APIs: words, names, numbers, days and prices of JSON objects."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from courseatlas.text import one_line, paragraphs
from spiders.page.fields import distinct
from spiders.page.markup import html_to_text
from spiders.page.people import names_in

Row = dict[str, Any]
_DEEPEST = 12


def objects(value: Any) -> list[Row]:
    """The objects in a list; none for a value that is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def nested_objects(
    value: Any, is_wanted: Callable[[Row], bool], within: bool = False, depth: int = 0
) -> Iterator[Row]:
    """The wanted objects of a JSON value, in its order, however deep they lie.

    What lies within a wanted object is passed over, unless `within`. An answer that is nested more
    deeply than any is ends there.
    """
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from nested_objects(item, is_wanted, within, depth + 1)
    elif isinstance(value, dict):
        found = is_wanted(value)
        if found:
            yield value
        if within or not found:
            for item in value.values():
                yield from nested_objects(item, is_wanted, within, depth + 1)


def member(row: Any, name: str) -> Row:
    """The object under a name of an object; an empty one where there is none."""
    value = row.get(name) if isinstance(row, dict) else None
    return value if isinstance(value, dict) else {}


def line_of(value: Any) -> str:
    """The words of a string on one line; '' for a value that is no string."""
    return one_line(value) if isinstance(value, str) else ""


def paragraphs_of(value: Any) -> str:
    """The paragraphs of a string; '' for a value that is no string."""
    return paragraphs(value) if isinstance(value, str) else ""


def words(value: Any) -> str | None:
    """A value's words: a string, a number, an object's name, or a list of these; or None."""
    if isinstance(value, list):
        return ", ".join(part for part in map(words, value) if part) or None
    if isinstance(value, dict):
        names = ("name", "title", "label", "code")
        return words(next((value[name] for name in names if value.get(name)), None))
    if value is None or isinstance(value, bool):
        return None
    printed = html.unescape(str(value))
    return one_line(html_to_text(printed) if "<" in printed else printed) or None


def prose(value: Any) -> str | None:
    """Text that may be HTML, as plain paragraphs; None for a value that is not text."""
    return paragraphs(html_to_text(value)) or None if isinstance(value, str) else None


def names(value: Any) -> list[str]:
    """The names in a value, each once."""
    items = value if isinstance(value, list) else [value]
    return distinct(words(item) or "" for item in items)


def people(value: Any) -> list[str]:
    """The names in a list of people, or in a string that prints several of them."""
    if isinstance(value, str):
        return names_in(html.unescape(value))
    if not isinstance(value, list):
        return []
    return distinct(one_line(html.unescape(_person(item))) for item in value)


def _person(value: Any) -> str:
    """A person's name, whole or in two parts."""
    if not isinstance(value, dict):
        return str(value or "")
    for name in ("full_name", "name", "instructor_name"):
        if value.get(name):
            return str(value[name])
    parts = ("given_name", "family_name")
    if not value.get("given_name"):
        parts = ("first_name", "last_name")
    return " ".join(str(value.get(part) or "") for part in parts)


def number(value: Any) -> float | None:
    """A number, also written as a string with commas; None for anything else."""
    if isinstance(value, bool | list | dict) or value in (None, ""):
        return None
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return None


def day(value: Any) -> str | None:
    """The day of an ISO 8601 date or time, or of seconds since 1970.

    Several dates are several runs, and give None, as does a number that is no time.

    >>> day(1767225600), day("2026-01-01T09:00:00Z"), day(10**30)
    ('2026-01-01', '2026-01-01', None)
    """
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value, UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            return None
    date = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", str(value or ""))
    return date[1] if date else None


def price(row: Row, run: Row, stated_prices: Iterable[tuple[Row, Any]]) -> dict[str, Any]:
    """The price that a row or its run states: of seats, of products, else of the price itself.

    `stated_prices` pairs an object with the value that it states as its price, the best first.
    Of seats the one that leads to a certificate counts, of a list of prices the dearest.
    """
    seats = _priced([*(run.get("seats") or ()), *(row.get("entitlements") or ())])
    if seats:
        certified = (seat for seat in seats if seat.get("type") in ("verified", "professional"))
        seat = next(certified, seats[0])
        printed = words(f"{seat['price']} {seat.get('currency') or ''}")
        return {"price_text": printed, "price_amount": _money(seat["price"])}
    products = _priced(run.get("products") or []) or _priced(row.get("products") or [])
    if products:
        amount = products[0]["price"]
        return {"price_text": str(amount), "price_amount": _money(amount)}
    prices = (_stated_price(owner, value) for owner, value in stated_prices)
    return next((stated for stated in prices if stated), {})


def _priced(offers: list[Any]) -> list[Row]:
    """The offers that state a price above zero."""
    return [offer for offer in offers if isinstance(offer, dict) and number(offer.get("price"))]


def _stated_price(owner: Row, value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        return _dearest(value)
    if number(value) is not None:
        in_dollars = owner.get("fixed_price_usd") == value
        return {
            "price_text": str(value),
            "price_amount": _money(value),
            "price_currency": "USD" if in_dollars else None,
        }
    return {"price_text": words(value)} if value else {}


def _dearest(prices: list[Any]) -> dict[str, Any]:
    """The dearest of a list of prices: numbers, or objects with an amount and a currency."""
    best, currency = 0.0, None
    for price in prices:
        stated = price if isinstance(price, dict) else {"amount": price}
        amount = number(stated.get("price") or stated.get("amount"))
        if amount and amount > best:
            best, currency = amount, stated.get("currency")
    if not best:
        return {}
    return {
        "price_text": words(f"{best:g} {currency or ''}"),
        "price_amount": _money(best),
        "price_currency": currency,
    }


def _money(value: Any) -> str:
    return f"{number(value) or 0:.2f}"
