"""The readers: one pure function a platform, page in, records out."""

from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

from courseatlas.records import Page, Record

# the first that recognises a page reads it: those with marks of their own before those for any page
PLATFORMS = (
    "roster", "cmu_schedule", "khan", "coursera", "classcentral", "vsb", "kuali", "columbia", "banner8", "banner9", "acalog", "courseleaf", "ocw", "edx", "udemy",
    "openedx", "vtools", "learn", "bulletin", "cmu", "jsonld", "article",
)  # fmt: skip

Read = Callable[[Page], Iterator[Record]]


def reader(platform: str) -> Read:
    """The `read` of a platform's module. Raises KeyError for a platform that has none."""
    return _module(platform).read


def recognise(page: Page) -> str | None:
    """The first platform whose marks the page bears, or None."""
    return next((platform for platform in PLATFORMS if _module(platform).recognises(page)), None)


def _module(platform: str) -> ModuleType:
    if platform not in PLATFORMS:
        raise KeyError(platform)
    return import_module(f"spiders.readers.{platform}")
