"""The page store: WARC files with a small SQLite index, as a cache storage of Scrapy."""
