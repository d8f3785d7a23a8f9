"""The first files of a new platform or source, each with a test that fails until it is filled."""

import re
from pathlib import Path

from courseatlas.errors import UsageError
from courseatlas.scaffold import fill_template, write_new
from courseatlas.schema.column import NAME_PATTERN
from spiders import platforms

_TEMPLATES = Path(__file__).with_name("templates")
_PLATFORM_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def new_platform(root: Path, name: str) -> list[Path]:
    """Write the module of a new platform and its test; returns the files that were written.

    `root` is the project's folder. Raises UsageError for a name that cannot be a module's, and for
    a platform that exists.
    """
    if not _PLATFORM_NAME.fullmatch(name):
        raise UsageError(
            f"{name}: a platform's name is of a-z, 0-9 and _, and begins with a letter"
        )
    module, test = _filled("platform.py", name=name), _filled("platform_test.py", name=name)
    tests = root / "tests" / "spiders" / "platforms"
    return write_new(
        {
            root / "spiders" / "platforms" / f"{name}.py": module,
            tests / f"test_{name}.py": test,
        }
    )


def new_source(root: Path, source_id: str, platform: str) -> list[Path]:
    """Write the YAML file of a new source and its test; returns the files that were written.

    `root` is the project's folder. Raises UsageError for an id that cannot be a source's, for a
    platform that is not known, and for a source that exists.
    """
    check_source_id(source_id)
    if platform not in platforms.names():
        names = ", ".join(platforms.names())
        raise UsageError(f"--platform {platform}: is not known; use one of {names}")
    return write_new(
        {
            root / "sources" / f"{source_id}.yml": _filled("source.yml", platform=platform),
            root / "tests" / "sources" / f"test_{source_id.replace('-', '_')}.py": _filled(
                "source_test.py", source_id=source_id
            ),
        }
    )


def check_source_id(source_id: str) -> None:
    """Raise UsageError for an id that cannot be a source's."""
    if not re.fullmatch(NAME_PATTERN, source_id):
        raise UsageError(f"{source_id}: a source's id is of a-z, 0-9 and -, at most 64 characters")


def _filled(template: str, /, **values: str) -> str:
    """A file of `templates` with its placeholders replaced."""
    return fill_template(_TEMPLATES / f"{template}.tmpl", **values)
