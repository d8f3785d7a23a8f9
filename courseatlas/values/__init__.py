"""Value parsers: one printed string in, typed values with their unit out; what cannot be read is null, never a guess."""
