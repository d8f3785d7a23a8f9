"""Prune: remove releases and runs that nobody needs any more.

The caller holds the lock of the output folder.
"""

import os
import shutil
from pathlib import Path

from courseatlas.releases import all_releases, latest
from flows.publication.release_folder import STAGING
from flows.runs import RUN_FILE, all_runs


def prune_releases(output: Path, keep: int) -> list[str]:
    """Remove all releases but the newest ones; returns the removed versions.

    `latest` stays, and so does what is newer: after a rollback, its ids are not yet in another
    release. A release is renamed first, so that half of one is never taken for a release.
    """
    current = latest(output)
    if current is None:
        return []
    versions = [release.version for release in all_releases(output)]
    older = versions[: versions.index(current.version)] if current.version in versions else []
    removed = [version for version in older if version not in versions[-keep:]]
    for version in removed:
        folder = output / "releases" / version
        aside = folder.with_name(f"{STAGING}-{version}")  # the next run removes what a kill leaves
        os.rename(folder, aside)
        shutil.rmtree(aside)
    return removed


def prune_runs(output: Path, keep: int) -> list[str]:
    """Remove the folders of all ended runs but the newest ones; returns the removed run ids.

    Folders without a `run.json`, as a kill leaves them, go too.
    """
    runs = all_runs(output)
    kept = {run["id"] for run in runs if run["state"] == "running"}
    kept |= {run["id"] for run in runs[-keep:]}
    folders = sorted(path for path in (output / "runs").glob("*") if path.is_dir())
    removed = [folder for folder in folders if folder.name not in kept]
    for folder in removed:
        (folder / RUN_FILE).unlink(missing_ok=True)
        shutil.rmtree(folder)
    return [folder.name for folder in removed]
