"""Money: "$1,320", "USD 99.00", "1.320,50 €", "$49/month", "Free"."""

import re
from decimal import Decimal

from courseatlas.values.numbers import decimal
from courseatlas.values.vocabulary import any_of, words

Price = tuple[Decimal | None, str | None, str | None]
_Amounts = list[tuple[Decimal, re.Match[str]]]

_SIGNS = words().currency_signs
_CODES = any_of(words().currency_codes)
_UNIT = f"(?:{any_of(_SIGNS)}|(?:{_CODES})(?![A-Za-z]))"
_NUMBER = r"\d(?:[\d.,'’\s]*\d)?"
# a sign is printed at its number; a word such as "Rs" must not be the end of another ("fers 30")
_AMOUNT = re.compile(
    rf"(?<![A-Za-z])(?P<before>{_UNIT})\s*(?P<n1>{_NUMBER})(?P<thousands>k\b)?(?:\s*(?P<code>{_CODES})\b)?"
    rf"|(?<![\w.,])(?P<n2>{_NUMBER})\s*(?P<after>{_UNIT})(?![A-Za-z])"
)
_LIST_PRICE = re.compile(rf"(?:\b(?:{any_of(words().list_price)}))\b[\s:]*$", re.I)
_FREE = re.compile(rf"\b(?:{any_of(words().free)})\b(?!\W*(?:{any_of(words().not_free)}))", re.I)
_PER_PERIOD = re.compile(
    r"(?:/|\bper\b|\ban?\b|\beach\b|\bal\b|\bpar\b|\bpro\b|\bpor\b)"
    rf"\s*(?:{any_of(words().per_period)})\b"
    r"|\b(?:monthly|yearly|annually|annual|subscription)\b",
    re.I,
)
_TUITION = re.compile(r"\btuition\b|(?:per|/|each|a)\s*(?:credit|unit|semester hour|ects)", re.I)
_RANGE = re.compile(r"\s*(?:-|–|—|to|bis|à)\s*")


def money(text: str | None) -> Price:
    """(amount, currency, kind) of a printed price.

    An amount without a currency is not a price, and a range is not one price. Of a list price and
    the price that is asked now, the latter counts: it is the one without a label, or the lower of
    two prices side by side.

    >>> money("$99 USD")
    (Decimal('99'), 'USD', 'one_off')
    >>> money("Original price $199.99, current price $12.99")
    (Decimal('12.99'), 'USD', 'one_off')
    >>> money("Free")
    (Decimal('0'), None, 'free')
    """
    if not text:
        return None, None, None
    amounts = _amounts(text)
    if not amounts:
        is_free = _FREE.search(text) and not re.search(r"\d", text)
        return (Decimal(0), None, "free") if is_free else (None, None, None)
    amount, match = amounts[0]
    currency = _currency(match)
    if len(amounts) > 1:
        next_amount, next_match = amounts[1]
        between = text[match.end() : next_match.start()]
        if _RANGE.fullmatch(between):
            return None, None, None
        if not between.strip(" ,|/") and _currency(next_match) == currency:
            amount = min(amount, next_amount)
    return amount, currency, "free" if amount == 0 else _kind(text)


def _amounts(text: str) -> _Amounts:
    """The amounts of a text that are asked; if all are list prices, these."""
    matches = [(_amount(match), match) for match in _AMOUNT.finditer(text)]
    amounts = [(amount, match) for amount, match in matches if amount is not None]
    asked = [pair for pair in amounts if not _LIST_PRICE.search(text[: pair[1].start()])]
    return asked or amounts


def _amount(match: re.Match[str]) -> Decimal | None:
    amount = decimal(match["n1"] or match["n2"])
    return amount * 1000 if amount is not None and match["thousands"] else amount


def _kind(text: str) -> str:
    if _TUITION.search(text):
        return "tuition"
    return "subscription" if _PER_PERIOD.search(text) else "one_off"


def _currency(amount: re.Match[str]) -> str:
    printed = amount["code"] or amount["before"] or amount["after"]
    code = _SIGNS.get(printed, printed)
    return words().same_currency.get(code, code)
