"""Take records out of an archive: what stays is copied as it is, and the index follows.

A kill at any moment loses nothing: the index names the new file only once it is whole, and the old
one is removed last. A file that a kill left is indexed again when the archive is opened.
"""

import os
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from spiders.archive.index import Entry, Index

_NUMBER = re.compile(r"-(\d+)\.warc\.gz$")


def remove_entries(folder: Path, index: Index, doomed: Collection[Entry]) -> None:
    """Remove the records of entries from the files of an archive that nobody else writes.

    No entry that stays may refer to a body that goes. Raises OSError where the machine refuses.
    """
    gone = {(entry.file, entry.offset) for entry in doomed}
    for name in sorted({file for file, _ in gone}):
        # read anew each time: a file that was replaced before may hold bodies of this one
        entries = index.of_file(name)
        staying = [entry for entry in entries if (entry.file, entry.offset) not in gone]
        moved = _copy(folder, name, staying) if staying else []
        index.replace_file(name, list(zip(staying, moved, strict=True)))
        (folder / name).unlink(missing_ok=True)


def _copy(folder: Path, name: str, entries: Iterable[Entry]) -> list[Entry]:
    """Copy records to a new file of the same run; returns their entries as they lie there."""
    new_name = _free_name(folder, name)
    spare = folder / f".{new_name}.part"
    moved = []
    with open(folder / name, "rb") as old, open(spare, "wb") as new:
        for entry in entries:
            old.seek(entry.offset)
            offset = new.tell()
            new.write(old.read(entry.end - entry.offset))
            copy = replace(entry, file=new_name, offset=offset, end=new.tell())
            if entry.kind == "response":
                copy = replace(copy, body_file=new_name, body_offset=offset)
            moved.append(copy)
        new.flush()
        os.fsync(new.fileno())
    os.rename(spare, folder / new_name)
    return moved


def _free_name(folder: Path, name: str) -> str:
    """A name for the next file of a run."""
    run = name.rpartition("-")[0]
    numbers = (_NUMBER.search(path.name) for path in folder.glob(f"{run}-*.warc.gz"))
    highest = max(int(match[1]) for match in numbers if match)
    return f"{run}-{highest + 1:05d}.warc.gz"
