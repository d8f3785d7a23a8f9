"""The one script of the profile page: constant, our own, and allowed by the hash of its bytes."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from reporting.environment import TEMPLATES


@dataclass(frozen=True)
class PageScript:
    """A script with the source expression by which a Content-Security-Policy allows it alone."""

    text: Markup
    source: str


@cache
def page_script() -> PageScript:
    """The script that filters the profile page.

    Nothing is ever put into it: what a catalog says cannot become part of it.
    """
    text = (TEMPLATES / "profile.js").read_text("utf-8").strip()
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return PageScript(Markup(text), f"'sha256-{digest}'")
