"""Restore: a release that was pushed to storage comes back into an output folder."""

from pathlib import Path

from courseatlas.errors import AtlasError, DamagedRelease, StorageError
from courseatlas.files import storage_problem
from courseatlas.release_copy import latest_version
from courseatlas.releases import MANIFEST, SUMS, Release, verify
from courseatlas.storage import Storage
from flows.publication.release_folder import STAGING, clear_staging, discard, restored


def restore(output: Path, url: str, version: str) -> Release:
    """Fetch a release, `latest` for the one that the storage's pointer names, and verify it.

    It becomes the last release only where the output folder has none. Raises AtlasError where the
    storage has no such release or the folder has it already, DamagedRelease where what is fetched
    is not what its manifest says, and StorageError. What stood before stands.
    """
    storage = Storage(url)
    version = latest_version(storage) if version == "latest" else version
    if (output / "releases" / version).exists():
        raise AtlasError(f"{output}: has {version} already; courseatlas releases verify reads it")
    folder = output / "releases" / f"{STAGING}-{version}"
    try:
        clear_staging(output)
        folder.mkdir(parents=True)
        _fetch(storage, version, folder)
        problems = verify(folder)
    except (AtlasError, OSError) as e:
        discard(folder)
        if isinstance(e, OSError):
            raise StorageError(storage_problem(e, folder)) from e
        raise
    if problems:
        discard(folder)
        raise DamagedRelease(f"{storage.shown_url}/releases/{version}: {problems[0]}; push it anew")
    return Release(restored(folder, version))


def _fetch(storage: Storage, version: str, folder: Path) -> None:
    """Fetch the manifest of a release and the files that it names."""
    for name in (MANIFEST, SUMS):
        if not storage.fetch(f"releases/{version}/{name}", folder / name):
            raise AtlasError(f"{storage.shown_url}: has no whole release {version}")
    for name in Release(folder).manifest["files"]:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise DamagedRelease(f"{storage.shown_url}/releases/{version}: names a file outside")
        path.parent.mkdir(parents=True, exist_ok=True)
        storage.fetch(f"releases/{version}/{name}", path)
