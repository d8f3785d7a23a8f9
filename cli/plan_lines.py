"""What `courseatlas refresh --plan` prints."""

from collections.abc import Iterator

from cli.robots_words import waits_asked_for
from courseatlas.source_file import READABLE
from courseatlas.sources import Source
from flows.plan import Plan
from spiders.archive.archived_robots import archived_robots
from spiders.robots_rules import RobotsRules
from spiders.settings import ROBOTSTXT_USER_AGENT

# so many minutes are told in hours
_LONG = 120


def plan_lines(plan: Plan) -> list[str]:
    """What a refresh would fetch, per source: pages, hosts, time, robots.txt and start URLs.

    A host's robots.txt is the one that the archive saw last.
    """
    width = max((len(source_id) for source_id in plan.sources), default=0)
    lines: list[str] = []
    for source in plan.sources.values():
        if source.state not in READABLE:
            lines.append(f"{source.id:<{width}} {source.state}: {source.reason}")
            continue
        first, *rest = _lines_of(plan, source)
        lines.append(f"{source.id:<{width}} {first}")
        lines += [f"{'':<{width}} {line}" for line in rest]
    return lines


def _lines_of(plan: Plan, source: Source) -> Iterator[str]:
    archive = (plan.replay or plan.output / "archive") / source.id
    robots = archived_robots(archive, source.hosts)
    delay = max([source.delay_seconds, *map(_delay, robots.values())])
    pages = min(source.pages, plan.max_pages or source.pages)
    seconds_allowed = min(source.minutes * 60, plan.max_seconds or source.minutes * 60)
    seconds_needed = pages * delay / max(1, len(source.hosts))
    span = _span(min(seconds_allowed, seconds_needed))
    hosts = ", ".join(source.hosts)
    yield f"at most {pages} pages from {hosts}, about {span} at {delay:g} s per page"
    if seconds_needed > seconds_allowed:
        yield f"the budget of minutes ends before: so many pages take {_span(seconds_needed)}"
    yield from source.start_urls
    for host, rules in robots.items():
        yield from (f"robots.txt of {host}: {line}" for line in _robots_lines(rules))


def _span(seconds: float) -> str:
    """A time in minutes, or in hours where it is long."""
    minutes = seconds / 60
    return f"{minutes:.0f} minutes" if minutes < _LONG else f"{minutes / 60:.0f} hours"


def _delay(rules: RobotsRules | None) -> float:
    return (rules.crawl_delay(ROBOTSTXT_USER_AGENT) if rules else None) or 0.0


def _robots_lines(rules: RobotsRules | None) -> Iterator[str]:
    """What a robots.txt asks for besides what it allows."""
    if rules is None:
        yield "its last answer hides the rules, so that nothing may be asked for"
        return
    yield from waits_asked_for(rules)
