"""Walls are told from pages that only load a wall's script."""

import pytest

from courseatlas.records import Page, Unreadable
from spiders.page import walls

CHALLENGES = [
    b"<html><head><title>Just a moment...</title></head><body></body></html>",
    b"<html><head><title>Attention Required! | Cloudflare</title></head><body>blocked</body></html>",
    b"<html><body><script>window._cf_chl_opt = {}</script><p>Enable JavaScript and cookies to continue</p></body></html>",
    b"<html><body>Access denied because we believe you are using automation tools</body></html>",
    b"error code: 1010",
    b'<html><body><iframe src="/_Incapsula_Resource?x=1"></iframe></body></html>',
]


@pytest.mark.parametrize("body", CHALLENGES)
def test_a_challenge_is_blocked_whatever_its_status(body: bytes) -> None:
    with pytest.raises(Unreadable) as e:
        walls.check(Page("https://example.org/", body))
    assert e.value.code == "blocked"


def test_a_page_that_loads_a_wall_s_script_beside_its_text_is_a_page() -> None:
    body = (
        b"<html><head><title>Seeing Machines</title><script>_pxCaptcha</script></head><body>"
        + b"<p>A sentence about what is taught here.</p>" * 60
        + b"</body></html>"
    )
    walls.check(Page("https://example.org/", body))
    walls.check(
        Page(
            "https://example.org/",
            b"<html><head><title>A moment of history</title></head><body>Short.</body></html>",
        )
    )
