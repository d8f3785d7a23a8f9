"""Links that say nothing by their words, and that a list leads to: "Biology" below "Departments".

Seen on real pages: directories of departments and of fields of study, each entry below the path of
its directory. Inferred: an index whose entries are the letters of the alphabet.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from spiders.page.links import Link

# so many links of one letter are an index
_LEAST_LETTERS = 5
_INDEX_FILES = ("index.html", "index.htm", "index.php")


def entries_of_list(url: str, links: Iterable[Link]) -> frozenset[str]:
    """The URLs of the links that are entries of the page at `url`, if that is a list.

    They lie below it, or are the letters of an index.

    >>> biology = Link("https://example.edu/departments/biology", "link", "Biology")
    >>> news = Link("https://example.edu/news", "link", "News")
    >>> sorted(entries_of_list("https://example.edu/departments", [biology, news]))
    ['https://example.edu/departments/biology']
    """
    below = f"{_base(url)}/"
    entries, letters = set(), set()
    for link in links:
        if link.url.startswith(below) and link.url != below:
            entries.add(link.url)
        elif len(link.words) == 1 and link.words.isalpha():
            letters.add(link.url)
    return frozenset(entries | letters if len(letters) >= _LEAST_LETTERS else entries)


def _base(url: str) -> str:
    """The address that the entries of a list stand below, without the name of its file."""
    parts = urlsplit(url)
    folder, _, file = parts.path.rstrip("/").rpartition("/")
    path = folder if file in _INDEX_FILES else parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path.removesuffix('.html')}"
