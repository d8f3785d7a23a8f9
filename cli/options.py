"""What the commands share: help with an example, and the options that several of them take."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from courseatlas.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., Any])

PositiveInt = click.IntRange(min=1)


class ExampleCommand(click.Command):
    """A command whose help ends with an example that works."""

    def __init__(self, *arguments: Any, example: str, **options: Any):
        super().__init__(*arguments, **options)
        self.example = example

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example on a line of its own, so that it can be copied."""
        write_example(self.example, formatter)


class ExampleGroup(click.Group):
    """A group of commands whose help ends with an example that works."""

    command_class = ExampleCommand

    def __init__(self, *arguments: Any, example: str, **options: Any):
        super().__init__(*arguments, **{"no_args_is_help": False, **options})
        self.example = example

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example on a line of its own, so that it can be copied."""
        write_example(self.example, formatter)


def write_example(example: str, formatter: click.HelpFormatter) -> None:
    """Add a section with an example to a command's help."""
    with formatter.section("Example"):
        formatter.write(f"  courseatlas {example}\n")


def output_option(function: Function) -> Function:
    """Add `--output DIR`."""
    return _output_option()(function)


def existing_output_option(function: Function) -> Function:
    """Add `--output DIR` to a command that works on what is there and makes no new folder."""
    return _output_option(callback=_existing)(function)


def _output_option(**more: Any) -> Callable[[Function], Function]:
    return click.option(
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("output"),
        metavar="DIR",
        help="Folder of runs and releases (default: output).",
        **more,
    )


def _existing(context: click.Context, option: click.Parameter, folder: Path) -> Path:
    if not folder.is_dir():
        raise UsageError(f"--output {folder}: is no folder; name that of an earlier refresh")
    return folder


def sources_option(function: Function) -> Function:
    """Add `--sources DIR`."""
    return _folder_option("--sources", "Folder of source files", "sources")(function)


def registry_option(function: Function) -> Function:
    """Add `--registry DIR`."""
    return _folder_option("--registry", "Folder of the registry", "registry")(function)


def _folder_option(flag: str, meaning: str, default: str) -> Callable[[Function], Function]:
    """An option for another folder than one of the project's, which commands take as `folder`."""
    return click.option(
        flag,
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=f"{meaning} (default: {default} of the project).",
    )


def site_option(function: Function) -> Function:
    """Add `--site`."""
    return click.option(
        "--site", is_flag=True, help="Also build the site of a release that is published."
    )(function)


def delay_option(function: Function) -> Function:
    """Add `--delay SECONDS`, with the floor of a crawl."""
    option = click.option(
        "--delay",
        type=click.FloatRange(0, 60),
        default=1.0,
        metavar="SECONDS",
        callback=_checked_delay,
        help="The seconds between two requests to a host (default: 1).",
    )
    return option(function)


def _checked_delay(context: click.Context, parameter: click.Parameter, seconds: float) -> float:
    from courseatlas.networks import checked_delay

    try:
        return checked_delay(seconds)
    except ValueError as e:
        raise click.BadParameter(str(e), context, parameter) from e


def run_option(function: Function) -> Function:
    """Add `--run ID`."""
    return click.option("--run", "run_id", metavar="ID", help="Which run (default: the last one).")(
        function
    )


def format_option(function: Function) -> Function:
    """Add `--format table|jsonl`."""
    option = click.option(
        "--format",
        "output_format",
        type=click.Choice(["table", "jsonl"]),
        default="table",
        help="A table for people, or one JSON object per line.",
    )
    return option(function)


def keep_option(function: Function) -> Function:
    """Add `--keep N`."""
    option = click.option(
        "--keep",
        type=click.IntRange(min=1),
        required=True,
        metavar="N",
        help="How many of the newest to keep.",
    )
    return option(function)
