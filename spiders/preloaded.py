"""What all crawls need, for the server process that they are forked from: importing it imports it.

No reactor is installed here, because each crawl needs its own.
"""

import gc
from collections.abc import Iterator

from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from courseatlas import relevance
from spiders import catalog, crawl, platforms

__all__ = ["catalog", "crawl"]

_COMPONENTS = ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS")


def _components(settings: Settings) -> Iterator[str]:
    """The import paths of the classes that Scrapy loads by name when a crawl begins."""
    for name in _COMPONENTS:
        positions = settings.getwithbase(name)
        yield from (path for path, position in positions.items() if position is not None)
    yield from filter(None, settings.getwithbase("DOWNLOAD_HANDLERS").values())
    for name in settings:
        value = settings[name]
        if isinstance(value, str) and value.startswith(("scrapy.", "spiders.")):
            yield value


def _preload() -> None:
    settings = Settings()
    settings.setmodule("spiders.settings")
    for path in _components(settings):
        if path != "spiders.catalog":
            load_object(path)
    for name in platforms.names():
        platforms.load(name)
    relevance.load()  # a third of a second, by which links are given their turn
    # a collection in a forked process would copy the pages of memory that it shares
    gc.collect()
    gc.freeze()


_preload()
