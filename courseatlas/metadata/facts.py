"""The facts of one release that its descriptions need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from courseatlas.yaml_files import read_model

_DATASET = Path(__file__).with_name("dataset.yml")


@dataclass(frozen=True)
class FileFacts:
    """A file of a release: its SHA-256 in hexadecimal, its size in bytes, the rows of a table."""

    sha256: str
    bytes: int
    rows: int | None = None


@dataclass(frozen=True)
class SourceFacts:
    """A source of a release: who is behind it, what is known of its terms, its released rows."""

    id: str
    name: str
    website: str
    terms: str | None
    rows: int


@dataclass(frozen=True)
class ReleaseFacts:
    """A release: its version, when it was made, its files by name, its sources by id.

    `url` is the address at which the folder of the release can be read, None where it is not
    published on the web.
    """

    version: str
    created: datetime
    files: Mapping[str, FileFacts]
    sources: tuple[SourceFacts, ...]
    url: str | None = None

    def address_of(self, name: str) -> str:
        """The address of a file of the release: relative to its folder where it has no address."""
        return f"{self.url.rstrip('/')}/{name}" if self.url else name


class Dataset(BaseModel):
    """`dataset.yml`: what every release says of the dataset."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    creator: str
    language: str
    license_title: str
    license_file: str


@cache
def dataset() -> Dataset:
    """What every release says of the dataset. Raises InvalidFile for a file that is broken."""
    return read_model(_DATASET, Dataset)
