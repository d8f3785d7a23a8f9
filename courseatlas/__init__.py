"""The domain: schemas, value parsers, vocabularies, sources, profiles and releases.

It imports no framework.
"""
