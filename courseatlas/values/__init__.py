"""Parsers of printed values: each makes a typed value of a printed string, or None."""
