"""The domain: schemas, value parsers, vocabularies, sources, profiles, releases. Knows no framework."""
