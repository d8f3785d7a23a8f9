"""Links that say nothing by their words, and that a list leads to: "Biology" below "Departments".

Seen on real pages: directories of departments and of fields of study, each entry below the path of
its directory. Inferred: an index whose entries are the letters of the alphabet.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from spiders.page.links import Link, Reason

# so many links of one letter are an index
_LEAST_LETTERS = 5
_INDEX_FILES = ("index.html", "index.htm", "index.php")


def reasons_below(url: str, reason: Reason | None, links: Sequence[Link]) -> dict[str, Reason]:
    """URL -> the reason of the list at `url`, of its links that lie below it or name a letter.

    `reason` is what the heading of the page says that it lists; None for a page that is no list.

    >>> departments = [Link("https://example.edu/departments/biology", "link", "Biology")]
    >>> reasons_below("https://example.edu/departments", "program_list", departments)
    {'https://example.edu/departments/biology': 'program_list'}
    """
    if reason not in ("course_list", "program_list"):
        return {}
    below = f"{_base(url)}/"
    letters = {link.url for link in links if len(link.words) == 1 and link.words.isalpha()}
    if len(letters) < _LEAST_LETTERS:
        letters = set()
    return {
        link.url: reason
        for link in links
        if link.url in letters or (link.url.startswith(below) and link.url != below)
    }


def _base(url: str) -> str:
    """The address that the entries of a list stand below, without the name of its file."""
    parts = urlsplit(url)
    folder, _, file = parts.path.rstrip("/").rpartition("/")
    path = folder if file in _INDEX_FILES else parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path.removesuffix('.html')}"
