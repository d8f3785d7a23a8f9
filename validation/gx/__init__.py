"""All that depends on how Great Expectations works inside."""
