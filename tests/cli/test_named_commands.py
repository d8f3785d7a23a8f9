"""What a message or a page of the documentation names exists: commands with their options, and paths of the project."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.group import COMMANDS, courseatlas
from tests.support.paths import ROOT

ROOMS = (
    "benchmarks",
    "cli",
    "courseatlas",
    "flows",
    "pipelines",
    "release_site",
    "reporting",
    "spiders",
    "validation",
)
PLACES = (*ROOMS, "docs", "profiles", "samples", "sources", "tests")
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *ROOT.glob(".github/**/*.md"),
    *ROOT.glob(".github/**/*.yml"),
]
# a command as it is written: `courseatlas pages --outcome error`, or "see courseatlas pages"
MENTION = re.compile(r"(?<![\w/.@-])(?<!from )courseatlas (?P<rest>[a-z][^`\n;|]*)")
PATH = re.compile(rf"(?<![\w/.-])(?:{'|'.join(PLACES)})/[^\s`'\"(),;:]*")
PLACEHOLDER = re.compile(r"[<>*{}$\\]|\b(?:ID|NAME|X)\b")


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a Python file with their lines; the fixed parts of an f-string are one text."""
    tree = ast.parse(path.read_text("utf-8"))
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {part for node in joined for part in ast.walk(node) if part is not node}
    for text in joined:
        values = [part.value if isinstance(part, ast.Constant) else "{}" for part in text.values]
        yield text.lineno, "".join(map(str, values))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in parts:
            yield node.lineno, node.value


def texts() -> Iterator[tuple[str, str]]:
    """(where, text) of everything that people read."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield from (
                (f"{path.relative_to(ROOT)}:{line}", text) for line, text in strings_of(path)
            )
        for path in sorted((ROOT / room).rglob("*.j2")):
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for path in PAGES:
        for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{line}", text


def faults_of_command(rest: str) -> list[str]:
    """What is wrong with the words after `courseatlas`: an unknown command, subcommand or option."""
    words = rest.split()
    name = re.sub(r"\W+$", "", words[0])
    if name not in COMMANDS:
        return [f"no command {name}"]
    context = click.Context(courseatlas)
    command = courseatlas.get_command(context, name)
    assert command is not None
    if isinstance(command, click.Group) and len(words) > 1:
        command = command.get_command(context, words[1]) or command
    options_of_command = {option for parameter in command.params for option in parameter.opts} | {
        "--help"
    }
    options = re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)
    return [
        f"{name} has no option {option}" for option in options if option not in options_of_command
    ]


def test_every_command_that_is_named_exists_with_its_options() -> None:
    faults = [
        f"{where}: {fault}"
        for where, text in texts()
        for mention in MENTION.finditer(text)
        for fault in faults_of_command(mention["rest"])
    ]
    assert not faults, "\n".join(faults)


def test_every_path_that_is_named_exists() -> None:
    faults = [
        f"{where}: {path}"
        for where, text in texts()
        if not where.startswith(
            "benchmarks/quality.py"
        )  # it names files of the labelled data that it is given
        for path in PATH.findall(text)
        if not PLACEHOLDER.search(path) and not (ROOT / path.rstrip(".")).exists()
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("rest", "faults"),
    [
        ("refresh --replay sample", []),
        ("refrehs", ["no command refrehs"]),
        ("pages --outcom error", ["pages has no option --outcom"]),
        ("releases diff A B --csv FILE", []),
        ("releases verify --all", ["releases has no option --all"]),
    ],
)
def test_a_wrong_mention_is_found(rest: str, faults: list[str]) -> None:
    assert faults_of_command(rest) == faults
