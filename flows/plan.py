"""The plan of a run: which sources, from where, until when.

The digest of a plan tells whether an unfinished run belongs to the same command.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from courseatlas import profiles, releases
from courseatlas.errors import UsageError
from courseatlas.profiles import Profile, Recommendation
from courseatlas.source_file import CANDIDATE, READABLE
from courseatlas.sources import Source
from flows.lanes import MOST_JOBS, default_jobs
from spiders.registry import load_sources

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples"
# of --now: days before and after it must be days of the calendar, and of Arrow's nanoseconds
_YEARS = range(1970, 2200)


@dataclass(frozen=True)
class Plan:
    """What a refresh is to do.

    `now` is UTC and dates the release; `fixed_now` says that `--now` gave it. `replay` is an
    archive folder of `<source>/*.warc.gz`; None crawls the live sites. `accepted` are the sources
    whose large change a person called right. `whole` says that the plan reads all sources of the
    registry; with `--source` the others stay as they are. `left_alone` are the candidates of the
    registry that are not read: their rows stay as they are too. A plan with `publish` False only
    shows what would change. `registry` is the folder of the source files, None for the project's.
    `jobs` is how many crawls run at a time, and with `workers` other machines crawl: both change
    nothing of what a run gives. With `site`, a site is built of the release once that is published.
    """

    sources: dict[str, Source]
    profiles: tuple[Profile, ...]
    output: Path
    now: datetime
    fixed_now: bool = False
    replay: Path | None = None
    max_pages: int | None = None
    max_seconds: float | None = None
    resumable: bool = True
    publish: bool = True
    accepted: frozenset[str] = frozenset()
    whole: bool = True
    left_alone: frozenset[str] = frozenset()
    registry: Path | None = None
    jobs: int = field(default_factory=default_jobs)
    workers: bool = False
    site: bool = False

    @property
    def active(self) -> list[Source]:
        """The sources that are read. A candidate is among the sources only if it was asked for."""
        return [source for source in self.sources.values() if source.state in READABLE]

    def leaves_alone(self, source_id: str) -> bool:
        """Whether the rows of a source stay as they are, because the plan does not mean it."""
        is_named = source_id in self.sources
        return not is_named and (not self.whole or source_id in self.left_alone)

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Those of all profiles."""
        return tuple(each for profile in self.profiles for each in profile.recommendations)

    @property
    def digest(self) -> str:
        """SHA-256 over everything that decides which pages are fetched and how rows are dated."""
        parts = [
            [[source.id, source.digest] for source in self.sources.values()],
            str(self.replay),
            self.max_pages,
            self.max_seconds,
            self.now.isoformat() if self.fixed_now else None,
        ]
        return sha256(json.dumps(parts).encode()).hexdigest()


def make_plan(  # noqa: PLR0913 - the options of the command, all by keyword
    output: Path,
    *,
    source_ids: Sequence[str] = (),
    replay: str | None = None,
    sources_folder: Path | None = None,
    now: str | None = None,
    max_pages: int | None = None,
    max_seconds: float | None = None,
    accepted: Sequence[str] = (),
    candidates: bool = False,
    jobs: int | None = None,
    workers: bool = False,
    site: bool = False,
) -> Plan:
    """The plan for the options of `courseatlas refresh`.

    `replay` is an archive folder or the word `sample`; `now` is an ISO 8601 time. Candidates are
    read with `candidates`, or where `source_ids` names them. Raises UsageError for a source or a
    folder that is not there, InvalidFile for a source or profile that is invalid.
    """
    archive = _archive(replay)
    if sources_folder is None and replay == "sample":
        sources_folder = SAMPLE / "sources"
    registry = load_sources(sources_folder)
    _check_names("--source", source_ids, registry, registry)
    _check_names("--accept", accepted, registry, {*registry, *_published(output)})
    left_alone = _left_alone(registry, source_ids, candidates)
    chosen = {
        source_id: source
        for source_id, source in registry.items()
        if (not source_ids or source_id in source_ids) and source_id not in left_alone
    }
    return Plan(
        chosen,
        profiles.load_all(ROOT / "profiles"),
        output.resolve(),
        _moment(now),
        fixed_now=now is not None,
        replay=archive,
        max_pages=max_pages,
        max_seconds=max_seconds,
        accepted=frozenset(accepted),
        whole=not source_ids,
        left_alone=left_alone,
        registry=sources_folder.resolve() if sources_folder else None,
        jobs=jobs or (MOST_JOBS if workers else default_jobs()),
        workers=workers,
        site=site,
    )


def _left_alone(
    registry: Mapping[str, Source], source_ids: Sequence[str], candidates: bool
) -> frozenset[str]:
    """The candidates that nobody asked for."""
    return frozenset(
        source_id
        for source_id, source in registry.items()
        if source.state == CANDIDATE and not (candidates or source_id in source_ids)
    )


def _archive(replay: str | None) -> Path | None:
    if replay is None:
        return None
    if replay == "sample":
        return SAMPLE / "archive"
    archive = Path(replay).resolve()
    if not archive.is_dir():
        problem = "is not a folder"
    elif next(archive.glob("*/*.warc.gz"), None) is None:
        problem = "has no archived pages"
    else:
        return archive
    raise UsageError(
        f"--replay {replay}: {problem}; give a folder that holds <source>/*.warc.gz, "
        "or the word sample"
    )


def _check_names(
    option: str, given: Iterable[str], registry: Iterable[str], allowed: Iterable[str]
) -> None:
    """Raises UsageError for the first name that is not allowed."""
    known = set(allowed)
    unknown = [name for name in given if name not in known]
    if unknown:
        raise UsageError(f"{option} {unknown[0]}: no such source; there is: {', '.join(registry)}")


def _published(output: Path) -> Iterable[str]:
    """The sources of the last release; one of them may have lost its YAML since."""
    release = releases.latest(output)
    return release.manifest["sources"] if release else ()


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(now)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as e:
        raise UsageError(
            f"--now {now}: is not an ISO 8601 time such as 2026-11-24T05:00:00Z"
        ) from e
    if moment.year not in _YEARS:
        raise UsageError(f"--now {now}: give a time from {_YEARS[0]} to {_YEARS[-1]}")
    return moment
