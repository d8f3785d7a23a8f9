"""All that knows how Great Expectations works inside."""
