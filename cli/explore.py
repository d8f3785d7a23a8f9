"""`courseatlas explore`: look around a release with SQL, in a browser."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import click

from cli.options import ExampleCommand, output_option


@click.command(cls=ExampleCommand, example="explore --get /atlas/providers.json")
@click.argument("version", default="latest")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, help="Port (default: 8001).")
@click.option(
    "--get", "path", metavar="PATH", help="Print the answer to one request, and do not serve."
)
@output_option
def command(version: str, port: int, path: str | None, output: Path) -> int:
    """Serve the SQLite file of a release with Datasette, on this machine only, until interrupted.

    Datasette is an extra: `pip install 'course-atlas[explore]'`.
    """
    from courseatlas import releases
    from courseatlas.errors import AtlasError, UsageError

    release = releases.find(output, version)
    database = release.path / "atlas.sqlite"
    if not database.exists():
        raise AtlasError(
            f"{database}: this release was made before releases had one; name a later release"
        )
    if importlib.util.find_spec("datasette") is None:
        raise UsageError(
            "explore needs Datasette, which is not installed; "
            "install it with `pip install 'course-atlas[explore]'`"
        )
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(database)]
    command += ["--metadata", str(release.path / "datasette.json")]
    command += ["--get", path] if path else ["--host", "127.0.0.1", "--port", str(port)]
    if path is None:
        return subprocess.call(command)
    # its output belongs to this command's: a caller may have replaced the standard output
    answer = subprocess.run(command, capture_output=True, text=True)
    print(answer.stdout, end="")
    print(answer.stderr, end="", file=sys.stderr)
    return answer.returncode
