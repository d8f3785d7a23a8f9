"""Site maps: where they stand, and what their entries lead to, by the words of their paths.

Inferred: the names of the parts of an index ("courses-1.xml.gz", "degree-sitemap.xml") and the
folders of courses and programs ("/course/…", "/degrees/…"), as content management systems make
them of the kinds of their pages.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from spiders.page.links import Reason

_COURSES = frozenset(("course", "courses", "module", "modules"))
_PROGRAMS = frozenset(
    [
        "program",
        "programs",
        "programme",
        "programmes",
        "degree",
        "degrees",
        "major",
        "majors",
        "minor",
        "minors",
        "certificate",
        "certificates",
    ]
)
_PART = re.compile(r"\.xml(?:\.gz)?$", re.I)


def with_sitemap(start_urls: Sequence[str]) -> list[str]:
    """The start URLs, each root of a site with the usual address of its site map.

    >>> with_sitemap(["https://catalog.example.edu/", "https://example.edu/courses/"])[1:]
    ['https://catalog.example.edu/sitemap.xml', 'https://example.edu/courses/']
    """
    urls: list[str] = []
    for url in start_urls:
        parts = urlsplit(url)
        is_root = parts.path in ("", "/") and not parts.query
        urls += [url, f"{parts.scheme}://{parts.netloc}/sitemap.xml"] if is_root else [url]
    return urls


def path_reason(url: str) -> Reason | None:
    """What an entry of a site map leads to; None where its path does not tell.

    >>> path_reason("https://example.edu/sitemaps/courses-1.xml.gz")
    'course_list'
    >>> path_reason("https://example.edu/degrees/robotics"), path_reason("https://example.edu/news/")
    ('program', None)
    """
    *folders, last = unquote(urlsplit(url).path).strip("/").split("/")
    if _PART.search(last):
        words = set(re.split(r"[^a-z]+", _PART.sub("", last).lower()))
        if words & _COURSES:
            return "course_list"
        return "program_list" if words & _PROGRAMS else None
    named = {folder.lower() for folder in folders}
    if named & _COURSES:
        return "course"
    return "program" if named & _PROGRAMS else None
