"""Occupations that a profile may name: O*NET-SOC 2019 codes, from `occupations.yml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from courseatlas.yaml_files import Text, YamlModel, read_model

_FILE = Path(__file__).with_name("occupations.yml")

Code = Annotated[str, Field(pattern=r"^\d{2}-\d{4}\.\d{2}$")]


class Occupation(YamlModel):
    """The title of an occupation, and why a profile may name it."""

    title: Text
    why: Text


class OccupationsFile(YamlModel):
    """The content of `occupations.yml`."""

    occupations: Annotated[
        dict[Code, Occupation], Field(description="a mapping of O*NET-SOC codes to title and why")
    ]


@cache
def occupations(path: Path = _FILE) -> Mapping[str, Occupation]:
    """The occupations of a file, by code. Raises InvalidFile that names file, line and remedy."""
    return read_model(path, OccupationsFile).occupations
