"""Validation: suites per table, gates per source."""
