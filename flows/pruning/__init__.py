"""Prune: remove the oldest releases and runs of an output folder, and never what is in use."""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from courseatlas import releases
from flows.hold import hold_of
from flows.publication.release_folder import STAGING
from flows.runs import all_runs
from flows.site import SITES


def prune_releases(output: Path, keep: int) -> list[str]:
    """Remove all releases but the newest `keep`; returns their versions, oldest first.

    The latest release stays, and so does one that a rollback withdrew while its hold lasts: it is
    the evidence of what was wrong. The site of a release goes with it.
    """
    hold, current = hold_of(output), releases.latest(output)
    kept = {current.version} if current else set()
    if hold:
        kept |= {hold.version, hold.withdrawn}
    versions = [release.version for release in releases.all_releases(output)]
    removed = _remove(output / "releases", _oldest(versions, keep, kept))
    sites = [version for version in removed if (output / SITES / version).is_dir()]
    _remove(output / SITES, sites)
    return removed


def prune_runs(output: Path, keep: int) -> list[str]:
    """Remove the folders of all runs but the newest `keep`; returns their ids, oldest first.

    The run of the latest release stays, because `why` and the report read it, and so does a run
    that the next refresh would resume.
    """
    current = releases.latest(output)
    kept = {current.manifest.get("run_id")} if current else set()
    runs = all_runs(output)
    kept |= {run["id"] for run in runs if run.get("state") == "running"}
    return _remove(output / "runs", _oldest([run["id"] for run in runs], keep, kept))


def _oldest(names: Sequence[str], keep: int, kept: Collection[str | None]) -> list[str]:
    return [name for name in names[: max(0, len(names) - keep)] if name not in kept]


def _remove(folder: Path, names: Sequence[str]) -> list[str]:
    """Remove folders: each is renamed first, so that a kill leaves no half of a folder behind."""
    for name in names:
        doomed = folder / f"{STAGING}-pruned-{name}"
        (folder / name).rename(doomed)
        shutil.rmtree(doomed)
    return list(names)
