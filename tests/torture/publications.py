"""Publications under faults: `python -m tests.torture.publications FOLDER TRIES` prints how each ended.

TRIES is a JSON list of the fields of `Fault`. Each try is a forked process on an output folder of its
own, which has a release; another one then looks at what is left. One line of JSON tells what is lost
or corrupt.
"""

import json
import os
import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa

from courseatlas import releases
from courseatlas.arrow import empty_frame
from courseatlas.errors import StorageError
from courseatlas.schema import TABLES
from flows.publication import pointer, release_folder
from tests.support.file_faults import FileFaults, die, refuse
from tests.support.releases import facts_of

OLD, NEW, NEXT = "2026-11-23.1", "2026-11-24.1", "2026-11-25.1"
_IDS = pa.table({"id": ["x:course:1"]})
_RUN = "20261124T050000Z-0001"


@dataclass(frozen=True)
class Fault:
    """What the machine does: refuse the file operation number `at`, or end the process there.

    A number below zero counts from the end of a publication without a fault. `error` is the error number, 0 for a kill; `for_ever` refuses all later ones too. `file_size` and
    `open_files` are limits of the process, by which the libraries of C are refused as well.
    """

    at: int | None = None
    error: int = 0
    for_ever: bool = False
    file_size: int | None = None
    open_files: int | None = None


@dataclass
class End:
    """How a try ended: after how many file operations, its message, and what is wrong after it."""

    operations: int = 0
    message: str = ""
    lost: str = ""
    corrupt: str = ""


def publish(output: Path, version: str) -> Path:
    """Publish a release of empty tables."""
    tables = {table.name: empty_frame(table) for table in TABLES}
    staged = release_folder.stage(output, version, tables, {"ids": _IDS})
    documents = {"report/index.html": "a report"}
    manifest = {"sources": {}, "run_id": _RUN if version == NEW else version}
    return release_folder.complete(staged, documents, manifest, facts_of(version))


def forked(act: Callable[[], End]) -> End:
    """What a function gives in a forked process; an empty end where that was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(writer, "w") as stream:
            json.dump(asdict(act()), stream)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return End(**json.loads(text)) if text else End()


def attempt(output: Path, fault: Fault) -> End:
    """Publish under a fault."""
    faults = FileFaults(
        output, fault.at, refuse(fault.error) if fault.error else die, fault.for_ever
    )
    end = End()
    for limit, value in (
        (resource.RLIMIT_FSIZE, fault.file_size),
        (resource.RLIMIT_NOFILE, fault.open_files),
    ):
        if value is not None:
            resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))
    try:
        publish(output, NEW)
    except StorageError as e:
        end.message = str(e)
    except BaseException as e:
        end.lost = f"{type(e).__name__}: {e}"
    end.operations = len(faults.operations)
    return end


def aftermath(output: Path, message: str) -> End:
    """What is wrong with an output folder after a fault, and after the next start."""
    end = End()
    current = releases.latest(output)
    if current is None or releases.verify(current.path):
        return End(corrupt="the last release is damaged")
    if message and not ("untouched" in message or "is published" in message):
        end.lost = f"the message says nothing of the release: {message}"
    if "untouched" in message and current.version != OLD:
        end.lost = f"{current.version} is the latest, and the message says: {message}"
    if "is published" in message and current.version != NEW:
        end.lost = f"{current.version} is the latest, and the message says: {message}"
    release_folder.mend(output)
    left = [release.version for release in releases.all_releases(output)]
    if left != ([OLD] if current.version == OLD else [OLD, NEW]):
        end.corrupt = f"after {current.version} there is {left}"
    if pointer.pointer_problem(output) or list((output / "releases").glob(".*")):
        end.corrupt = pointer.pointer_problem(output) or "a staging folder is left"
    publish(output, NEXT)
    if releases.verify(output / "latest") or pointer.pointed_at(output) != NEXT:
        end.lost = "the next publication failed"
    return end


def begin(output: Path) -> End:
    """An output folder with one release, and a run that goes on."""
    publish(output, OLD)
    run = output / "runs" / _RUN
    run.mkdir(parents=True)
    (run / "run.json").write_text(json.dumps({"id": _RUN, "state": "running"}))
    return End()


def tried(folder: Path, fault: Fault) -> End:
    """How a publication under a fault ended."""
    output = folder / "try"
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(folder / "begin", output, symlinks=True)
    end = forked(lambda: attempt(output, fault))
    after = forked(lambda: aftermath(output, end.message))
    end.lost, end.corrupt = end.lost or after.lost, after.corrupt
    return end


if __name__ == "__main__":
    base = Path(sys.argv[1]).resolve()
    forked(lambda: begin(base / "begin"))
    whole = tried(base, Fault()).operations
    for entries in json.loads(sys.argv[2]):
        fault = Fault(**entries)
        if fault.at is not None and fault.at < 0:
            fault = replace(fault, at=whole + fault.at)
        print(json.dumps(asdict(tried(base, fault))), flush=True)
