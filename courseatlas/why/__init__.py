"""Why: what became of a record or a page, from the files that runs and releases keep.

A record is named by its id or by words of its title, a page by its address. The answer for a record
that a run read comes from the outcomes of that run; the answer for a row that no crawl gave
(carried forward, expired, given up, or dropped by its catalog) comes from the releases.
"""

from courseatlas.why.answer import answer, explain_in_release
from courseatlas.why.release_files import read_release_files, read_remedies
from courseatlas.why.values import Candidate, Explanation, Explanations, RunFiles

__all__ = [
    "Candidate",
    "Explanation",
    "Explanations",
    "RunFiles",
    "answer",
    "explain_in_release",
    "read_release_files",
    "read_remedies",
]
