"""What all crawls need, for the server process that they are forked from.

No reactor is installed here, because each crawl needs its own.
"""

# ruff: noqa: E402 - the imports come behind what makes them fast
import gc

gc.disable()  # what is imported stays: searching it for reference cycles takes a fifth of the time

from collections.abc import Iterator
from contextlib import suppress

from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from courseatlas.records import Page, Unreadable
from courseatlas.source_file import SourceFile
from spiders import catalog, crawl, platforms
from spiders.frontier import priority
from spiders.page import walls
from spiders.page.links import with_reason

__all__ = ["catalog", "crawl"]

_COMPONENTS = ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS")


def _components(settings: Settings) -> Iterator[str]:
    """The import paths of the classes that Scrapy loads by name when a crawl begins."""
    for name in _COMPONENTS:
        # Scrapy imports also those that are switched off, in order to compare them
        yield from settings.getwithbase(name)
    yield from filter(None, settings.getwithbase("DOWNLOAD_HANDLERS").values())
    for name in settings:
        value = settings[name]
        if isinstance(value, str) and value.startswith(("scrapy.", "spiders.")):
            yield value


# a course with a label in its text: reading it opens the files of labels, codes and words
_PAGE = b"""<html><body><div id="textcontainer"><div class="courseblock">
<p class="courseblocktitle"><strong>CS 101. Reading. 3 credits</strong></p>
<p class="courseblockdesc">How to read. Prerequisites: CS 100 or CS 99.</p></div></div>
<a href="/ai/">Artificial intelligence</a></body></html>"""


def _read_once(platform: platforms.Platform) -> None:
    """Read a page with a platform, so that what it keeps from then on is there before the fork."""
    page = Page("https://catalog.example.edu/cs/", _PAGE)
    with suppress(Unreadable):
        walls.check(page)
        platform.recognises(page)
        list(platform.read(page))
    with suppress(Unreadable):
        for link in with_reason(platform.links(page), "link"):
            priority(link, 0)


def preload() -> None:
    """Import and read what crawls need. Raises InvalidFile where a file of a reader is invalid."""
    settings = Settings()
    settings.setmodule("spiders.settings")
    for path in _components(settings):
        if path != "spiders.catalog":
            load_object(path)
    SourceFile.model_rebuild()  # its validator is built when it is first asked for
    for name in platforms.names():
        _read_once(platforms.load(name))
    # a collection in a forked process would copy the pages of memory that it shares
    gc.collect()
    gc.freeze()
    gc.enable()
