"""Errors and kills at every file operation of a publication: the last release stays, or the new one is whole."""

import errno
import itertools
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.paths import ROOT
from tests.torture.tally import IS_WHOLE, Tally

OTHERS = ("EMFILE", "EFBIG", "EROFS", "ENOTDIR", "EDQUOT", "EIO")
# from the end; a publication of empty tables has fewer
OPERATIONS = range(-220, 0)
# from the rename of the release to the end
WINDOW = range(-10, 0)


def faults() -> dict[str, list[dict[str, Any]]]:
    """Name -> tries of each fault."""
    full = errno.ENOSPC
    table: dict[str, list[dict[str, Any]]] = {
        "a kill at each file operation": [{"at": at} for at in OPERATIONS],
        "ENOSPC at each file operation": [{"at": at, "error": full} for at in OPERATIONS],
        "ENOSPC at each file operation and all later": [
            {"at": at, "error": full, "for_ever": True} for at in OPERATIONS
        ],
    }
    # the error number decides the remedy alone, so that each has a share of the operations
    for first, name in enumerate(OTHERS):
        table[f"{name} at file operations"] = [
            {"at": at, "error": getattr(errno, name)} for at in OPERATIONS[first % 3 :: 3]
        ]
    limits = [{"file_size": size} for size in range(0, 16_000, 250)]
    limits += [{"open_files": number} for number in range(4, 10)]
    return table | {"limits of file size and open files": limits}


def few_faults() -> dict[str, list[dict[str, Any]]]:
    """What `make test` tries of them, in one process: the window between the two renames."""
    full = errno.ENOSPC
    table = {
        "a kill at each file operation": [{"at": at} for at in WINDOW],
        "ENOSPC at each file operation": [{"at": at, "error": full} for at in WINDOW],
        "ENOSPC and all later": [{"at": at, "error": full, "for_ever": True} for at in (-5, -2)],
        "limits of file size and open files": [{"file_size": 0}, {"open_files": 4}],
    }
    return {"a few of each": list(itertools.chain.from_iterable(table.values()))}


TABLE = faults() if IS_WHOLE else few_faults()


@pytest.mark.parametrize("name", TABLE)
def test_a_fault_leaves_the_last_release_or_a_whole_new_one(
    tmp_path: Path, tally: Callable[[str], Tally], name: str
) -> None:
    told = tally(f"publication: {name}")
    command = [sys.executable, "-m", "tests.torture.publications", str(tmp_path)]
    command.append(json.dumps(TABLE[name]))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    ends = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(ends) == len(TABLE[name]), done.stderr
    for fault, end in zip(TABLE[name], ends, strict=True):
        told.tries += 1
        told.lost += [f"{fault}: {end['lost']}"] if end["lost"] else []
        told.corrupt += [f"{fault}: {end['corrupt']}"] if end["corrupt"] else []
