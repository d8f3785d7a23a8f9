"""Templates that print what others wrote: text is escaped, and only web addresses become links."""

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from courseatlas.text import printable

TEMPLATES = Path(__file__).with_name("templates")
# our own commands and files, and the selectors and keys that a diagnosis names: nothing else
# between backticks is code
_CODE = re.compile(
    r"`(courseatlas [^`]+|delay_seconds|start_urls|follow|hosts|state: forbidden|[\w/]+\.(?:py|yml)"
    r"|[.#\[\"][^`\s]+)`"
)

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|]")
_SOURCE_ID = re.compile(r"[a-z0-9-]{1,64}")


@cache
def environment() -> Environment:
    """The templates of pages and badges.

    Text loses its control and direction marks wherever it is printed, and is escaped.
    """
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["web"] = web
    templates.filters["parts"] = parts
    templates.filters["is_id"] = lambda text: bool(_SOURCE_ID.fullmatch(text))
    return templates


@cache
def text_environment() -> Environment:
    """The templates of plain text files, such as the data dictionary."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["markdown"] = markdown
    return templates


def markdown(text: str) -> str:
    """A text of a page as plain words in Markdown: nothing in it is markup, and it is one line.

    >>> markdown("Light [*] <b>")
    'Light \\\\[\\\\*\\\\] \\\\<b\\\\>'
    """
    return _MARKDOWN.sub(r"\\\g<0>", printable(text).replace("\n", " "))


def web(address: str | None) -> str | None:
    """An address of the web, else None: `javascript:` and `data:` do not become links.

    >>> web("https://catalog.example.edu/cs/"), web("javascript:alert(1)"), web(None)
    ('https://catalog.example.edu/cs/', None, None)
    """
    try:
        parts = urlsplit(printable(address or "").strip())
    except ValueError:  # a bracket too many in its host
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None


def parts(text: str) -> list[tuple[bool, str]]:
    """A sentence in pieces: (whether the piece is a command or a mark of a page, the piece).

    >>> parts("try `courseatlas status`, then wait")
    [(False, 'try '), (True, 'courseatlas status'), (False, ', then wait')]
    """
    pieces = enumerate(_CODE.split(text))
    return [(bool(number % 2), piece) for number, piece in pieces if piece]


def _printed(value: Any) -> Any:
    # what a macro made is markup of our own, printed once already
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return printable(value) if is_text else value
