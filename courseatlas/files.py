"""Files that other processes may read at any moment."""

import os
from pathlib import Path


def write_then_rename(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old file or the new one, never a part of it.

    Raises OSError where the disk refuses.
    """
    spare = path.with_name(f".{path.name}.new")
    spare.write_text(text, encoding="utf-8")
    os.replace(spare, path)
