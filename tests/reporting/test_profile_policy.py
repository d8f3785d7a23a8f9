"""The policy of the profile page: one script is allowed, ours, by the hash of its bytes."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from lxml import html

from reporting.profile_page import profile_page
from tests.support.browsing import Browse
from tests.support.guide import VERSION, every_status


def test_the_policy_of_the_profile_page_allows_our_script_alone(browse: Browse) -> None:
    """A script that somehow came into the page does not run, and neither does ours once changed."""
    profile, tables = every_status()
    shown = profile_page(profile, VERSION, tables)
    intruder = "<script>document.title='owned'</script></body>"
    tree = html.fromstring(browse(shown.replace("</body>", intruder)))
    assert tree.xpath("//button") and tree.findtext(".//title") != "owned"
    changed = html.fromstring(browse(shown.replace('"use strict";', '"use strict"; ')))
    assert not changed.xpath("//button") and changed.xpath("//a[@id='only-free']")


def test_the_policy_names_the_script_by_its_hash_and_nothing_else(sample_release: Path) -> None:
    text = (sample_release / "latest" / "profile.html").read_text("utf-8")
    tree = html.fromstring(text)
    (script,) = tree.xpath("//script/text()")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == f"'sha256-{digest}'"
    assert directives["default-src"] == "'none'"
    report = (sample_release / "latest" / "report" / "index.html").read_text("utf-8")
    assert "script-src" not in report  # pages without a script allow none
