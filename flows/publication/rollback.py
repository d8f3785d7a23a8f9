"""Rollback: an earlier release is the latest again, and publication is held."""

from datetime import UTC, datetime
from pathlib import Path

from courseatlas import releases
from courseatlas.errors import AtlasError, DamagedRelease
from flows.hold import Hold, place
from flows.publication.pointer import switch


def roll_back(output: Path, version: str) -> Hold:
    """Let an earlier release be the latest again, and hold publication.

    The withdrawn release stays in its folder. Raises DamagedRelease where the earlier release is
    not as its manifest says, AtlasError where it is the latest already.
    """
    current, wanted = releases.find(output, "latest"), releases.find(output, version)
    if wanted.version == current.version:
        raise AtlasError(f"{version} is the latest release; name an earlier one")
    problems = releases.verify(wanted.path)
    if problems:
        raise DamagedRelease(f"{wanted.path}: {problems[0]}; name another release")
    hold = Hold(wanted.version, current.version, datetime.now(UTC).isoformat(timespec="seconds"))
    # the hold comes first: a kill between the two leaves a hold without a rollback, which says so
    place(output, hold)
    switch(output, wanted.version)
    return hold
