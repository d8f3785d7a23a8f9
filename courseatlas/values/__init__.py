"""Value parsers: a printed string goes in, typed values with their unit come out.

What cannot be read is None: a parser never guesses.
"""
