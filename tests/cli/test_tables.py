"""Tables: drawn on a terminal where they fit, plain aligned lines elsewhere."""

import pytest

from cli import tables
from cli.tables import Heading, print_table

HEADINGS = [Heading("source", 8), Heading("pages", 6, right=True), Heading("url", whole=True)]
ROWS = [
    ("cmu", 12, "https://example.edu/[bold]a"),
    ("mit", None, "https://example.edu/\x1b[2Jb\u202e"),
]


@pytest.fixture
def terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> pytest.CaptureFixture[str]:
    monkeypatch.setattr(tables, "is_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "60")
    return capsys


def test_in_a_pipe_the_rows_are_aligned_lines(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(HEADINGS, ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "source    pages url",
        "cmu          12 https://example.edu/[bold]a",
        "mit             https://example.edu/[2Jb",
    ]


def test_on_a_terminal_the_rows_are_a_table_without_control_characters_and_markup(
    terminal: pytest.CaptureFixture[str],
) -> None:
    print_table(HEADINGS, ROWS)
    printed = terminal.readouterr().out
    assert "───" in printed and "https://example.edu/[bold]a" in printed
    assert not {"\x1b", "\u202e"} & set(printed)


def test_an_address_that_does_not_fit_is_not_broken(terminal: pytest.CaptureFixture[str]) -> None:
    address = f"https://example.edu/{'x' * 80}"
    print_table(HEADINGS, [("cmu", 1, address)])
    printed = terminal.readouterr().out
    assert address in printed and "───" not in printed


def test_a_long_table_is_printed_as_lines(terminal: pytest.CaptureFixture[str]) -> None:
    print_table(
        HEADINGS,
        (("cmu", number, "https://example.edu/") for number in range(3000)),
        with_headings=False,
    )
    lines = terminal.readouterr().out.splitlines()
    assert len(lines) == 3000 and lines[-1] == "cmu        2999 https://example.edu/"
