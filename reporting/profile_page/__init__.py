"""The page of a profession profile: a guide from school to continuing education, and its numbers.

`amounts` adds up what records take, `path` chooses the records of one whole path, `choice` says one
record in words, `sentences` says the sums, and `view` puts together what the template prints.
"""

from reporting.profile_page.path import learning_path, linked_rows, path_document
from reporting.profile_page.script import page_script
from reporting.profile_page.view import profile_page

__all__ = [
    "learning_path",
    "linked_rows",
    "page_script",
    "path_document",
    "profile_page",
]
