"""Money: "$1,320", "USD 99.00", "Free"."""

import re
from decimal import Decimal

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}
_CODES = "USD|EUR|GBP|CAD|AUD|INR|CHF|JPY|CNY|BRL|MXN"
_AMOUNT = re.compile(rf"(?P<before>{_CODES}|[$€£₹])?\s*(?P<number>\d[\d.,  ]*\d|\d)\s*(?P<after>{_CODES}|[€£₹])?", re.I)


def decimal(text: str) -> Decimal | None:
    """A printed number with thousands and decimal marks of either kind: "1,320.50" and "1.320,50" are the same."""
    digits = re.sub(r"[\s  ]", "", text)
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return Decimal(digits)
    tail = len(digits) - last - 1
    mark = digits[last]
    if tail == 3 or digits.count(mark) > 1:  # a mark before three digits separates thousands
        return Decimal(re.sub(r"[.,]", "", digits))
    return Decimal(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :])


def money(text: str | None) -> tuple[Decimal | None, str | None, str | None]:
    """(amount, currency, kind) of a printed price; an amount without a currency is no price.

    >>> money("$99 USD")
    (Decimal('99'), 'USD', 'one_off')
    >>> money("Free")
    (Decimal('0'), None, 'free')
    """
    if not text:
        return None, None, None
    if re.fullmatch(r"\s*free\b.*", text, re.I | re.S) and not re.search(r"\d", text):
        return Decimal(0), None, "free"
    for found in _AMOUNT.finditer(text):
        word = (found["after"] or found["before"] or "").upper()
        if not word:
            continue
        amount = decimal(found["number"])
        if amount == 0:
            return amount, _SIGNS.get(word, word), "free"
        kind = "subscription" if re.search(r"/\s*mo|per month|a month|monthly", text, re.I) else "one_off"
        return amount, _SIGNS.get(word, word), "tuition" if re.search(r"tuition|per credit", text, re.I) else kind
    return None, None, None
