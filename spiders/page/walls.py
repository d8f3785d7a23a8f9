"""Walls: challenges and denials that a site answers in place of its page, often with status 200.

They are recorded in the page ledger and left alone.
"""

import re

from courseatlas.records import Page, Unreadable

_TITLE = re.compile(
    rb"<title[^>]*>\s*(?:Just a moment|Attention Required"
    rb"|Access (?:to this page has been )?denied|Please Wait\.\.\. \| Cloudflare"
    rb"|One moment, please|Security check|Pardon Our Interruption|Are you a robot"
    rb"|Human Verification|Request Rejected|Robot Check|DDoS-Guard)",
    re.I,
)
# scripts and sentences of Cloudflare, PerimeterX, Incapsula, DataDome and AWS; a plain search is
# fast
_MARKS = (
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"challenge-form",
    b'id="challenge-',
    b"/cdn-cgi/challenge-platform/h/",
    b"_pxCaptcha",
    b"px-captcha",
    b"Incapsula incident ID",
    b"_Incapsula_Resource",
    b"error code: 10",
    b"Please verify you are a human",
    b"we believe you are using automation tools",
    b"captcha-delivery.com",
    b"awsWafCookieDomainList",
)
# a page of a catalog may load a wall's script next to its content: a challenge holds little else
_LITTLE_TEXT = 1500
_SEARCHED = 200_000
_PASSWORD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password", re.I)
_NOT_TEXT = re.compile(rb"<(script|style|noscript|head)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)


def check(page: Page) -> None:
    """Raise Unreadable with the code `blocked` where the body is a challenge or a denial."""
    mark = _mark(page.body[:_SEARCHED])
    if mark is None:
        return
    if _TITLE.match(mark) or len(_text_of(page.body)) < _LITTLE_TEXT:
        shown = mark[:40].decode("latin-1").strip()
        raise Unreadable(
            f"the site answered with a challenge ({shown}), not with the page", "blocked"
        )


def check_login(page: Page) -> None:
    """Raise Unreadable with the code `login` where a page that stands in for another asks for a
    password and holds little else.
    """
    if _PASSWORD.search(page.body[:_SEARCHED]) and len(_text_of(page.body)) < _LITTLE_TEXT:
        raise Unreadable("the site leads to a login in place of the page", "login")


def _mark(body: bytes) -> bytes | None:
    """The title or the script of a challenge, or None."""
    title = _TITLE.search(body, 0, 5000)
    if title:
        return title.group()
    return next((mark for mark in _MARKS if mark in body), None)


def _text_of(body: bytes) -> bytes:
    """The body without scripts, styles and tags, found without a parser."""
    text = _NOT_TEXT.sub(b" ", body[: 2 * _SEARCHED])
    return b" ".join(re.sub(rb"<[^>]*>", b" ", text).split())
