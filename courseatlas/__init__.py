"""The domain: schemas, value parsers, vocabularies, sources, profiles and releases.

It imports no framework. Analysts begin with `load`:

    import courseatlas
    atlas = courseatlas.load("output/latest")
    atlas.programs
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courseatlas.atlas import Atlas, load

__all__ = ["Atlas", "load"]


def __getattr__(name: str) -> Any:
    """The names of `courseatlas.atlas`, imported when they are first used (PEP 562)."""
    if name in __all__:
        from courseatlas import atlas

        return getattr(atlas, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
