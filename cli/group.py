"""The group of all commands, and how one of them is run."""

import importlib
import sys

import click

from courseatlas.errors import AtlasError, ExitStatus, UsageError

# the commands in the order of the help; `courseatlas NAME` is `command` in the module `cli.NAME`
COMMANDS = (
    "refresh",
    "replay",
    "status",
    "report",
    "pages",
    "quarantine",
    "why",
    "path",
    "explore",
    "watch",
    "releases",
    "site",
    "runs",
    "archive",
    "schedule",
    "sources",
    "platforms",
    "registry",
    "profiles",
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


def run(arguments: list[str]) -> int:
    """Parse the arguments, run the command and return its exit status.

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
        raise UsageError(f"{command}: {message}; see {command} --help") from e
    except click.ClickException as e:
        raise AtlasError(e.format_message()) from e
