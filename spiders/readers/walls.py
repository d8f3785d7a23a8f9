"""Walls: challenges and denials that a site answers in place of its page, often with a 200. They are recorded and left alone."""

import re

from courseatlas.records import Page, Unreadable

_CHALLENGE = re.compile(
    rb"<title>\s*(?:Just a moment|Attention Required|Access (?:to this page has been )?denied|Please Wait\.\.\. \| Cloudflare|One moment, please|Security check"
    rb"|Pardon Our Interruption|Are you a robot|Human Verification|Request Rejected|Robot Check|DDoS-Guard)"
    rb"|_cf_chl_opt|cf-browser-verification|challenge-form|id=[\"']challenge-(?:running|error-text|stage)|/cdn-cgi/challenge-platform/h/|_pxCaptcha|px-captcha"
    rb"|Incapsula incident ID|_Incapsula_Resource|error code: 10[012]\d|Please verify you are a human"
    rb"|we believe you are using automation tools|captcha-delivery\.com|awsWafCookieDomainList",
    re.I,
)
# a page of a catalog may load a wall's script beside its content: only a body with little else is a challenge
_LITTLE_TEXT = 1500


def check(page: Page) -> None:
    """Raises Unreadable with the code `blocked` where the body is a challenge or a denial, not the page."""
    found = _CHALLENGE.search(page.body, 0, 200_000)
    if found and (found.group().lower().startswith(b"<title>") or len(_words(page.body)) < _LITTLE_TEXT):
        raise Unreadable(
            f"the site answered with a challenge ({found.group()[:40].decode('latin-1').strip()}), not with the page", "blocked"
        )


def _words(body: bytes) -> bytes:
    """What a reader without a parser sees of the page: its body without scripts, styles and tags."""
    text = re.sub(rb"<(script|style|noscript|head)\b.*?</\1\s*>|<!--.*?-->", b" ", body[:400_000], flags=re.S | re.I)
    return b" ".join(re.sub(rb"<[^>]*>", b" ", text).split())
