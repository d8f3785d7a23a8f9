"""Files that other processes may read at any moment."""

import logging
import os
from pathlib import Path

_log = logging.getLogger("courseatlas.files")


def write_then_rename(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old file or the new one, never a part of it.

    Raises OSError where the disk refuses.
    """
    spare = path.with_name(f".{path.name}.new")
    spare.write_text(text, encoding="utf-8")
    os.replace(spare, path)


def set_aside(path: Path, consequence: str) -> Path:
    """Rename a damaged file to a free name `….damaged`, and say so in one line of the log.

    A person may look at it, and nothing reads it any more. Raises OSError where the disk refuses.
    """
    number, aside = 1, path.with_name(f"{path.name}.damaged")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged.{number}")
    os.replace(path, aside)
    _log.warning("%s: is damaged and was set aside as %s; %s", path, aside.name, consequence)
    return aside
