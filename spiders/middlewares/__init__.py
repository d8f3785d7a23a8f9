"""Downloader middlewares: each guards one rule of how sites are treated."""
