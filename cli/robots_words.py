"""How the commands word what a robots.txt asks for besides what it allows."""

from collections.abc import Iterator

from spiders.robots_rules import RobotsRules
from spiders.settings import ROBOTSTXT_USER_AGENT


def waits_asked_for(rules: RobotsRules) -> Iterator[str]:
    """The wait between two requests and the hours of visits, as far as the rules name them."""
    delay, hours = rules.crawl_delay(ROBOTSTXT_USER_AGENT), rules.visit_time(ROBOTSTXT_USER_AGENT)
    if delay:
        yield f"wait: {delay:g} s between two requests"
    if hours:
        yield f"visits: from {hours[0]:%H:%M} to {hours[1]:%H:%M} UTC only"
