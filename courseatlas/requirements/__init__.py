"""The grammar of program requirements: choices among courses, ranges of courses, total credits."""
