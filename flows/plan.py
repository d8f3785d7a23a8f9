"""The plan of a run: which sources, from where, until when. Its digest tells whether an unfinished run is one of the same plan."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from courseatlas import profiles, releases, sources
from courseatlas.errors import UsageError
from courseatlas.profiles import Profile
from courseatlas.sources import Source
from spiders.readers import PLATFORMS

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples"


@dataclass(frozen=True)
class Plan:
    """What a refresh is to do. `replay` is an archive folder of `<source>/*.warc.gz`; None crawls the live sites. `now` is UTC."""

    sources: dict[str, Source]
    profile: Profile
    output: Path
    now: datetime
    replay: Path | None = None
    max_pages: int | None = None
    max_seconds: float | None = None
    resumable: bool = True
    publish: bool = True  # False: a rehearsal that only says what would change
    accepted: frozenset[str] = frozenset()  # sources whose large change a person called right
    whole: bool = True  # all sources of the registry; False: those that --source named, and the others stay as they are

    @property
    def active(self) -> list[Source]:
        return [source for source in self.sources.values() if source.state == "active"]

    @property
    def digest(self) -> str:
        facts = [[source.id, source.digest] for source in self.sources.values()] + [str(self.replay), self.max_pages, self.max_seconds]
        return sha256(json.dumps(facts).encode()).hexdigest()


def make_plan(
    output: Path,
    source_ids: list[str],
    replay: str | None,
    folder: Path | None,
    now: str | None,
    max_pages: int | None,
    max_seconds: float | None,
    accepted: list[str] | None = None,
) -> Plan:
    """The plan that the command line asks for. Raises UsageError or InvalidFile."""
    archive = None
    if replay == "sample":
        archive, folder = SAMPLE / "archive", folder or SAMPLE / "sources"
    elif replay:
        archive = Path(replay).resolve()
        if not archive.is_dir():
            raise UsageError(f"--replay {replay}: is no folder; give one that holds <source>/*.warc.gz, or the word sample")
    registry = sources.load_all(folder or ROOT / "sources", PLATFORMS)
    if unknown := [one for one in source_ids if one not in registry]:
        raise UsageError(f"--source {unknown[0]}: no such source; there is: {', '.join(registry)}")
    if unknown := [one for one in accepted or [] if one not in registry and one not in _published(output)]:
        raise UsageError(f"--accept {unknown[0]}: no such source; there is: {', '.join(registry)}")
    chosen = {source_id: source for source_id, source in registry.items() if not source_ids or source_id in source_ids}
    profile = profiles.load(ROOT / "profiles" / "deepfake-professional.yml")
    return Plan(
        chosen,
        profile,
        output.resolve(),
        _moment(now),
        archive,
        max_pages,
        max_seconds,
        now is None,
        accepted=frozenset(accepted or ()),
        whole=not source_ids,
    )


def _published(output: Path) -> Iterable[str]:
    """The sources of the last release: one of them may have lost its YAML since, and be accepted all the same."""
    release = releases.latest(output)
    return release.manifest["sources"] if release else ()


def _moment(now: str | None) -> datetime:
    if now is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError as e:
        raise UsageError(f"--now {now}: is no ISO 8601 time such as 2026-11-24T05:00:00Z") from e
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
