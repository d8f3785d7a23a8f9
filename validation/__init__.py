"""Great Expectations suites per table, gates per source."""
