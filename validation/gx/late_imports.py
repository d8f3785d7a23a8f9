"""Modules that another library imports and that are needed only for parts which are not used here.

Great Expectations imports Altair and SciPy's statistics for two of its expectations; they take a
third of the CPU time of its import. Within `imported_late` such a module is executed when an
attribute of it is first asked for, by `importlib.util.LazyLoader` ("Implementing lazy imports" in
the documentation of importlib).
"""

import sys
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


@contextmanager
def imported_late(*names: str) -> Iterator[None]:
    """Within this block, an import of one of these modules waits until it is used."""
    finder = _LateFinder(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
