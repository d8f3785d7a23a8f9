"""Why a source failed, what stands in for it, and what to do: sentences for a person.

Commands stand in backticks, ready for a shell: a URL with "&", or one that a site made to do harm
there, is quoted.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from shlex import quote

from courseatlas.findings import Diagnosis


@dataclass(frozen=True)
class FailedSource:
    """A source whose rows of this run are held back.

    `kept_rows` of the last release stand in, the oldest last seen on `stale_since`. `departures`
    counts rows that left the release, by reason. `wall` is set where the site refuses its pages,
    `diagnosis` where its pages lost what they had. `remedy` is that of the first gate that it does
    not pass, or else of the page that says most of a crawl without a record. `limit_days` is how
    long rows are carried.
    """

    source_id: str
    why: str
    limit_days: int
    kept_rows: int = 0
    stale_since: date | None = None
    departures: Counter[str] = field(default_factory=Counter)
    wall: Diagnosis | None = None
    diagnosis: Diagnosis | None = None
    is_not_read: bool = False
    remedy: str | None = None


def reasons(failed: FailedSource) -> dict[str, str]:
    """A sentence each: `why`, what is `kept`, what is `gone`, the likely `cause`, what to `try`."""
    sentences = {"why": failed.why}
    if failed.kept_rows:
        rows = "row is" if failed.kept_rows == 1 else "rows are"
        sentences["kept"] = (
            f"the previous {failed.kept_rows} {rows} kept, marked stale since {failed.stale_since}"
        )
    if failed.departures:
        sentences["gone"] = " and ".join(
            _departure(reason, count, failed.limit_days)
            for reason, count in sorted(failed.departures.items())
        )
    cause = failed.wall or failed.diagnosis
    if cause:
        sentences["cause"] = cause.sentence
    sentences["try"] = _remedy(failed)
    return sentences


def message(failed: FailedSource) -> str:
    """The reasons as one text."""
    sentences = reasons(failed)
    if "cause" in sentences:
        sentences["cause"] = f"likely cause: {sentences['cause']}"
    if sentences["try"].startswith("`"):
        sentences["try"] = f"try {sentences['try']}"
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in sentences.values())


def _departure(reason: str, count: int, limit_days: int) -> str:
    """Why rows left that no catalog dropped, behind their number."""
    rows = f"{count} row{'' if count == 1 else 's'}"
    return {
        "last_seen": f"{rows} left, because nobody saw them for {limit_days} days",
        "rule": f"{rows} left, because they break a rule of today",
        "source_id": f"{rows} left on a person's word",
        "relevance": f"{rows} left, because better records support the profile",
    }[reason]


def _remedy(failed: FailedSource) -> str:
    source_id = failed.source_id
    if failed.wall:
        return _remedy_for_wall(failed.wall.url)
    if failed.diagnosis:
        url = quote(failed.diagnosis.url)
        read_again = (
            f"`courseatlas pages show {url} --body | "
            f"courseatlas extract - --url {url} --source {source_id}`"
        )
        return (
            f"{read_again} until it reads the page again, then "
            f"`courseatlas replay --source {source_id}`"
        )
    if failed.is_not_read:
        return (
            f"nothing, and they leave {failed.limit_days} days after they were last seen; to let "
            f"them leave now: `courseatlas refresh --accept {source_id}`"
        )
    if failed.remedy:
        return failed.remedy
    return f"see what became of its pages: `courseatlas pages --source {source_id}`, and its log"


def _remedy_for_wall(url: str) -> str:
    return (
        f"look at what the site answered: `courseatlas pages show {quote(url)}`. Do not push: wait "
        "for the next run; if it stays so, write to the site, raise `delay_seconds` in "
        "the source's "
        "YAML, or set `state: forbidden` there with the reason"
    )
