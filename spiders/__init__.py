"""Crawling: one spider for all platforms, what reads their pages, and the archive of pages."""
