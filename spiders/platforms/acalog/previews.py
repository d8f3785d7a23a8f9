"""The addresses of one course of Acalog: its page, its print view, and the preview of a list."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

_PAGE, _PREVIEW = "preview_course_nopop.php", "preview_course.php"
_FOLDER = "ajax/"


def public_address(url: str, start_urls: Sequence[str]) -> str:
    """The page of a course, for the address of its preview or of its print view.

    >>> preview = "https://catalog.example.edu/ajax/preview_course.php?catoid=3&coid=7&show"
    >>> public_address(preview, ())
    'https://catalog.example.edu/preview_course_nopop.php?catoid=3&coid=7'
    """
    folder, name, numbers = _parts(url)
    if numbers is None or name not in (_PAGE, _PREVIEW):
        return url
    return _at(url, f"{folder.removesuffix(_FOLDER)}{_PAGE}", urlencode(numbers))


def fallback(url: str, start_urls: Sequence[str]) -> str | None:
    """The preview of a course whose page is gone."""
    folder, name, numbers = _parts(url)
    if numbers is None or name != _PAGE:
        return None
    return _at(url, f"{folder}{_FOLDER}{_PREVIEW}", f"{urlencode(numbers)}&show")


def _parts(url: str) -> tuple[str, str, dict[str, str] | None]:
    """(folder, name, numbers of the catalog and the course) of an address; None without both."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    folder, _, name = parts.path.rpartition("/")
    has_both = "catoid" in query and "coid" in query
    numbers = {key: query[key][0] for key in ("catoid", "coid")} if has_both else None
    return f"{folder}/", name, numbers


def _at(url: str, path: str, query: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=path, query=query, fragment=""))
