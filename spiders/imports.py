"""Which modules of the project a module imports, read from the source without running it."""

import ast
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent
# the rooms whose code decides what is read from a page
_ROOMS = ("spiders", "courseatlas")


@cache
def source_digest(module: str, root: Path = _PROJECT) -> str:
    """SHA-256, hexadecimal, of a module's source and of all project modules that it imports.

    Imports are followed transitively. A YAML file of a module's own name belongs to the module, and
    every file in the folder of a package belongs to the package. `module` is a dotted name such as
    `spiders.platforms.acalog`, `root` the folder that its path begins in.
    """
    digest = sha256()
    for path in sorted(_files(module, root)):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(module: str, root: Path) -> set[Path]:
    """The sources of a module and of everything that it imports, with their YAML files."""
    source = _source(module, root)
    if source is None:
        raise ValueError(f"{module} is not a module of the project")
    sources = {source}
    if source.name == "__init__.py":
        sources |= set(source.parent.glob("*.py"))
    seen: set[Path] = set()
    while sources:
        source = sources.pop()
        seen.add(source)
        sources |= set(_imported_sources(source, root)) - seen
    return seen | {data for source in seen for data in _data_files(source)}


def _imported_sources(source: Path, root: Path) -> Iterator[Path]:
    """The sources of the project modules that a source's own import statements name."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # `from package import name` imports the submodule of that name where there is one
            modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for module in modules:
            imported = _source(module, root)
            if imported is not None:
                yield imported


def _source(module: str, root: Path) -> Path | None:
    """The source of a module in one of the rooms, or None where there is no such module."""
    room, *_ = parts = module.split(".")
    if room not in _ROOMS:
        return None
    path = root.joinpath(*parts)
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _data_files(source: Path) -> Iterator[Path]:
    """The YAML file of a module's own name; of a package every YAML file in its folder."""
    if source.name == "__init__.py":
        yield from source.parent.glob("*.yml")
    elif source.with_suffix(".yml").is_file():
        yield source.with_suffix(".yml")
