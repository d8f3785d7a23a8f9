"""Scrapy settings. What a source's YAML says (delay, budget) is set by `spiders.crawl`."""

from pathlib import Path

from spiders.archive import body

BOT_NAME = "courseatlas"
SPIDER_MODULES = ["spiders.catalog"]
NEWSPIDER_MODULE = "spiders"

# RFC 9110, section 10.1.5: a crawler names itself and says how to reach the person who runs it
USER_AGENT = (
    "CourseAtlas/0.1 (+https://github.com/course-atlas/course-atlas; courseatlas@example.org)"
)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "CourseAtlas"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.9",
    "Accept-Language": "en",
    # the one coding whose end `truncated_body` knows
    "Accept-Encoding": "gzip",
}

# the spider yields requests and no items; Scrapy would start a hundred idle tasks per page
CONCURRENT_ITEMS = 1
# `spiders.crawl` sets one request per host, so that no request leaves the queue before its turn
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# breadth-first: `spiders.frontier` gives the priorities; equal ones go in the order of the links
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0  # jitter would halve the delay
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_MAX_DELAY = 30.0

DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = body.LARGEST_BODY
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_HANDLERS = {
    "http": "spiders.download_handler.PoliteHandler",
    "https": "spiders.download_handler.PoliteHandler",
}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_FAIL_ON_DATALOSS = True
RETRY_TIMES = 2
# Scrapy's own, and half a page, which was not asked for
RETRY_HTTP_CODES = [206, 408, 429, 500, 502, 503, 504, 522, 524]
REDIRECT_MAX_TIMES = 5
# only requests within a session keep cookies: all others carry `dont_merge_cookies`
COOKIES_ENABLED = True
TELNETCONSOLE_ENABLED = False
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logstats.LogStats": None,
    # it opens a port on which any Python code that carries its token is run in the crawl
    "scrapy.extensions.remote_control.RemoteControl": None,
    "spiders.heartbeat.Heartbeat": 100,
}
LOG_LEVEL = "INFO"
# `requirements.lock` pins them; asking for the platform starts a program in each crawl
LOG_VERSIONS: list[str] = []

HTTPCACHE_ENABLED = True
HTTPCACHE_STORAGE = "spiders.archive.storage.WarcStorage"
HTTPCACHE_POLICY = "spiders.middlewares.archive.ArchivePolicy"
# `scrapy crawl catalog -a source=cmu` works by hand too, into an archive of its own
ARCHIVE_FOLDER = str(Path("output/archive/by-hand"))
ARCHIVE_RUN = "by-hand"
# one small file per host, which all crawls share
HOSTS_FOLDER = str(Path("output/hosts"))
ARCHIVE_REPLAY = False
CHANGE_ACCEPTED = False
# the run at whose end a replay stands; None is now
ARCHIVE_REPLAY_RUN = None
ARCHIVE_INDEX = None
# the most requests that a crawl sends, of any kind; None is as many as its pages need
REQUEST_BUDGET = None
# of the links of a page, so many of each reason are followed; None follows all
LINKS_PER_REASON = None

# a request passes downwards, an answer upwards
DOWNLOADER_MIDDLEWARES = {
    "spiders.middlewares.poison.EndReading": 10,
    # above the retries: a page counts as refused once
    "spiders.middlewares.refused_supplements.RefusedSupplements": 30,
    "spiders.middlewares.page_budget.PageBudget": 40,
    "spiders.middlewares.host_allowlist.HostAllowlist": 50,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.middlewares.robots.StrictRobots": 100,
    # between the decompression at 590 and the meta refresh at 580, which reads the text
    "spiders.middlewares.character_set.CharacterSet": 585,
    # above the decompression
    "spiders.middlewares.truncated_body.TruncatedBody": 595,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "spiders.middlewares.archive.ArchiveMiddleware": 900,
    # below the archive: what comes from the network is refused or archived, not what is archived
    "spiders.middlewares.end_tag.EndTag": 905,
    "spiders.middlewares.content_coding.ContentCoding": 910,
    "spiders.middlewares.overloaded_host.OverloadedHost": 930,
    # only what goes to the network counts, and waits
    "spiders.middlewares.request_budget.RequestBudget": 935,
    "spiders.middlewares.crawl_delay.CrawlDelay": 940,
    "spiders.middlewares.address_guard.AddressGuard": 950,
    "spiders.middlewares.poison.BeginReading": 990,
}
SPIDER_MIDDLEWARES = {
    # every answer reaches the spider, which knows its outcome
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
}
