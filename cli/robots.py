"""`courseatlas robots`: what a robots.txt says about an address, and by which rule."""

import sys
from pathlib import Path

import click

from cli.options import ExampleCommand


@click.command(
    cls=ExampleCommand, example="robots https://catalog.example.edu/cs/ --robots robots.txt"
)
@click.argument("url")
@click.option(
    "--robots",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The robots.txt; - is standard input.",
)
@click.option(
    "--status",
    type=click.IntRange(100, 599),
    default=200,
    metavar="N",
    help="The status that it was answered with (default: 200).",
)
def command(url: str, file: Path, status: int) -> int:
    """Show whether URL may be asked for, the rule that decides, and the wait between requests."""
    from cli.robots_words import waits_asked_for
    from courseatlas.errors import UsageError
    from spiders.robots_rules import rules_of_answer
    from spiders.settings import ROBOTSTXT_USER_AGENT

    try:
        body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as e:
        raise UsageError(f"--robots {file}: {e.strerror}; give the file of a robots.txt") from e
    rules = rules_of_answer(status, body)
    if rules is None:
        print(f"disallowed: an answer {status} hides the rules")
        return 0
    decision = rules.decide(url, ROBOTSTXT_USER_AGENT)
    word = "allowed" if decision.is_allowed else "disallowed"
    print(f"{word}: {decision.rule or 'no rule matches'}")
    for line in waits_asked_for(rules):
        print(line)
    return 0
