"""What a worker makes sure of before it crawls: the code, the assignment, the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from courseatlas.errors import AtlasError, InvalidFile
from courseatlas.locks import exclusive_lock
from courseatlas.storage import Storage
from flows.workers.lease import clock_difference
from flows.workers.messages import Assignment, assignment_name, code_version, receive

# pages are dated by the machine that fetches them; a difference of minutes changes no day
MOST_CLOCK_SECONDS = 300.0


@dataclass(frozen=True)
class Order:
    """The attempt that a worker is to make, as it is started: all else is in the storage.

    `assignment` is the digest of the assignment, and `code` that of the coordinator's code.
    """

    run_id: str
    source_id: str
    attempt: int
    assignment: str
    code: str


def read_assignment(order: Order, storage: Storage) -> Assignment:
    """The assignment of an order.

    Raises AtlasError where this machine has other code, and InvalidFile where the storage has
    another assignment than the order means.
    """
    version = code_version()
    if order.code != version:
        raise AtlasError(
            "this machine has other code, profiles or requirements than the coordinator (digest "
            f"{version[:12]}, not {order.code[:12]}); bring it to the same commit"
        )
    name = assignment_name(order.run_id, order.source_id, order.attempt)
    assignment = receive(storage, name, Assignment)
    if assignment is None or assignment.digest != order.assignment:
        raise InvalidFile(
            f"{storage.shown_url}/{name}: is not the assignment that this worker was given; let "
            "COURSEATLAS_STORAGE name the storage of the coordinator"
        )
    return assignment


def check_clock(storage: Storage) -> None:
    """Raises AtlasError where the clock of this machine is wrong, or the coordinator's is."""
    seconds = clock_difference(storage, MOST_CLOCK_SECONDS)
    if seconds is not None:
        way = "ahead of" if seconds > 0 else "behind"
        raise AtlasError(
            f"the clock of this machine is {abs(seconds):.0f} s {way} the coordinator's, and pages "
            "are dated by it; set both by NTP"
        )


@contextmanager
def one_attempt_per_source(folder: Path, source_id: str) -> Iterator[None]:
    """Keep other attempts on a source from the same folder within the block.

    Raises Busy where one is under way, and OSError where the folder cannot be written.
    """
    locks = folder / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with exclusive_lock(locks / source_id, "wait for it", f"crawls {source_id}"):
        yield
