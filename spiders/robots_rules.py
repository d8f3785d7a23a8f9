"""What a robots.txt says, by RFC 9309. It does not need Scrapy: a command asks it too."""

from dataclasses import dataclass
from datetime import time
from http import HTTPStatus

from protego import Protego
from protego._utils import _quote_path

from spiders.waits import seconds_between

# RFC 9309, section 2.5: a crawler must read at least so much
_MOST_BYTES = 500 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class RobotsDecision:
    """Whether an address may be asked for, and the rule that decides; None where none matches."""

    is_allowed: bool
    rule: str | None = None


class RobotsRules:
    """The rules of a robots.txt."""

    def __init__(self, text: str):
        self._protego = Protego.parse(text)

    def decide(self, url: str, agent: str) -> RobotsDecision:
        """Whether an agent may ask for an address: the longest rule decides, `Allow` in a tie."""
        is_allowed = self._protego.can_fetch(url, agent)
        rules = self._protego._get_matching_rule_set(agent)
        path = _quote_path(url)
        # Protego tries the rules in the order that it keeps them in, and does not say which it took
        tried = rules._rules if rules else []
        rule = next((rule for rule in tried if rule.value.match(path)), None)
        text = f"{rule.field.capitalize()}: {rule.value._pattern}" if rule else None
        return RobotsDecision(is_allowed, text)

    def crawl_delay(self, agent: str) -> float | None:
        """The seconds between two requests, by `Crawl-delay` or `Request-rate`."""
        rate = self._protego.request_rate(agent)
        return seconds_between(self._protego.crawl_delay(agent), rate)

    def sitemaps(self) -> tuple[str, ...]:
        """The site maps that it names."""
        return tuple(self._protego.sitemaps)

    def visit_time(self, agent: str) -> tuple[time, time] | None:
        """When the site may be visited, as two times of day in UTC."""
        hours = self._protego.visit_time(agent)
        return (hours.start_time, hours.end_time) if hours else None


def rules_of_answer(status: int, body: bytes) -> RobotsRules | None:
    """The rules of an answer for robots.txt; None where it hides them, and nothing is allowed.

    Section 2.3.1.4: a server error hides the rules, and so does 429, which asks us to stay away for
    now. Section 2.3.1.3: any other 4xx means that there are none.
    """
    if status >= 500 or status == HTTPStatus.TOO_MANY_REQUESTS:
        return None
    if status >= 400:
        return RobotsRules("")
    # a byte order mark is none of the first line, also where only a part of it is left
    whole = body[:_MOST_BYTES].lstrip(_BYTE_ORDER_MARK)
    return RobotsRules(whole.decode("utf-8", "replace"))
