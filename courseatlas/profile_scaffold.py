"""The first file of a new profession profile."""

import re
from pathlib import Path

from courseatlas.errors import UsageError
from courseatlas.scaffold import fill_template, write_new
from courseatlas.schema.column import NAME_PATTERN

_TEMPLATE = Path(__file__).with_name("templates") / "profile.yml.tmpl"


def new_profile(folder: Path, profile_id: str) -> Path:
    """Write the file of a new profile, which is valid and recommends one thing.

    Raises UsageError for an id that cannot be a profile's, and for a profile that exists.
    """
    if not re.fullmatch(NAME_PATTERN, profile_id):
        raise UsageError(
            f"{profile_id}: a profile's id is of a-z, 0-9 and -, at most 64 characters"
        )
    path = folder / f"{profile_id}.yml"
    title = profile_id.replace("-", " ").title()
    write_new({path: fill_template(_TEMPLATE, profile_id=profile_id, title=title)})
    return path
