"""Where a machine keeps what it works on, and which storage it shares with the others."""

import os
from pathlib import Path

from courseatlas.errors import UsageError
from courseatlas.storage import EXAMPLES

STORAGE, FOLDER = "COURSEATLAS_STORAGE", "COURSEATLAS_WORKER_FOLDER"


def storage_url() -> str:
    """The address of the shared storage. Raises UsageError where the environment names none."""
    url = os.environ.get(STORAGE, "")
    if not url:
        raise UsageError(f"{STORAGE} is not set: workers need shared storage; {EXAMPLES}")
    return url


def worker_folder() -> Path:
    """The folder of a worker: the archives that it fetched once, and the crawls under way."""
    return Path(os.environ.get(FOLDER, "output/worker"))
