"""How long a site asks a crawler to wait: Retry-After, Crawl-delay, Request-rate, Visit-time."""

import json
import math
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from datetime import time as Clock
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

_DAY = 24 * 3600.0
# seconds; a longer wait would leave a site alone for ever because of one wrong answer
MOST_SECONDS = _DAY
# beside the archive of a source
WAITS_FILE = "pace.json"
_DELTA_SECONDS = re.compile(r"[0-9]+")


def capped(seconds: float) -> float:
    """A wait of at most a day; a wait that is no number, or below zero, is none.

    >>> capped(120.0), capped(1e300), capped(float("nan"))
    (120.0, 86400.0, 0.0)
    """
    return 0.0 if math.isnan(seconds) else min(max(0.0, seconds), MOST_SECONDS)


def retry_after(value: str, now: float | None = None) -> float | None:
    """The seconds that a `Retry-After` header asks for, at most a day; None where it asks for none.

    RFC 9110, section 10.2.3: a number of seconds in ASCII digits, or an HTTP date. `now` is Unix
    time, the clock's where it is left out.

    >>> retry_after("120"), retry_after("99999999999"), retry_after("soon")
    (120.0, 86400.0, None)
    """
    value = value.strip()
    if _DELTA_SECONDS.fullmatch(value):
        return capped(float(value)) or None
    try:
        until = parsedate_to_datetime(value).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return capped(until - (time.time() if now is None else now)) or None


def seconds_between(crawl_delay: float | None, request_rate: Any) -> float | None:
    """The seconds between two requests that robots.txt asks for; None where it asks for none.

    `request_rate` has `requests` and `seconds`, as Protego gives them. A rate for some hours of the
    day is kept at all hours.
    """
    rate = request_rate.seconds / request_rate.requests if request_rate else 0.0
    return capped(max(crawl_delay or 0.0, rate)) or None


def seconds_until_open(hours: tuple[Clock, Clock], now: datetime) -> float:
    """The seconds until the hours of a `Visit-time` of robots.txt, in UTC, begin; 0 within them.

    >>> now = datetime(2026, 11, 26, 5, tzinfo=UTC)
    >>> seconds_until_open((Clock(6), Clock(8, 45)), now)
    3600.0
    >>> seconds_until_open((Clock(22), Clock(6)), now)
    0.0
    """
    opens, closes = hours
    clock = now.astimezone(UTC).time()
    is_over_midnight = opens > closes
    is_after, is_before = clock >= opens, clock <= closes
    if (is_after or is_before) if is_over_midnight else (is_after and is_before):
        return 0.0
    wait = _seconds(opens) - _seconds(clock)
    return wait if wait > 0 else wait + _DAY


def _seconds(clock: Clock) -> float:
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6


def read_waits(file: Path) -> dict[str, float]:
    """Host -> the Unix time from which it may be asked; {} for a file that cannot be read."""
    try:
        return _waits_of(json.loads(file.read_text()), time.time())
    except (OSError, ValueError, OverflowError):
        return {}


def _waits_of(document: Any, now: float) -> dict[str, float]:
    """The waits of a parsed file.

    A time that is no finite number is passed over, and none is more than a day after `now`.
    """
    entries = document.items() if isinstance(document, Mapping) else ()
    return {
        str(host): now + capped(until - now)
        for host, until in entries
        if isinstance(until, int | float) and math.isfinite(until)
    }
