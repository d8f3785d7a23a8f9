"""Work through the registry: visit catalogs politely, note what became of each, draft candidates.

Each visit is a process of its own and goes to a host of its own. What is noted is on disk before
the next visit begins, so that a run that is stopped goes on where it ended.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from courseatlas.errors import InvalidFile
from courseatlas.known_catalogs import KnownCatalog
from courseatlas.probe_verdicts import (
    PASSING,
    VERDICTS_FILE,
    ProbeVerdict,
    VerdictWord,
    load_verdicts,
    save_verdicts,
)
from spiders.probe.candidates import candidate_id, candidate_path, write_candidate
from spiders.probe.draft import Origin, draft
from spiders.probe.finding import finding
from spiders.probe.survey import Survey, survey
from spiders.probe.visit import Visit, VisitLimits, visit

CANDIDATES_FOLDER = "sources"
# a verdict of the registry's platforms that is as good as a confirmation of none
_OWN_SOFTWARE = ("custom", None)


@dataclass(frozen=True)
class Round:
    """One round through the registry: at most `limit` visits, `jobs` at a time, on a day (UTC).

    A verdict that is not older than `fresh_for` stands; one that says `failed` never does.
    """

    today: date
    limit: int
    jobs: int = 4
    fresh_for: timedelta = timedelta(days=90)
    limits: VisitLimits = VisitLimits()


def due(
    catalogs: Sequence[KnownCatalog], verdicts: Mapping[str, ProbeVerdict], this: Round
) -> list[KnownCatalog]:
    """The catalogs to visit in a round: those never visited first, then the oldest verdicts."""
    oldest = this.today - this.fresh_for
    waiting = [catalog for catalog in catalogs if not _stands(verdicts.get(catalog.host), oldest)]
    never = date.min

    def last_visit(catalog: KnownCatalog) -> date:
        verdict = verdicts.get(catalog.host)
        return verdict.checked_on if verdict else never

    return sorted(waiting, key=last_visit)[: this.limit]


def _stands(verdict: ProbeVerdict | None, oldest: date) -> bool:
    return verdict is not None and verdict.verdict != PASSING and verdict.checked_on >= oldest


def probe_registry(
    registry: Path,
    catalogs: Sequence[KnownCatalog],
    this: Round,
    taken_ids: Collection[str],
    visit_site: Callable[[str, Path, VisitLimits], Visit] = visit,
) -> Iterator[ProbeVerdict]:
    """Visit the catalogs that are due, and yield the verdict of each as it ends.

    `registry` is the folder of the verdicts and of the candidates; `taken_ids` are the ids of all
    sources. Raises InvalidFile for a damaged file of verdicts, OSError where the disk refuses.
    """
    verdicts = load_verdicts(registry / VERDICTS_FILE)
    waiting = due(catalogs, verdicts, this)
    taken, lock = set(taken_ids), threading.Lock()

    def probe(catalog: KnownCatalog) -> ProbeVerdict:
        with TemporaryDirectory(prefix="courseatlas-probe-") as scratch:
            visited = visit_site(catalog.address, Path(scratch), this.limits)
        surveyed = survey(visited.platform, visited.pages) if visited.platform else None
        verdict = verdict_of(catalog, visited, surveyed, this.today)
        if surveyed is None or verdict.verdict not in ("confirmed", "other_platform"):
            return verdict
        with lock:
            return _with_candidate(registry, catalog, verdict, visited, surveyed, taken)

    executor = ThreadPoolExecutor(this.jobs)
    try:
        for future in as_completed([executor.submit(probe, catalog) for catalog in waiting]):
            verdict = future.result()
            verdicts[verdict.host] = verdict
            save_verdicts(registry / VERDICTS_FILE, verdicts)
            yield verdict
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def verdict_of(
    catalog: KnownCatalog, visited: Visit, surveyed: Survey | None, today: date
) -> ProbeVerdict:
    """What a visit says of a row of the registry."""
    found = finding(visited, surveyed)
    word: VerdictWord = found.word
    is_other = surveyed is not None and catalog.platform not in (
        *_OWN_SOFTWARE,
        surveyed.platform,
    )
    if word == "confirmed" and is_other:
        word = "other_platform"
    return ProbeVerdict(
        host=catalog.host,
        checked_on=today,
        verdict=word,
        platform=surveyed.platform if surveyed else None,
        courses=surveyed.courses if surveyed else None,
        programs=surveyed.programs if surveyed else None,
        ai_programs=len(surveyed.ai_programs) if surveyed else None,
        detail=None if word == "confirmed" else found.line,
    )


def _with_candidate(
    registry: Path,
    catalog: KnownCatalog,
    verdict: ProbeVerdict,
    visited: Visit,
    surveyed: Survey,
    taken: set[str],
) -> ProbeVerdict:
    """The verdict, with the candidate that was written; one that is there already stays."""
    path = candidate_path(registry / CANDIDATES_FOLDER, catalog)
    if path.exists():
        return verdict
    source_id = candidate_id(catalog, taken)
    origin = Origin(visited.url, verdict.checked_on.isoformat(), visited.hosts, visited.robots)
    try:
        write_candidate(path, draft(origin, surveyed, catalog, candidate_id=source_id))
    except InvalidFile as e:
        return verdict.model_copy(update={"detail": f"no candidate was written: {e}"})
    taken.add(source_id)
    return verdict.model_copy(update={"source_id": source_id})
