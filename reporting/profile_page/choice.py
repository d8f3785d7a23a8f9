"""One record as the profile page shows it: what it is, how long, how much, and when, in words."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale

from courseatlas.words import SUPPORTING
from reporting.profile_page.amounts import RECURRING, credits_of, is_event, time_of
from reporting.profile_page.sentences import amount_words

# what begins within these days after the release is said to start soon
SOON = timedelta(days=90)


def choice(row: Mapping[str, Any], providers: Mapping[str, str], released: date) -> dict[str, Any]:
    """A record in plain values for the template.

    `released` is the day of the release: what starts soon is told by it and not by the clock.
    """
    first = row.get("starts_on")
    return {
        "title": row["title"],
        "url": row["url"],
        "provider": _provider(row, providers),
        "facts": {
            "level": _level(row),
            "length": _length(row),
            "price": _price(row),
            "language": language_name(row.get("language")),
            "next start": next_start(row, released),
        },
        "evidence_url": row["evidence_url"],
        "read_on": _day(row["fetched_at"].date()),
        "stale_since": _day(row["last_seen"]) if row["freshness"] == "stale" else None,
        "is_supporting": row["relevance"] == SUPPORTING,
        "tags": {
            "free": row.get("price_kind") == "free",
            "online": row.get("delivery") == "online",
            "soon": first is not None and released <= first <= released + SOON,
            "ai": row["relevance"] != SUPPORTING,
        },
    }


def next_start(row: Mapping[str, Any], released: date) -> str:
    """When a record begins, as seen from the day of the release.

    >>> next_start({"starts_on": date(2027, 1, 12)}, date(2026, 11, 24))
    '12 Jan 2027'
    >>> next_start({"starts_on": date(2026, 9, 14)}, date(2026, 11, 24))
    'began 14 Sep 2026; no later date is stated'
    """
    first, last = row.get("starts_on"), row.get("ends_on")
    if not first:
        return "at any time" if row.get("pacing") == "self_paced" else ""
    if first >= released:
        if is_event(row) and last is not None and last != first:
            return f"{_day(first)} to {_day(last)}"
        return _day(first)
    if is_event(row):
        return f"was {_day(first)}; no later date is stated"
    return f"began {_day(first)}; no later date is stated"


def _provider(row: Mapping[str, Any], providers: Mapping[str, str]) -> str:
    provider = providers[row["provider_id"]]
    others = ", ".join(name for name in row.get("offered_by") or [] if name not in provider)
    return f"{provider} ({others})" if others else provider


def _level(row: Mapping[str, Any]) -> str:
    words = [
        row.get("award") or row.get("credential_type"),
        row.get("academic_level"),
        row.get("difficulty"),
    ]
    return ", ".join(word.replace("_", " ") for word in words if word)


def _length(row: Mapping[str, Any]) -> str:
    """The length of a record: its time, as printed, else its credits.

    Weeks of so many hours are said with the hours that they make.
    """
    time, credits = time_of(row), credits_of(row)
    if time and time.unit == "hour" and not row.get("duration_hours"):
        return f"{row['duration_weeks']:g} weeks, {amount_words(time)} in all"
    if time:
        return amount_words(time)
    if row.get("duration_text"):
        return str(row["duration_text"])
    return f"{amount_words(credits)} of credit" if credits else ""


def _price(row: Mapping[str, Any]) -> str:
    amount, kind = row.get("price_amount"), row.get("price_kind")
    if kind == "free":
        return "free"
    if amount is None or kind in RECURRING:
        return str(row.get("price_text") or "")
    return f"{row.get('price_currency') or ''} {amount:,}".strip().removesuffix(".00")


def language_name(tag: str | None) -> str:
    """The English name of a language, else its tag."""
    return _language_names().get((tag or "").partition("-")[0], tag or "")


@cache
def _language_names() -> dict[str, str]:
    return dict(Locale("en").languages)


def _day(day: date) -> str:
    # without a leading zero, which `%d` has and which reads like a number of a form
    return f"{day.day} {day:%b %Y}"
