"""The page store: WARC files with a small SQLite index, behind Scrapy's cache-storage interface."""
