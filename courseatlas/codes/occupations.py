"""Occupations that a profile may name: O*NET-SOC 2019 codes, from `occupations.yml`."""

from functools import cache
from pathlib import Path

from courseatlas.yaml_fields import read_own

_FILE = Path(__file__).with_name("occupations.yml")


@cache
def occupations() -> dict[str, dict[str, str]]:
    """code -> its title and why a profile may name it."""
    return read_own(_FILE)["occupations"]
