"""The run as it is on the machine of a worker: one source, in a folder of its own."""

from dataclasses import dataclass
from pathlib import Path

from courseatlas import objects, profiles, sources
from courseatlas.paths import PROFILES
from courseatlas.sources import Source
from courseatlas.storage import Storage
from flows.curate.records import CurationInputs
from flows.plan import Plan
from flows.runs import Run
from flows.workers.archive_files import receive_archive
from flows.workers.assigning import known_ids_of_json
from flows.workers.file_sets import begin_anew, fetch_files
from flows.workers.host_refusals import note_refusals
from flows.workers.messages import Assignment
from spiders import platforms


@dataclass(frozen=True)
class LocalRun:
    """The source and the run that a worker crawls, and what its records are curated with."""

    source: Source
    run: Run
    inputs: CurationInputs

    @property
    def archive(self) -> Path:
        """Where the pages are archived."""
        return self.run.archive_folder(self.source.id)

    @property
    def crawl_folder(self) -> Path:
        """Where the crawl writes its ledger and its records."""
        return self.run.crawl_folder(self.source.id)


def begin(assignment: Assignment, storage: Storage, folder: Path) -> LocalRun:
    """Begin an attempt in a worker's folder. Raises StorageError and OSError."""
    source = _fetch_source(assignment, storage, folder)
    run = _run_of(assignment, source, folder)
    begin_anew(run.folder.parent)  # the attempts on this source that were killed here left theirs
    return LocalRun(source, run, _inputs(assignment, storage, source))


def fetch_inputs(assignment: Assignment, storage: Storage, local: LocalRun) -> None:
    """Fetch what an assignment names: the archive, and what earlier crawls left for this one.

    The archive of a source stays in the folder for later runs, of which only what is new is fetched
    then. Raises StorageError and OSError.
    """
    note_refusals(local.run, assignment.hosts)
    fetch_files(storage, assignment.crawl_files, local.crawl_folder)
    receive_archive(storage, assignment.archive, local.archive, assignment.run_id)


def _fetch_source(assignment: Assignment, storage: Storage, folder: Path) -> Source:
    """The source as the coordinator knows it, whatever source files this machine has."""
    place = folder / "sources" / assignment.source_id
    fetch_files(storage, {assignment.file_name: (assignment.source_file,)}, place)
    return sources.load(place / assignment.file_name, platforms.names())


def _run_of(assignment: Assignment, source: Source, folder: Path) -> Run:
    """A run of one source that publishes nothing."""
    plan = Plan(
        sources={source.id: source},
        profiles=(),
        output=folder,
        now=assignment.now,
        replay=folder / "replay" if assignment.replay else None,
        max_pages=assignment.max_pages,
        max_seconds=assignment.max_seconds,
        publish=False,
        accepted=frozenset([source.id] if assignment.accepted else []),
        jobs=1,
    )
    place = folder / "runs" / source.id / f"{assignment.run_id}-{assignment.attempt}"
    return Run(assignment.run_id, place, assignment.now, plan)


def _inputs(assignment: Assignment, storage: Storage, source: Source) -> CurationInputs:
    known_ids = known_ids_of_json(objects.get(storage, assignment.known_ids.sha256))
    recommendations = tuple(
        each for profile in profiles.load_all(PROFILES) for each in profile.recommendations
    )
    return CurationInputs({source.id: source}, known_ids, recommendations)
