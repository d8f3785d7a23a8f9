"""What goes to a worker with a source, and what comes back."""

import json
from pathlib import Path

from courseatlas.ids import KnownIds
from courseatlas.sources import Source
from courseatlas.storage import Storage
from flows.crawl import Crawl
from flows.runs import Run
from flows.workers.archive_files import archive_files, send_archive, take_archive
from flows.workers.file_sets import begin_anew, fetch_files, part_of, send_files
from flows.workers.host_refusals import note_refusals, refusals_of
from flows.workers.messages import (
    Assignment,
    FileSet,
    Progress,
    Result,
    code_version,
    progress_name,
    receive,
)


def make_assignment(
    source: Source, run: Run, storage: Storage, before: Assignment | None
) -> Assignment:
    """The next attempt on a source, with all that it needs in the storage.

    It goes on from what the attempt before has fetched. Raises StorageError and OSError.
    """
    progress = _progress_of(before, storage) if before else Progress(beat=0)
    return Assignment(
        run_id=run.id,
        source_id=source.id,
        attempt=before.attempt + 1 if before else 1,
        code=code_version(),
        now=run.now,
        file_name=source.path.name,
        source_file=part_of(storage, source.path.read_bytes()),
        known_ids=part_of(storage, known_ids_as_json(run.known_ids_of(source.id))),
        archive=_archive(source, run, storage) | progress.archive,
        crawl_files=progress.crawl_files,
        hosts=refusals_of(run, source.hosts),
        replay=run.plan.replay is not None,
        max_pages=run.plan.max_pages,
        max_seconds=run.plan.max_seconds,
        accepted=source.id in run.plan.accepted,
    )


def take_result(
    source: Source, assignment: Assignment, result: Result, run: Run, storage: Storage
) -> Crawl:
    """Take the files of a result into the folders of this run, as if the crawl had run here.

    Raises StorageError where an object is missing or damaged, and OSError where the disk refuses.
    """
    note_refusals(run, result.hosts)
    if not assignment.replay:
        take_archive(storage, result.archive, run.archive_folder(source.id), source.id)
    folder = run.crawl_folder(source.id)
    if not _holds_nothing_else(folder, result.crawl_files):
        begin_anew(folder)
    fetch_files(storage, result.crawl_files, folder)
    return Crawl(source, folder, result.seconds, result.attempts, result.failure)


def take_progress(assignment: Assignment, run: Run, storage: Storage) -> None:
    """Take what an attempt has archived by now, although it gives no result."""
    if not assignment.replay:
        progress = _progress_of(assignment, storage)
        archive = assignment.archive | progress.archive
        folder = run.archive_folder(assignment.source_id)
        take_archive(storage, archive, folder, assignment.source_id, growing=f"{run.id}-")


def known_ids_as_json(known_ids: KnownIds) -> bytes:
    """The ids that the releases know, as the object of an assignment."""
    document = {"ids": sorted(known_ids.ids), "aliases": dict(sorted(known_ids.aliases.items()))}
    return json.dumps(document).encode()


def known_ids_of_json(body: bytes) -> KnownIds:
    """The ids that `known_ids_as_json` wrote."""
    document = json.loads(body)
    return KnownIds(frozenset(document["ids"]), document["aliases"])


def _progress_of(assignment: Assignment, storage: Storage) -> Progress:
    """The progress of an attempt, or what it began with where it gave no sign."""
    name = progress_name(assignment.run_id, assignment.source_id, assignment.attempt)
    found = receive(storage, name, Progress)
    began_with = Progress(beat=0, archive=assignment.archive, crawl_files=assignment.crawl_files)
    return found or began_with


def _archive(source: Source, run: Run, storage: Storage) -> FileSet:
    folder = run.archive_folder(source.id)
    if run.plan.replay is None:
        return send_archive(storage, folder, source.id)
    return send_files(storage, folder, archive_files(folder))


def _holds_nothing_else(folder: Path, files: FileSet) -> bool:
    """Whether a folder has files of the set only; a crawl's folder has all of them or is new."""
    return all(
        path.relative_to(folder).as_posix() in files for path in folder.rglob("*") if path.is_file()
    )
