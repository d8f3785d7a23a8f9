"""Modules that another library imports for parts of it which are not used here.

Great Expectations imports Altair and SciPy's statistics for two of its expectations; they take a
third of the CPU time of its import. Within `imported_late` such a module is executed when an
attribute of it is first asked for, by `importlib.util.LazyLoader` ("Implementing lazy imports" in
the documentation of importlib). It does without SQLAlchemy where that is not installed; importing
it takes a sixth of the rest.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader


class _LateFinder:
    """A finder of `sys.meta_path` that loads some modules lazily."""

    def __init__(self, names: Sequence[str]):
        self.names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        """The spec of one of the modules, with a lazy loader; None for another module."""
        spec = PathFinder.find_spec(name, path) if name in self.names else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


class _MissingFinder:
    """A finder of `sys.meta_path` by which some modules are not installed, for this thread alone.

    Prefect imports SQLAlchemy in another thread at the same time.
    """

    def __init__(self, names: Sequence[str]):
        self.names = names
        self.thread = threading.get_ident()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        """Raises ModuleNotFoundError for one of the modules; None for another one."""
        if name in self.names and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


@contextmanager
def imported_late(*names: str) -> Iterator[None]:
    """Within this block, an import of one of these modules waits until it is used."""
    with _first_finder(_LateFinder(names)):
        yield


@contextmanager
def not_imported(*names: str) -> Iterator[None]:
    """Within this block, these modules are not installed; one that is imported already stays."""
    with _first_finder(_MissingFinder(names)):
        yield


@contextmanager
def _first_finder(finder: _LateFinder | _MissingFinder) -> Iterator[None]:
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
