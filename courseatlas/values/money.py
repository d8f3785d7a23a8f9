"""Money: "$1,320", "USD 99.00", "1.320,50 €", "$49/month", "Free"."""

import re
from decimal import Decimal

from courseatlas.values.numbers import decimal
from courseatlas.values.vocabulary import one_of, words

Price = tuple[Decimal | None, str | None, str | None]

_SIGNS = words().currency_signs
_CODES = words().currency_codes
_UNIT = f"(?:{one_of(_SIGNS)}|(?:{one_of(_CODES)})(?![A-Za-z]))"
_NUMBER = r"\d(?:[\d.,'’\s]*\d)?"
# a sign stands at its number; a word such as "Rs" must not be the end of another ("fers 30")
_AMOUNT = re.compile(
    rf"(?<![A-Za-z])(?P<before>{_UNIT})\s*(?P<n1>{_NUMBER})(?:\s*(?P<code>{one_of(_CODES)})\b)?|(?<![\w.,])(?P<n2>{_NUMBER})\s*(?P<after>{_UNIT})(?![A-Za-z])"
)
_LIST_PRICE = re.compile(rf"(?:\b(?:{one_of(words().list_price)}))\b[\s:]*$", re.I)
_FREE = re.compile(rf"\b(?:{one_of(words().free)})\b(?!\W*(?:{one_of(words().not_free)}))", re.I)
_PER_PERIOD = re.compile(
    rf"(?:/|\bper\b|\ban?\b|\beach\b|\bal\b|\bpar\b|\bpro\b|\bpor\b)\s*(?:{one_of(words().per_period)})\b|\b(?:monthly|yearly|annually|annual|subscription)\b",
    re.I,
)
_TUITION = re.compile(r"\btuition\b|(?:per|/|each|a)\s*(?:credit|unit|semester hour|ects)", re.I)
_RANGE = re.compile(r"\s*(?:-|–|—|to|bis|à)\s*")


def money(text: str | None) -> Price:
    """(amount, currency, kind) of a printed price. An amount without a currency is no price; a range states no single one.

    Of a list price and the one now asked the latter counts: it is the one not labelled, or the lower of two that stand side by side.

    >>> money("$99 USD")
    (Decimal('99'), 'USD', 'one_off')
    >>> money("Original price $199.99, current price $12.99")
    (Decimal('12.99'), 'USD', 'one_off')
    >>> money("Free")
    (Decimal('0'), None, 'free')
    """
    if not text:
        return None, None, None
    found = [(amount, one) for one in _AMOUNT.finditer(text) if (amount := decimal(one["n1"] or one["n2"])) is not None]
    asked = [(amount, one) for amount, one in found if not _LIST_PRICE.search(text[: one.start()])] or found
    if not asked:
        return (Decimal(0), None, "free") if _FREE.search(text) and not re.search(r"\d", text) else (None, None, None)
    (amount, one), *others = asked
    currency = _currency(one)
    for other_amount, other in others[:1]:
        between = text[one.end() : other.start()]
        if _RANGE.fullmatch(between):
            return None, None, None
        if not between.strip(" ,|/") and _currency(other) == currency:
            amount = min(amount, other_amount)
    if amount == 0:
        return amount, currency, "free"
    return amount, currency, "tuition" if _TUITION.search(text) else "subscription" if _PER_PERIOD.search(text) else "one_off"


def _currency(found: re.Match[str]) -> str:
    printed = found["code"] or found["before"] or found["after"]
    code = _SIGNS.get(printed, printed)
    return words().same_currency.get(code, code)
