"""The index of the search: Pagefind reads the written pages and shards what it finds in them."""

import subprocess
from pathlib import Path

from courseatlas.errors import AtlasError

FOLDER = "pagefind"
# forms of Pagefind's own; ours is `assets/search.js`
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
# the pages of records
_SEARCHED = "{programs,courses,events}/**/*.html"
_REMEDY = "install the packages pagefind and pagefind_bin of requirements.lock"


def write_index(site: Path) -> None:
    """Index the pages of a site that have something to search, in a folder of the site.

    Pagefind's program is called, and not its Python interface, which waits a tenth of a second for
    each record. Raises AtlasError, with what Pagefind says.
    """
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise AtlasError(f"the search cannot be built: Pagefind is not installed; {_REMEDY}")
    options = ["--site", str(site), "--output-subdir", FOLDER, "--glob", _SEARCHED]
    options += ["--force-language", "en", "--silent"]  # one index for titles of all languages
    try:
        done = subprocess.run([program, *options], capture_output=True, text=True)
    except OSError as e:
        raise AtlasError(f"{program}: {e.strerror}; {_REMEDY}") from e
    if done.returncode:
        message = " ".join((done.stderr or done.stdout).split())[:300]
        raise AtlasError(
            f"the search cannot be built: Pagefind ended with {done.returncode} ({message}); "
            "free some space, or report it"
        )
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
