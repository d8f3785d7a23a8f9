"""The command line itself: it starts at once, and what goes wrong is one line and an exit status."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys

import click
import pytest

import cli
from cli.group import COMMANDS, courseatlas
from cli.main import main
from courseatlas import errors
from courseatlas.errors import AtlasError, ExitStatus, Interrupted
from spiders import registry
from tests.support.paths import ROOT

HEAVY = (
    "great_expectations",
    "pandas",
    "prefect",
    "pyarrow",
    "pydantic",
    "rich",
    "scrapy",
    "tldextract",
)
PAGE = "<html><body><div class='courseblock'><p class='courseblocktitle'><strong>CS 1. Deep Learning. 3 Hours.</strong></p></div></body></html>"


def imported_by(code: str) -> set[str]:
    """Which heavy packages a program in a fresh interpreter has imported when it ends."""
    program = f"{code}; import sys; print('\\n' + ' '.join(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_help_imports_nothing_heavy() -> None:
    assert imported_by("from cli.main import main; main(['--help'])") == set()
    assert imported_by("from cli.main import main; main(['refresh', '--help'])") == set()


def test_extract_imports_no_framework(tmp_path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    imported = imported_by(
        f"from cli.main import main; main(['extract', {str(tmp_path / 'page.html')!r}])"
    )
    assert imported <= {"pydantic"}


@pytest.mark.parametrize(
    ("host", "credits"), [("catalog.mit.edu", 12), ("catalog.example.edu", None)]
)
def test_extract_adds_hours_up_where_the_source_of_the_host_declares_it(
    tmp_path, capsys, host: str, credits: int | None
) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("3 Hours", "3-0-9 units"))
    main(["extract", str(tmp_path / "page.html"), "--url", f"https://{host}/subjects/1/"])
    row = json.loads(capsys.readouterr().out)
    assert row.get("credits_min") == credits and "3-0-9 units" in row["credits_text"]


def test_every_module_with_a_command_is_listed_and_every_listed_one_is_there() -> None:
    modules = [
        importlib.import_module(f"cli.{module.name}")
        for module in pkgutil.iter_modules(cli.__path__)
    ]
    having = {
        module.__name__.removeprefix("cli.") for module in modules if hasattr(module, "command")
    }
    assert having == set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "courseatlas: Missing command; see courseatlas --help"),
        (["refrehs"], "No such command 'refrehs'"),
        (["--nope"], "No such option"),
        (
            ["refresh", "--max-pages", "0"],
            "courseatlas refresh: Invalid value for '--max-pages': 0 is not in the range",
        ),
        (["refresh", "--max-seconds", "many"], "'many' is not a valid integer"),
        (["refresh", "extra"], "unexpected extra argument"),
        (["refresh", "--replay", "nowhere"], "--replay nowhere: is not a folder"),
        (["refresh", "--replay", str(ROOT / "docs")], "docs: has no archived pages; give a folder"),
        (["refresh", "--source", "nope", "--plan"], "--source nope: no such source"),
        (["refresh", "--now", "yesterday", "--plan"], "--now yesterday: "),
        (["refresh", "--now", "0001-01-01T00:00:00+14:00", "--plan"], "--now 0001-01-01T"),
        (["refresh", "--now", "9999-12-31T23:59:59-12:00", "--plan"], "--now 9999-12-31T"),
        (["refresh", "--now", "1969-12-31", "--plan"], "--now 1969-12-31: give a time from 1970"),
        (["pages", "show"], "courseatlas pages show: Missing argument 'URL'"),
        (["pages", "--format", "xml"], "'xml' is not one of 'table', 'jsonl'"),
        (["releases"], "courseatlas releases: Missing command"),
        (["releases", "diff", "a"], "Missing argument 'NEW'"),
        (["replay"], "Missing option '--source'"),
        (["sources", "show", "nope"], "nope: no such source"),
        (["extract", str(ROOT / "README.md"), "--platform", "nope"], "--platform nope: "),
        (["extract", str(ROOT / "README.md"), "--source", "nope"], "nope: no such source"),
        (["schedule", "--cron", "often"], "--cron 'often'"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert not printed.out and printed.err.startswith("error: ") and printed.err.count("\n") == 1
    assert message in printed.err


def test_each_kind_of_error_has_a_status_of_its_own() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, AtlasError | Interrupted)
    ]
    statuses = {
        kind.__name__: kind.status
        for kind in kinds
        if kind.__name__ not in ("AtlasError", "TableError")
    }
    assert statuses == {
        "UsageError": 2,
        "StorageError": 3,
        "InvalidFile": 4,
        "Busy": 5,
        "Interrupted": 8,
        "DamagedRelease": 9,
    }
    assert [status.value for status in ExitStatus] == list(range(10))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(registry, "load_sources", fail)


def test_a_fault_of_the_program_is_one_line_that_says_how_to_report_it(
    broken: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", "check"]) == 1
    error = capsys.readouterr().err
    assert (
        error.startswith("error: ZeroDivisionError: a fault; ")
        and "--debug" in error
        and error.count("\n") == 1
    )


def test_debug_shows_the_traceback(broken: None) -> None:
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "sources", "check"])


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = "import sys; from cli.main import main; sys.exit(main(['sources', 'list']))"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == "" and process.wait() == 0


def test_every_command_and_option_says_what_it_does() -> None:
    for path, command in commands(courseatlas, ("courseatlas",)):
        assert command.help and command.help.strip().endswith((".", "example.")), path
        silent = [
            parameter.name
            for parameter in command.params
            if isinstance(parameter, click.Option) and not (parameter.help or "").endswith(".")
        ]
        assert not silent, (path, silent)


def commands(
    group: click.Group, path: tuple[str, ...]
) -> list[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group with its path."""
    listed: list[tuple[tuple[str, ...], click.Command]] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        listed.append(((*path, name), command))
        if isinstance(command, click.Group):
            listed += commands(command, (*path, name))
    return listed


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"courseatlas, version \d+\.\d+\.\d+\n", capsys.readouterr().out)
