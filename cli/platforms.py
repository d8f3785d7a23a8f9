"""`courseatlas platforms`: the catalog software that can be read."""

import click

from cli.options import ExampleGroup


@click.group(cls=ExampleGroup, example="platforms list")
def command() -> None:
    """List the platforms that can be read, or begin a new one."""


@command.command("list", example="platforms list")
def list_platforms() -> int:
    """List the platforms, each with the first sentence of its description."""
    import importlib

    from spiders import platforms

    for platform in platforms.names():
        description = importlib.import_module(f"spiders.platforms.{platform}").__doc__ or ""
        first_line = description.strip().partition("\n")[0]
        print(f"{platform:<14} {first_line}".rstrip())
    return 0


@command.command(example="platforms new example")
@click.argument("name")
def new(name: str) -> int:
    """Write the module of a new platform, with a test that fails until it is filled."""
    from courseatlas import paths
    from spiders.scaffold import new_platform

    for path in new_platform(paths.ROOT, name):
        print(path)
    return 0
