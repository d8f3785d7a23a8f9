"""Walls: challenges and denials that a site answers in place of its page, often with a 200. They are recorded and left alone."""

import re

from courseatlas.records import Page, Unreadable

_TITLE = re.compile(
    rb"<title[^>]*>\s*(?:Just a moment|Attention Required|Access (?:to this page has been )?denied|Please Wait\.\.\. \| Cloudflare"
    rb"|One moment, please|Security check|Pardon Our Interruption|Are you a robot|Human Verification|Request Rejected|Robot Check|DDoS-Guard)",
    re.I,
)
# scripts and sentences of Cloudflare, PerimeterX, Incapsula, DataDome and AWS; looked for as they are, which is fast
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
# a page of a catalog may load a wall's script beside its content: only a body with little else is a challenge
_LITTLE_TEXT = 1500


def check(page: Page) -> None:
    """Raises Unreadable with the code `blocked` where the body is a challenge or a denial, not the page."""
    head = page.body[:200_000]
    title = _TITLE.search(head, 0, 5000)
    found = title.group() if title else next((mark for mark in _MARKS if mark in head), None)
    if found and (title or len(_words(page.body)) < _LITTLE_TEXT):
        raise Unreadable(f"the site answered with a challenge ({found[:40].decode('latin-1').strip()}), not with the page", "blocked")


def _words(body: bytes) -> bytes:
    """What a reader without a parser sees of the page: its body without scripts, styles and tags."""
    text = re.sub(rb"<(script|style|noscript|head)\b.*?</\1\s*>|<!--.*?-->", b" ", body[:400_000], flags=re.S | re.I)
    return b" ".join(re.sub(rb"<[^>]*>", b" ", text).split())
