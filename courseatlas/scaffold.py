"""The first files of something new, from templates; none of them may exist."""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from courseatlas.errors import UsageError


def fill_template(path: Path, /, **values: str) -> str:
    """The text of a template with its placeholders replaced."""
    return Template(path.read_text("utf-8")).substitute(values)


def write_new(files: Mapping[Path, str]) -> list[Path]:
    """Write texts to files, and return the files.

    Raises UsageError, before anything is written, where one of them exists.
    """
    for path in files:
        if path.exists():
            raise UsageError(f"{path}: exists already; choose another name")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(files)
