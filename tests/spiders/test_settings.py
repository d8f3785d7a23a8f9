"""The settings of a crawl: which extensions of Scrapy run in it."""

from scrapy.settings import Settings


def test_a_crawl_loads_only_the_extensions_named_here() -> None:
    """Each release of Scrapy may add an extension; one that listens on a port has no place here."""
    settings = Settings()
    settings.setmodule("spiders.settings")
    extensions = settings.getwithbase("EXTENSIONS")
    assert {path.rpartition(".")[2] for path, order in extensions.items() if order is not None} == {
        "AutoThrottle",
        "CloseSpider",
        "FeedExporter",
        "Heartbeat",
        "LogCount",
        "MemoryDebugger",
        "MemoryUsage",
        "SpiderState",
        "TelnetConsole",
    }
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
