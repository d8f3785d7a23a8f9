"""Whole catalogs of known vendors on the loopback: the vendor's real markup, our own words.

Each module puts one catalog on a site, with what a crawl from its root must find and with traps.
"""
