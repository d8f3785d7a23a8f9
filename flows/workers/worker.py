"""What a worker does with the source that it is given: fetch, crawl, curate, hand back."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from courseatlas.errors import AtlasError, ExitStatus
from courseatlas.files import is_storage_error, storage_problem
from courseatlas.storage import Storage
from flows.crawl import Crawl
from flows.curate.shard_files import make_shard
from flows.supervisor import allow_crawls, crawl_source, stop_crawls
from flows.workers.archive_files import archive_files
from flows.workers.checks import Order, check_clock, one_attempt_per_source, read_assignment
from flows.workers.file_sets import send_files
from flows.workers.host_refusals import refusals_of
from flows.workers.local_run import LocalRun, begin, fetch_inputs
from flows.workers.messages import Assignment, FileSet, Refusal, Result, result_name, send
from flows.workers.reporting import ProgressReport, Reporting, reported
from spiders.waits import WAITS_FILE

# of a crawl's folder: these are of the process that ended, or can be made again
_NOT_SENT = ("heartbeat", "reading", "index.sqlite", "hosts/")


@dataclass(frozen=True)
class Workplace:
    """A machine: the storage that it shares, a folder of its own, and how it reports.

    `hosts_held` keeps other machines from the hosts of the source while it is entered.
    """

    storage_url: str
    folder: Path
    hosts_held: AbstractContextManager[None]
    reporting: Reporting = Reporting()


class Superseded(AtlasError):
    """The attempt is not the newest one any more, or nobody can know: it gives no result."""


def work(order: Order, place: Workplace) -> Result:
    """Make an attempt, and leave its result in the storage. A refusal is a result too.

    Raises StorageError where the storage cannot be reached, and Superseded where the attempt was
    ended because another one has begun.
    """
    storage = Storage(place.storage_url, place.reporting.silence)
    try:
        assignment = read_assignment(order, storage)
        check_clock(storage)
        with one_attempt_per_source(place.folder, order.source_id):
            result = _crawl(assignment, storage, place)
    except Superseded:
        raise
    except AtlasError as e:
        result = _refused(order, str(e), e.status)
    except OSError as e:
        if not is_storage_error(e):
            raise
        result = _refused(order, storage_problem(e, place.folder), ExitStatus.STORAGE)
    send(storage, result_name(order.run_id, order.source_id, order.attempt), result)
    return result


def _refused(order: Order, problem: str, status: ExitStatus) -> Result:
    machine = socket.gethostname()
    refusal = Refusal(message=f"{machine}: {problem}", status=status)
    return Result(assignment=order.assignment, machine=machine, refusal=refusal)


def _crawl(assignment: Assignment, storage: Storage, place: Workplace) -> Result:
    """Crawl and curate; returns what is then in the storage.

    All of it is reported: an archive may take long to come and to go.
    """
    local = begin(assignment, storage, place.folder.resolve())
    report = ProgressReport(Storage(place.storage_url), assignment, local, stop_crawls)
    with _crawls_end_with_the_block(), reported(report, place.reporting):
        fetch_inputs(assignment, storage, local)
        with place.hosts_held:
            crawl = _crawl_and_curate(local)
        result = _result(assignment, storage, crawl, local)
    if report.problem:
        raise Superseded(f"{assignment.source_id}: {report.problem}")
    shutil.rmtree(local.run.folder, ignore_errors=True)
    return result


@contextmanager
def _crawls_end_with_the_block() -> Iterator[None]:
    allow_crawls()
    try:
        yield
    except BaseException:
        stop_crawls()
        raise


def _crawl_and_curate(local: LocalRun) -> Crawl:
    """Crawl as one machine does it, and make the shard, to spare the coordinator.

    This process has one source: where it needs more memory than there is, no other is lost.
    """
    crawl = crawl_source(local.source, local.run)
    if crawl.failure is None:
        make_shard(crawl.folder, local.inputs)
    return crawl


def _result(assignment: Assignment, storage: Storage, crawl: Crawl, local: LocalRun) -> Result:
    """Send the files of a crawl, and of its archive those of this run."""
    paths = sorted(path for path in crawl.folder.rglob("*") if path.is_file())
    names = [path.relative_to(crawl.folder).as_posix() for path in paths]
    return Result(
        assignment=assignment.digest,
        machine=f"{socket.gethostname()}, process {os.getpid()}",
        seconds=crawl.seconds,
        attempts=crawl.attempts,
        failure=crawl.failure,
        crawl_files=send_files(
            storage, crawl.folder, [name for name in names if not name.startswith(_NOT_SENT)]
        ),
        hosts=refusals_of(local.run, local.source.hosts),
        archive={} if assignment.replay else _sent_archive(assignment, storage, local.archive),
    )


def _sent_archive(assignment: Assignment, storage: Storage, archive: Path) -> FileSet:
    """The files of the archive that this run wrote, each as one object."""
    prefix = f"{assignment.run_id}-"
    names = archive_files(archive)
    written = [name for name in names if name.startswith(prefix) or name == WAITS_FILE]
    return send_files(storage, archive, written)
