"""Amounts of time and money in words, with what is not known."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reporting.profile_page.amounts import AmountRange, Totals


def time_sentence(totals: Totals, *, is_choice: bool = False) -> str:
    """How long the records take, and how many say so.

    `is_choice` says that one of the records is taken, so that the units are alternatives.

    >>> time_sentence(Totals(3, time=(AmountRange("hour", Decimal(18), Decimal(30)),)))
    '18–30 hours (1 of 3 says how long); 2 do not say'
    """
    parts = []
    if totals.time:
        said = f"{totals.with_time} of {totals.records} {_verb(totals.with_time, 'say')}"
        parts.append(f"{_listed(totals.time, is_choice)} ({said} how long)")
    if totals.credits:
        said = f"{totals.with_credits_only} {_verb(totals.with_credits_only, 'state')}"
        listed = _listed(totals.credits, is_choice)
        parts.append(f"{listed} of credit, which are not hours of work ({said} nothing else)")
    known = totals.with_time + totals.with_credits_only
    return "; ".join([*parts, *_unknown(known, totals.records, "how long it takes")])


def cost_sentence(totals: Totals, *, is_choice: bool = False) -> str:
    """What the records cost, and how many say so; currencies are not converted.

    >>> cost_sentence(Totals(5, cost=(AmountRange("USD", Decimal(20), Decimal(20)),), free=3))
    '20 USD (1 of 5 states a price); 3 are free; 1 does not say'
    """
    parts = []
    if totals.cost:
        said = f"{totals.with_price} of {totals.records} {_verb(totals.with_price, 'state')}"
        parts.append(f"{_listed(totals.cost, is_choice)} ({said} a price)")
    if totals.free:
        parts.append(f"{totals.free} {'is' if totals.free == 1 else 'are'} free")
    if totals.recurring:
        asked = f"{totals.recurring} {_verb(totals.recurring, 'ask')}"
        parts.append(f"{asked} for money per month, credit or term, which is not added up")
    known = totals.with_price + totals.free + totals.recurring
    return "; ".join([*parts, *_unknown(known, totals.records, "what it costs")])


def amount_words(amount: AmountRange) -> str:
    """A range with its unit.

    >>> amount_words(AmountRange("week", Decimal("6"), Decimal("6")))
    '6 weeks'
    >>> amount_words(AmountRange("USD", Decimal("19.99"), Decimal("1250.10")))
    '19.99–1,250.10 USD'
    """
    low, high = _number(amount.low, amount.unit), _number(amount.high, amount.unit)
    number = low if low == high else f"{low}–{high}"
    if _is_currency(amount.unit) or amount.unit in ("ects", "ceu"):
        return f"{number} {amount.unit.upper()}"
    return f"{number} {amount.unit.replace('_', ' ')}{'' if number == '1' else 's'}"


def _listed(amounts: Iterable[AmountRange], is_choice: bool) -> str:
    return _enumerated([amount_words(amount) for amount in amounts], "or" if is_choice else "and")


def _enumerated(words: Sequence[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _unknown(known: int, records: int, what: str) -> list[str]:
    """What is not known, as a list of no sentence or one."""
    unknown = records - known
    if not unknown:
        return []
    if known:
        return [f"{unknown} {'does' if unknown == 1 else 'do'} not say"]
    return [f"it does not say {what}" if records == 1 else f"none of the {records} says {what}"]


def _verb(count: int, verb: str) -> str:
    return f"{verb}s" if count == 1 else verb


def _number(number: Decimal, unit: str) -> str:
    if _is_currency(unit):
        return f"{number:,.2f}".removesuffix(".00")
    return f"{number:,.1f}".removesuffix(".0")


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()
