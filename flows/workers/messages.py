"""The messages that a coordinator and its workers leave for each other in the storage.

Each is a small JSON file that is written whole. An attempt is one worker's work on a source; the
coordinator numbers them from 1. Only the results of the newest attempt are taken.

    runs/<run>/<source>/attempt-0001.json    what the worker is to do     (coordinator)
    runs/<run>/<source>/progress-0001.json   what it has fetched by now   (worker, again and again)
    runs/<run>/<source>/result-0001.json     what it gives, or why not    (worker, last of all)
    archives/<source>.json                   the files of the archive     (coordinator)
    objects/<aa>/<sha256>                    the content of all files
"""

from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from courseatlas.digests import digest_of_code
from courseatlas.errors import StorageError
from courseatlas.storage import Storage

# whatever of a checkout decides what a crawl gives
_CODE = ("courseatlas", "spiders", "pipelines", "flows", "profiles", "requirements.lock")


class Message(BaseModel):
    """A message; an unknown key is an error, because another version wrote it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AnyMessage = TypeVar("AnyMessage", bound=Message)


class Part(Message):
    """A piece of a file, as an object: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


# the path of each file within its folder -> its parts, in their order
FileSet = dict[str, tuple[Part, ...]]


class Archive(Message):
    """The files of the archive of a source."""

    files: FileSet


class HostRefusals(Message):
    """What crawls of the run learned of a host: its refusals in a row, and how long it is closed.

    `closed_seconds` count from the moment of the message: clocks of machines are not compared.
    """

    refusals: int
    closed_seconds: float


class Assignment(Message):
    """What one attempt is to do, with all that it needs.

    `code` is the digest of the coordinator's code, and `known_ids` the object with the ids that the
    releases know. `archive` are the files of the source's archive, and `crawl_files` those of the
    attempt before that the next one must know. `hosts` are those of the source, as earlier crawls
    of the run left them. In a replay nothing is fetched.
    """

    run_id: str
    source_id: str
    attempt: int
    code: str
    now: datetime
    file_name: str
    source_file: Part
    known_ids: Part
    archive: FileSet
    crawl_files: FileSet
    hosts: dict[str, HostRefusals]
    replay: bool
    max_pages: int | None
    max_seconds: float | None
    accepted: bool

    @property
    def digest(self) -> str:
        """The SHA-256 by which a worker knows that it read the assignment that it was given."""
        return sha256(self.model_dump_json().encode()).hexdigest()


class Progress(Message):
    """A sign of life, and what the attempt has fetched by now.

    `beat` counts the signs: it is compared with the one before, and no clock with another. `pages`,
    `closed` and `records` are the counts of the ledger.
    """

    beat: int
    pages: int = 0
    closed: int = 0
    records: int = 0
    archive: FileSet = {}
    crawl_files: FileSet = {}


class Refusal(Message):
    """Why a worker does not do what it is given: something is wrong with its machine.

    `status` is the exit status that a command ends with for such a cause.
    """

    message: str
    status: int


class Result(Message):
    """What an attempt gives: the files of its crawl and of its archive; or its refusal.

    `assignment` is the digest of the assignment. The other values are those of `flows.crawl.Crawl`.
    """

    assignment: str
    machine: str
    refusal: Refusal | None = None
    seconds: float = 0.0
    attempts: int = 0
    failure: str | None = None
    crawl_files: FileSet = {}
    archive: FileSet = {}
    hosts: dict[str, HostRefusals] = {}


def code_version() -> str:
    """The digest of this checkout's code, profiles and locked requirements."""
    return digest_of_code(_CODE)


def assignment_name(run_id: str, source_id: str, attempt: int) -> str:
    """The name of an assignment in the storage."""
    return _name(run_id, source_id, "attempt", attempt)


def progress_name(run_id: str, source_id: str, attempt: int) -> str:
    """The name of the progress of an attempt."""
    return _name(run_id, source_id, "progress", attempt)


def result_name(run_id: str, source_id: str, attempt: int) -> str:
    """The name of the result of an attempt."""
    return _name(run_id, source_id, "result", attempt)


def archive_name(source_id: str) -> str:
    """The name of the list of a source's archive."""
    return f"archives/{source_id}.json"


def _name(run_id: str, source_id: str, kind: str, attempt: int) -> str:
    return f"runs/{run_id}/{source_id}/{kind}-{attempt:04}.json"


def send(storage: Storage, name: str, message: Message) -> None:
    """Write a message. Raises StorageError where the storage refuses."""
    storage.write(name, message.model_dump_json().encode())


def receive(storage: Storage, name: str, kind: type[AnyMessage]) -> AnyMessage | None:
    """Read a message; None where there is none.

    Raises StorageError for what is no such message.
    """
    body = storage.read(name)
    if body is None:
        return None
    try:
        return kind.model_validate_json(body)
    except ValidationError as e:
        problem = e.errors()[0]
        place = ".".join(str(part) for part in problem["loc"]) or "the file"
        raise StorageError(
            f"{storage.shown_url}/{name}: {place}: {problem['msg']}; another version of the code "
            "wrote it, or it is damaged: remove it and run again"
        ) from e
