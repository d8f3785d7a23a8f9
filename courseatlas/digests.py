"""SHA-256 digests of files and of code."""

from collections.abc import Iterable
from functools import cache, partial
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

from courseatlas.paths import ROOT

_CHUNK = 1 << 20
_OF_CODE = (".py", ".yml", ".lock")


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits. Raises OSError where it cannot be read."""
    with open(path, "rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def digest_of_stream(stream: BinaryIO) -> str:
    """The SHA-256 of what is left of a stream that has nothing but `read`."""
    digest = sha256()
    for chunk in iter(partial(stream.read, _CHUNK), b""):
        digest.update(chunk)
    return digest.hexdigest()


@cache
def digest_of_code(places: tuple[str, ...]) -> str:
    """The SHA-256 of the code and the YAML in some files and folders of the project."""
    digest = sha256()
    for path in _files(ROOT / place for place in places):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(places: Iterable[Path]) -> list[Path]:
    """The files of the places, those of a folder sorted."""
    return [
        path
        for place in places
        for path in ([place] if place.is_file() else sorted(place.rglob("*")))
        if path.suffix in _OF_CODE
    ]
