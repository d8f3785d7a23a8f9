"""The site of a release on disk: built in a spare folder and renamed into place."""

import logging
import os
import shutil
from itertools import takewhile
from pathlib import Path

from courseatlas import releases
from courseatlas.errors import AtlasError, StorageError
from courseatlas.files import storage_problem
from courseatlas.locks import exclusive_lock
from courseatlas.releases import Release
from release_site.build import MARK, SiteSize, write_site

SITES = "site"
_STAGING, _OLD, _LOCK = ".staging-", ".old-", ".site.lock"
_log = logging.getLogger("courseatlas.site")


def site_folder(output: Path, version: str) -> Path:
    """Where the site of a release is."""
    return output / SITES / version


def is_site(folder: Path) -> bool:
    """Whether a folder holds a whole site."""
    return (folder / MARK).is_file()


def build_site(output: Path, release: Release, folder: Path) -> SiteSize:
    """Build the site of a release in `folder`, in the place of the one that is there.

    Whoever reads meanwhile has the site of before; a build that fails or is killed leaves it.
    Raises AtlasError for a folder with other content, Busy where another process builds there,
    StorageError where the disk refuses, and DamagedRelease for a release that is not as published.
    """
    release.check()
    known = releases.all_releases(output)
    earlier = list(takewhile(lambda each: each.version != release.version, known))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(folder.with_name(_LOCK), "wait for it, or give another --to"):
            _clear(folder)
            _check_place(folder)
            staged = folder.with_name(f"{_STAGING}{folder.name}")
            staged.mkdir()
            size = write_site(release, earlier, staged)
            _replace(folder, staged)
    except OSError as e:
        raise StorageError(f"{storage_problem(e, folder)}; no site was changed") from e
    return size


def built_or_why_not(output: Path, release: Path) -> str:
    """Build the site of a release that was just published; says in a line what became of it.

    Whatever goes wrong here is no reason to call the publication failed.
    """
    folder = site_folder(output, release.name)
    try:
        size = build_site(output, Release(release), folder)
    except Exception as e:
        _log.warning("the site of %s was not built", release.name, exc_info=True)
        problem = e if isinstance(e, AtlasError) else f"{type(e).__name__}: {e}"
        return f"not built: {problem}; `courseatlas site` builds it"
    return f"{folder} ({size.files:,} files, {size.bytes / 1e6:,.1f} MB)"


def _clear(folder: Path) -> None:
    """Remove what a killed build left; put back the site that it had moved away."""
    shutil.rmtree(folder.with_name(f"{_STAGING}{folder.name}"), ignore_errors=True)
    old = folder.with_name(f"{_OLD}{folder.name}")
    if not old.exists():
        return
    if folder.exists():
        shutil.rmtree(old)
    else:
        os.rename(old, folder)


def _check_place(folder: Path) -> None:
    """Raises AtlasError unless a folder is free, empty or a site."""
    if folder.exists() and not is_site(folder) and any(folder.iterdir()):
        raise AtlasError(
            f"{folder}: holds something that is no site of Course Atlas; give a new folder "
            "with --to"
        )


def _replace(folder: Path, staged: Path) -> None:
    old = folder.with_name(f"{_OLD}{folder.name}")
    if not folder.exists():
        os.rename(staged, folder)
        return
    try:
        os.rename(folder, old)
        os.rename(staged, folder)
    except BaseException:
        if not folder.exists():
            os.rename(old, folder)
        raise
    shutil.rmtree(old)
