"""The lease of the one coordinator that gives out the sources of a storage.

Its file counts the renewals. Another coordinator watches that count for a while by its own clock:
where it stands still, the holder is gone. No clock of one machine is compared with another's. The
leases are numbered, and the next number is created by one coordinator only:

    coordinator/00000007.json
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from courseatlas.errors import AtlasError, Busy, StorageError
from courseatlas.storage import Storage
from flows.workers.messages import Message, receive, send

SILENCE_SECONDS = 60.0
# how long a cut network is waited for before the run ends; the same command resumes it
PATIENCE_SECONDS = 300.0
_RENEWALS_PER_SILENCE = 6
_FOLDER = "coordinator"
_LOOK_SECONDS = 0.5


class _LeaseFile(Message):
    """Who holds the lease. `now` is the holder's clock, by which workers know that theirs is wrong;
    `released` says that the holder ended.
    """

    machine: str
    boot: str
    output: str
    process_id: int
    count: int
    now: datetime
    released: bool = False

    @property
    def holder(self) -> str:
        """The holder in the words of a message."""
        return f"process {self.process_id} on {self.machine} ({self.output})"


class Lease:
    """A lease that is held and renewed by a thread; `check` raises once it is lost."""

    def __init__(self, storage: Storage, name: str, output: Path):
        self._storage, self._name, self._output = storage, name, output
        self._count = 0
        self._lost: AtlasError | None = None
        self._ended = threading.Event()

    def check(self) -> None:
        """Raises Busy where another coordinator took the lease, and StorageError where the storage
        was away for too long.
        """
        if self._lost:
            raise self._lost

    def renew_until_the_end(self, silence: float, patience: float = PATIENCE_SECONDS) -> None:
        """Renew the lease until `end`, or until it is lost.

        Where the storage is away for a while, another coordinator may take the lease meanwhile:
        this one learns of it when the storage is back.
        """
        renewed = time.monotonic()
        while not self._ended.wait(silence / _RENEWALS_PER_SILENCE) and not self._lost:
            try:
                if self._is_superseded():
                    self._lost = Busy(
                        f"{self._storage.shown_url}: another coordinator took over, because this "
                        "one stood still; the last release is untouched"
                    )
                    return
                self.write()
                renewed = time.monotonic()
            except StorageError as e:
                if time.monotonic() - renewed > patience:
                    self._lost = StorageError(
                        f"{e}; the same command resumes, the last release is untouched"
                    )

    def end(self) -> None:
        """Release the lease, so that the next coordinator need not wait."""
        self._ended.set()
        with suppress(StorageError):
            if not self._lost and not self._is_superseded():
                self.write(released=True)

    def write(self, released: bool = False) -> None:
        """Write the file of the lease with the next count."""
        self._count += 1
        send(self._storage, self._name, _lease_file(self._output, self._count, released))

    def _is_superseded(self) -> bool:
        return _is_superseded(self._storage, self._name)


@contextmanager
def coordinator_lease(
    storage: Storage, output: Path, silence: float = SILENCE_SECONDS
) -> Iterator[Lease]:
    """Hold the lease of a storage within the block.

    Raises Busy where another coordinator holds it, and StorageError. `output` is the output folder,
    of which this process holds the lock: a lease of the same folder and machine is of one that
    died.
    """
    lease = Lease(storage, _take(storage, output, silence), output)
    renewal = threading.Thread(target=lease.renew_until_the_end, args=(silence,), daemon=True)
    renewal.start()
    try:
        yield lease
    finally:
        lease.end()


def clock_difference(storage: Storage, most_seconds: float) -> float | None:
    """The seconds by which this machine's clock is ahead of the coordinator's; negative: behind.

    None where it is at most `most_seconds`, or no coordinator is at work. Two readings tell that
    one is, because the file of one that died says an old time.
    """
    readings = []
    for wait in (0.0, 2 * SILENCE_SECONDS / _RENEWALS_PER_SILENCE):
        time.sleep(wait)
        held = _newest(storage)
        if held is None or held[1] is None:
            return None
        seconds = (datetime.now(UTC) - held[1].now).total_seconds()
        if abs(seconds) <= most_seconds or held[1].now in readings:
            return None
        readings.append(held[1].now)
    return seconds


def _take(storage: Storage, output: Path, silence: float) -> str:
    """Create the next lease; returns its name."""
    newest = _newest(storage)
    name = f"{_FOLDER}/{1:08}.json"
    if newest is not None:
        name, held = newest
        if held is None or not (held.released or _is_of_this_folder(held, output)):
            _wait_while_silent(storage, name, silence)
        name = _next_name(name)
    if not storage.create(name, _lease_file(output, 0).model_dump_json().encode()):
        raise _busy(storage, name)
    _remove_older(storage, name)
    return name


def _wait_while_silent(storage: Storage, name: str, silence: float) -> None:
    """Return after so many seconds without a renewal. Raises Busy at the first one."""
    before, began = storage.read(name), time.monotonic()
    while time.monotonic() - began < silence:
        time.sleep(min(_LOOK_SECONDS, silence))
        if storage.read(name) != before or _is_superseded(storage, name):
            raise _busy(storage, name)


def _is_superseded(storage: Storage, name: str) -> bool:
    return any(f"{_FOLDER}/{other}" > name for other in storage.names(_FOLDER))


def _busy(storage: Storage, name: str) -> Busy:
    with suppress(StorageError):
        held = receive(storage, name, _LeaseFile)
        if held is not None:
            return Busy(
                f"{storage.shown_url}: {held.holder} coordinates a refresh; wait for it, or give "
                "another COURSEATLAS_STORAGE"
            )
    return Busy(f"{storage.shown_url}: another process coordinates a refresh; wait for it")


def _newest(storage: Storage) -> tuple[str, _LeaseFile | None] | None:
    """The name and the content of the newest lease; the content is None where it is torn."""
    names = storage.names(_FOLDER)
    if not names:
        return None
    name = f"{_FOLDER}/{names[-1]}"
    try:
        return name, receive(storage, name, _LeaseFile)
    except StorageError:  # created, and its creator died before it wrote
        return name, None


def _remove_older(storage: Storage, name: str) -> None:
    """Remove the leases of before: only the newest one says anything."""
    for other in storage.names(_FOLDER):
        if f"{_FOLDER}/{other}" < name:
            storage.remove(f"{_FOLDER}/{other}")


def _next_name(name: str) -> str:
    number = int(name.rpartition("/")[2].removesuffix(".json"))
    return f"{_FOLDER}/{number + 1:08}.json"


def _is_of_this_folder(held: _LeaseFile, output: Path) -> bool:
    """Whether a lease is of a process that held the lock that this one holds now."""
    is_of_this_machine = held.boot == _boot() != "" and held.machine == socket.gethostname()
    return is_of_this_machine and held.output == str(output)


def _now() -> datetime:
    """The clock of the holder."""
    return datetime.now(UTC)


def _boot() -> str:
    """What tells this machine, since it was started, from all others; empty where it is unknown."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def _lease_file(output: Path, count: int, released: bool = False) -> _LeaseFile:
    return _LeaseFile(
        machine=socket.gethostname(),
        boot=_boot(),
        output=str(output),
        process_id=os.getpid(),
        count=count,
        now=_now(),
        released=released,
    )
