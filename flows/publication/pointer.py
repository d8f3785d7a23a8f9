"""The pointer to the last release: the symbolic link `latest`, and `latest.json` beside it.

Each is replaced by a rename, the link first. A kill between the two leaves `latest.json` behind,
and one before them leaves a whole release that no run published: the next refresh mends both.
"""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from courseatlas import releases
from courseatlas.errors import DamagedRelease
from courseatlas.files import write_then_rename
from courseatlas.releases import Release
from flows.runs import all_runs

_log = logging.getLogger("courseatlas.publication")


def switch(output: Path, version: str) -> None:
    """Point `latest` and `latest.json` at a release; a reader sees the old one or the new one."""
    pointer, spare = output / "latest", output / ".latest.new"
    spare.unlink(missing_ok=True)
    os.symlink(Path("releases") / version, spare)
    os.replace(spare, pointer)
    write_then_rename(output / "latest.json", json.dumps(_content(version)) + "\n")
    fsync(output)


def remove(output: Path) -> None:
    """Point at no release, as before the first one."""
    (output / "latest").unlink(missing_ok=True)
    (output / "latest.json").unlink(missing_ok=True)


def pointed_at(output: Path) -> str | None:
    """The version that the link names; None where there is no link that can be read."""
    try:
        return os.path.basename(os.readlink(output / "latest"))
    except OSError:
        return None


def pointer_problem(output: Path) -> str | None:
    """How `latest` and `latest.json` differ, in a line; None where they say the same."""
    release = releases.latest(output)
    if release is None:
        return None
    if pointed_at(output) != release.version:
        return f"latest leads to no release, and {release.version} is the newest"
    try:
        content = json.loads((output / "latest.json").read_text("utf-8"))
    except FileNotFoundError:
        return f"latest.json is missing, and latest is {release.version}"
    except ValueError:
        return f"latest.json cannot be read, and latest is {release.version}"
    if content != _content(release.version):
        named = content.get("version") if isinstance(content, dict) else None
        return f"latest.json names {named}, and latest is {release.version}"
    return None


def mend_pointer(output: Path) -> None:
    """Make `latest.json` say what `latest` says, and say so in a line of the log."""
    problem, release = pointer_problem(output), releases.latest(output)
    if problem and release and (output / "releases" / release.version).is_dir():
        switch(output, release.version)
        _log.warning("%s: %s, after a run that was killed; it was mended", output, problem)


def unpublished(output: Path) -> list[str]:
    """The releases that a run completed and was killed before it pointed at them.

    They are newer than the last release, and their run never ended. One that a rollback withdrew
    is newer, too, but its run did end.
    """
    current = pointed_at(output)
    known = releases.all_releases(output)
    versions = [release.version for release in known]
    if current not in versions:
        return []
    newer = known[versions.index(current) + 1 :]
    unfinished = {run["id"] for run in all_runs(output) if run.get("state") == "running"}
    return [release.version for release in newer if set(_run_of(release)) & unfinished]


def fsync(path: Path) -> None:
    """Write a file or a folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _content(version: str) -> dict[str, str]:
    return {"version": version, "path": f"releases/{version}"}


def _run_of(release: Release) -> Iterator[str]:
    """The run that made a release; nothing for a damaged one, which a person may want to see."""
    try:
        yield release.manifest.get("run_id", "")
    except DamagedRelease:
        return
