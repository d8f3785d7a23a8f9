"""Templates that print what others wrote: everything is escaped, controls are dropped, and only web addresses become links."""

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from courseatlas.text import printable
from flows.plan import ROOT

# our own commands, and the selectors and keys that a diagnosis names; files of ours; nothing else between backticks is code
_CODE = re.compile(r"""`(courseatlas [^`]+|delay_seconds|state: forbidden|[\w/]+\.(?:py|yml)|[.#\["][^`\s]+)`""")


@cache
def environment() -> Environment:
    """The templates of pages and badges. Text loses its control and direction marks wherever it is printed, and is escaped."""
    made = Environment(
        loader=FileSystemLoader(ROOT / "validation" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["web"] = web
    made.filters["parts"] = parts
    return made


def web(address: str | None) -> str | None:
    """The address where it is one of the web, else None: `javascript:` and `data:` are no links.

    >>> web("https://catalog.example.edu/cs/"), web("javascript:alert(1)"), web("java\\nscript:x"), web(None)
    ('https://catalog.example.edu/cs/', None, None, None)
    """
    try:
        parts = urlsplit(printable(address or "").strip())
        return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:  # a bracket too many in its host
        return None


def parts(text: str) -> list[tuple[bool, str]]:
    """A sentence in pieces: (whether it is a command or a mark of a page, the piece).

    >>> parts("try `courseatlas status`, then wait")
    [(False, 'try '), (True, 'courseatlas status'), (False, ', then wait')]
    """
    return [(bool(number % 2), piece) for number, piece in enumerate(_CODE.split(text)) if piece]


def _printed(value: Any) -> Any:
    # what a macro made is markup of our own, printed once already
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
