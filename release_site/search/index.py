"""The index of the search, which Pagefind makes: it shards what it finds in the search documents.

The time of Pagefind's search grows with the square of what it finds, so that the index of a large
release has several parts, which Pagefind searches each on its own and shows as one list. Records
are dealt to the parts by their relevance, one after the other: Pagefind orders what it sorts by the
place within a part, and so the list of all parts is in order too.
"""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from courseatlas.errors import AtlasError
from release_site.frame import SitePage

FOLDER = "pagefind"
# the most records of one part
PART_RECORDS = 5_000
# what is left of the first part, which has the program, and of the others, which are data alone
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
_SHARED = ("*.js", "wasm.*")
_REMEDY = "install the packages pagefind and pagefind_bin of requirements.lock"


def ranks(records: Iterable[pa.Table]) -> dict[str, int]:
    """Id -> 0, 1, …: the records of all tables in the order of their relevance."""
    scores = [
        (-score, record_id)
        for table in records
        for record_id, score in zip(
            table["id"].to_pylist(), table["relevance_score"].to_pylist(), strict=True
        )
    ]
    return {record_id: rank for rank, (_, record_id) in enumerate(sorted(scores))}


def number_of_parts(records: int) -> int:
    """How many parts the index of so many records has.

    >>> number_of_parts(0), number_of_parts(5_000), number_of_parts(5_001)
    (1, 1, 2)
    """
    return max(1, -(-records // PART_RECORDS))


def write_index(site: Path, documents: Iterable[tuple[int, SitePage]], parts: int) -> None:
    """Index search documents in so many parts of a site's index. Each comes with its rank.

    Pagefind's program is called, and not its Python interface, which waits a tenth of a second for
    each record. Raises AtlasError, with what Pagefind says.
    """
    spare = site / f".{FOLDER}"
    for part in range(parts):
        (spare / str(part)).mkdir(parents=True)
    for rank, document in documents:
        document.write(spare / str(rank % parts))
    for part in range(parts):
        bundle = site / FOLDER / str(part)
        _run_pagefind(["--site", str(spare / str(part)), "--output-path", str(bundle)])
        _remove(bundle, _SHARED if part else _UNUSED)
    shutil.rmtree(spare)


def _run_pagefind(options: Sequence[str]) -> None:
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise AtlasError(f"the search cannot be built: Pagefind is not installed; {_REMEDY}")
    # one index for titles of all languages
    command = [str(program), *options, "--force-language", "en", "--silent"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as e:
        raise AtlasError(f"{program}: {e.strerror}; {_REMEDY}") from e
    if done.returncode:
        message = " ".join((done.stderr or done.stdout).split())[:300]
        raise AtlasError(
            f"the search cannot be built: Pagefind ended with {done.returncode} ({message}); "
            "free some space, or report it"
        )


def _remove(bundle: Path, patterns: Sequence[str]) -> None:
    for pattern in patterns:
        for path in bundle.glob(pattern):
            path.unlink()
