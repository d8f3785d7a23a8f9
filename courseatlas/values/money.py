"""Money: "$1,320", "USD 99.00", "1.320,50 €", "$49/month", "Free"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from courseatlas.values.numbers import decimal
from courseatlas.values.vocabulary import any_of, words

# (amount, currency, kind)
Price = tuple[Decimal | None, str | None, str | None]

_SIGNS = words().currency_signs
_CODES = words().currency_codes
_UNIT = f"(?:{any_of(_SIGNS)}|(?:{any_of(_CODES)})(?![A-Za-z]))"
_NUMBER = r"\d(?:[\d.,'’\s]*\d)?"
# a sign stands at its number; a word such as "Rs" must not be the end of another ("fers 30")
_AMOUNT = re.compile(
    rf"(?<![A-Za-z])(?P<before>{_UNIT})\s*(?P<n1>{_NUMBER})(?:\s*(?P<code>{any_of(_CODES)})\b)?"
    rf"|(?<![\w.,])(?P<n2>{_NUMBER})\s*(?P<after>{_UNIT})(?![A-Za-z])"
)
_LIST_PRICE = re.compile(rf"(?:\b(?:{any_of(words().list_price)}))\b[\s:]*$", re.I)
_FREE = re.compile(rf"\b(?:{any_of(words().free)})\b(?!\W*(?:{any_of(words().not_free)}))", re.I)
_PER_PERIOD = re.compile(
    r"(?:/|\bper\b|\ban?\b|\beach\b|\bal\b|\bpar\b|\bpro\b|\bpor\b)"
    rf"\s*(?:{any_of(words().per_period)})\b|\b(?:monthly|yearly|annually|annual|subscription)\b",
    re.I,
)
_TUITION = re.compile(r"\btuition\b|(?:per|/|each|a)\s*(?:credit|unit|semester hour|ects)", re.I)
_RANGE = re.compile(r"\s*(?:-|–|—|to|bis|à)\s*")


@dataclass(frozen=True)
class _Amount:
    """An amount with its currency, and where it stands in the text."""

    value: Decimal
    currency: str
    start: int
    end: int


def money(text: str | None) -> Price:
    """(amount, currency, kind) of a printed price.

    An amount without a currency is no price, and a range states no single one. Of a list price and
    the price that is asked now the latter counts: it is the one without a label, or the lower of
    two that stand side by side.

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
    asked = [each for each in amounts if not _LIST_PRICE.search(text[: each.start])] or amounts
    if not asked:
        is_free = _FREE.search(text) and not re.search(r"\d", text)
        return (Decimal(0), None, "free") if is_free else (None, None, None)
    value: Decimal | None = asked[0].value
    if len(asked) > 1:
        value = _lower_or_none(asked[0], asked[1], text)
    if value is None:
        return None, None, None
    return value, asked[0].currency, _kind(value, text)


def _amounts(text: str) -> list[_Amount]:
    """The amounts of a text whose numbers can be read, in order."""
    amounts = []
    for match in _AMOUNT.finditer(text):
        value = decimal(match["n1"] or match["n2"])
        if value is not None:
            amounts.append(_Amount(value, _currency(match), match.start(), match.end()))
    return amounts


def _lower_or_none(first: _Amount, second: _Amount, text: str) -> Decimal | None:
    """The first amount, the lower of two side by side, or None for the two ends of a range."""
    between = text[first.end : second.start]
    if _RANGE.fullmatch(between):
        return None
    if not between.strip(" ,|/") and first.currency == second.currency:
        return min(first.value, second.value)
    return first.value


def _kind(value: Decimal, text: str) -> str:
    if value == 0:
        return "free"
    if _TUITION.search(text):
        return "tuition"
    return "subscription" if _PER_PERIOD.search(text) else "one_off"


def _currency(amount: re.Match[str]) -> str:
    printed = amount["code"] or amount["before"] or amount["after"]
    code = _SIGNS.get(printed, printed)
    return words().same_currency.get(code, code)
