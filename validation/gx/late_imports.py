"""Modules that another library imports at its top and needs only for what we do not use: they are run when something is first asked of them.

Great Expectations imports Altair and SciPy's statistics for two of its expectations; they take a third of the CPU time of its import.
The way is the standard library's own (`importlib.util.LazyLoader`, "Implementing lazy imports" in the documentation of importlib).
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader


class _Late:
    def __init__(self, names: Sequence[str]):
        self.names = names

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name in self.names else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


@contextmanager
def imported_late(*names: str) -> Iterator[None]:
    """Within this block, an import of one of these modules waits until an attribute of it is asked for."""
    finder = _Late(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
