"""`courseatlas explore`: look around a release with SQL, in a browser."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import click

from cli.options import ExampleCommand, output_option

_ERROR_LINE = re.compile(r"[A-Za-z]+: \S")


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
    from courseatlas.errors import AtlasError, DamagedRelease, UsageError

    release = releases.find(output, version)
    database = release.path / "atlas.sqlite"
    if not database.exists() and database.name in release.manifest["files"]:
        raise DamagedRelease(f"{database}: is missing; {releases.REMEDY}")
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
    if answer.returncode:
        raise AtlasError(
            f"{path}: {_reason(answer)}; `courseatlas explore --get /atlas.json` lists the tables"
        )
    print(answer.stdout, end="")
    return 0


def _reason(answer: "subprocess.CompletedProcess[str]") -> str:
    """Why Datasette gave no answer.

    It prints a traceback, a line with the error, and a page or a JSON object of one line.
    """
    lines = answer.stdout.splitlines() + answer.stderr.splitlines()
    objects = [line for line in lines if line.startswith('{"ok": false')]
    if objects:
        return str(json.loads(objects[-1])["error"])
    errors = [line for line in lines if _ERROR_LINE.match(line)]
    return errors[0] if errors else f"Datasette ended with status {answer.returncode}"
