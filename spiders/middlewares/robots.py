"""What robots.txt allows."""

from dataclasses import dataclass

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser

from courseatlas.files import is_storage_error
from spiders import failures
from spiders.errors import NotArchived, Refused
from spiders.ledger import HELD, PageOutcome
from spiders.robots_rules import RobotsRules, rules_of_answer


class StrictRobots(RobotsTxtMiddleware):
    """Obeys robots.txt by RFC 9309. Scrapy's own middleware allows everything when in doubt.

    - Section 2.3.1.4: if a server or network error hides robots.txt, everything is disallowed. The
      outcome of a page is then the cause of that; `robots` is said of rules only.
    - Section 2.3.1.3: any other 4xx means that there are no rules. 429 asks us to stay away for now
      and counts as a server error.

    In a replay, a robots.txt that was never archived allows. What robots.txt asks for travels with
    each request in its `meta`: `crawl_delay` is the seconds between two requests, by `Crawl-delay`
    or `Request-rate`; `visit_time` is when the site may be visited, as two times of day in UTC;
    `sitemaps` are those that it names; `host_is_held` says why robots.txt itself was not asked for.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        rules: RobotsRules | _UnknownRules | None = rules_of_answer(response.status, response.body)
        if rules is None:
            detail = f"the site answered {response.status}"
            code = failures.of_status(response.status)
            rules = _UnknownRules(PageOutcome("error", code, detail))
        self._settle(netloc, rules)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if is_storage_error(exc):
            self.crawler.spider.stop_for_storage(exc)
        if isinstance(exc, NotArchived):
            self._settle(netloc, RobotsRules(""))
        else:
            self._settle(netloc, _UnknownRules(failures.of_exception(exc)))

    def _settle(self, netloc: str, rules: "RobotsRules | _UnknownRules") -> None:
        """Give the rules to every request that waits for them, and to those that follow."""
        waiting = self._parsers[netloc]
        self._parsers[netloc] = rules
        waiting.callback(rules)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what the rules disallow.

        Raises Refused with the outcome `robots`, or with that of a robots.txt that did not come.
        """
        if rp is None:
            return
        if isinstance(rp, _UnknownRules):
            cause = rp.cause
            if cause.outcome == HELD:
                # the page is held too, where its archived answer is at hand
                request.meta["host_is_held"] = cause.detail
                return
            detail = f"robots.txt could not be fetched: {cause.detail}"
            raise Refused(detail, cause.outcome, cause.code)
        agent = self._robotstxt_useragent or ""
        decision = rp.decide(request.url, agent)
        if not decision.is_allowed:
            raise Refused(f"robots.txt disallows it: {decision.rule}", "robots")
        request.meta["crawl_delay"] = rp.crawl_delay(agent)
        request.meta["visit_time"] = rp.visit_time(agent)
        request.meta["sitemaps"] = rp.sitemaps()


@dataclass(frozen=True)
class _UnknownRules:
    """The rules of a robots.txt that could not be fetched, which allows nothing."""

    cause: PageOutcome
