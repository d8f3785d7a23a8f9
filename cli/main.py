"""The `courseatlas` command: runs a command and turns its errors into one line and a status."""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

import click

from courseatlas.errors import AtlasError, ExitStatus, Interrupted

# the commands in the order of the help; `courseatlas NAME` is `command` in the module `cli.NAME`
COMMANDS = (
    "refresh",
    "replay",
    "status",
    "report",
    "pages",
    "quarantine",
    "why",
    "releases",
    "runs",
    "archive",
    "schedule",
    "sources",
    "platforms",
    "robots",
    "extract",
    "classify",
    "match",
)


class LazyGroup(click.Group):
    """A group that imports the module of a command when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cli.{cmd_name}").command
        return command


@click.group(
    cls=LazyGroup,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="course-atlas", prog_name="courseatlas")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def courseatlas(debug: bool) -> None:
    """Scrape course catalogs for AI/ML programs and courses, validate them and publish a dataset.

    `courseatlas COMMAND --help` shows the options of a command and an example.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; an error is one line on standard error.

    `argv` are the arguments after the program's name, by default those of the process.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    # imports and rows are objects by the million that stay to the end: searching them for reference
    # cycles each 700 new objects, as Python does by default, takes a tenth of a refresh
    gc.set_threshold(50_000)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        return _run(arguments)
    except BrokenPipeError:
        # the reader of standard output went away, as `head` does; Python must not complain when it
        # flushes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.OK
    except AtlasError as e:
        if "--debug" in arguments:
            raise
        return _fail(str(e), e.status)
    except Exception as e:
        if "--debug" in arguments:
            raise
        remedy = (
            "this is a fault of the program: run `courseatlas --debug` with the same command "
            "and report what it prints"
        )
        return _fail(f"{type(e).__name__}: {e}; {remedy}", ExitStatus.FAILED)


def _run(arguments: list[str]) -> int:
    """Parse the arguments and run the command.

    `click.Group.main` is not used: it prints a usage error on several lines.
    """
    try:
        with courseatlas.make_context("courseatlas", [*arguments]) as context:
            status = int(courseatlas.invoke(context) or ExitStatus.OK)
        sys.stdout.flush()  # a reader that went away is noticed here, and not while Python exits
        return status
    except click.exceptions.Exit as e:  # after --help or --version
        return e.exit_code
    except click.UsageError as e:
        command = e.ctx.command_path if e.ctx else "courseatlas"
        message = e.format_message().rstrip(".")
        return _fail(f"{command}: {message}; see {command} --help", ExitStatus.USAGE)
    except click.ClickException as e:
        return _fail(e.format_message(), ExitStatus.FAILED)


def _fail(message: str, status: ExitStatus) -> int:
    print(f"error: {message}", file=sys.stderr)
    return status


def _interrupt(number: int, frame: FrameType | None) -> None:
    name = signal.Signals(number).name
    raise Interrupted(f"stopped by {name}; what was fetched is kept, and the same command resumes")
