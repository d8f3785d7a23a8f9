"""The rules of robots.txt: Google's cases where they do not contradict RFC 9309."""

from pathlib import Path

import pytest

from cli.main import main
from spiders.robots_rules import rules_of_answer

HOST = "https://catalog.example.edu"

# rules of all agents, a path, and whether it may be asked for
CASES = [
    ("Disallow: /page\nAllow: /page", "/page", True),
    ("Allow: /page\nDisallow: /page", "/page", True),
    ("Allow: /p\nDisallow: /", "/page", True),
    ("Allow: /folder\nDisallow: /folder/", "/folder/page", False),
    ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
    ("Allow: /page\nDisallow: /*.ph", "/page.php5", True),
    ("Allow: /$\nDisallow: /", "/", True),
    ("Allow: /$\nDisallow: /", "/page.htm", False),
    ("Disallow: /*?sort=", "/list?sort=title", False),
    ("Disallow: /caf\u00e9/", "/caf%C3%A9/x", False),
    ("Disallow: /caf%C3%A9/", "/caf%C3%A9/x", False),
    ("Disallow: /caf%c3%a9/", "/caf%C3%A9/x", False),
    ("Disallow:", "/x", True),
]


@pytest.mark.parametrize(("lines", "path", "is_allowed"), CASES)
def test_the_longest_rule_decides_and_allow_wins_a_tie(
    lines: str, path: str, is_allowed: bool
) -> None:
    rules = rules_of_answer(200, f"User-agent: *\n{lines}\n".encode())
    assert rules is not None
    assert rules.decide(HOST + path, "CourseAtlas").is_allowed is is_allowed


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xef\xbb", b"\xef", b""])
def test_a_byte_order_mark_or_a_part_of_it_hides_no_rule(mark: bytes) -> None:
    rules = rules_of_answer(200, mark + b"User-agent: *\nDisallow: /x\n")
    assert rules is not None
    assert not rules.decide(f"{HOST}/x", "CourseAtlas").is_allowed


@pytest.mark.parametrize(
    ("path", "status", "printed"),
    [
        (
            "/search/?q=ai",
            "200",
            "disallowed: Disallow: /search/\nwait: 5 s between two requests\n",
        ),
        ("/search/ai/", "200", "allowed: Allow: /search/ai\nwait: 5 s between two requests\n"),
        ("/courses/", "200", "allowed: no rule matches\nwait: 5 s between two requests\n"),
        ("/search/", "404", "allowed: no rule matches\n"),
        ("/courses/", "503", "disallowed: an answer 503 hides the rules\n"),
        ("/courses/", "429", "disallowed: an answer 429 hides the rules\n"),
    ],
)
def test_the_command_shows_the_decision_and_the_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, status: str, printed: str
) -> None:
    file = tmp_path / "robots.txt"
    file.write_text("User-agent: *\nCrawl-delay: 5\nDisallow: /search/\nAllow: /search/ai\n")
    assert main(["robots", HOST + path, "--robots", str(file), "--status", status]) == 0
    assert capsys.readouterr().out == printed
