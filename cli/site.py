"""`courseatlas site`: build the site of a release, and serve it on this machine."""

from pathlib import Path

import click

from cli.options import ExampleCommand, output_option

_PORT = 8600


@click.command(cls=ExampleCommand, example="site --release latest")
@click.option(
    "--release",
    "version",
    default="latest",
    metavar="VERSION",
    help="Which release (default: latest).",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where to build it (default: site/VERSION in the output folder).",
)
@click.option("--serve", is_flag=True, help="Serve it on 127.0.0.1; it is built if need be.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    metavar="N",
    help=f"The port of --serve; 0 is any free one (default: {_PORT}).",
)
@output_option
def command(version: str, folder: Path | None, serve: bool, port: int, output: Path) -> int:
    """Build a static site to look around a release: lists, pages, pictures and a search.

    All but the search works from the folder; the search needs a web server, such as --serve.
    """
    from courseatlas import releases
    from flows.site import build_site, is_site, site_folder

    release = releases.find(output, version)
    place = folder.resolve() if folder else site_folder(output, release.version)
    if not (serve and is_site(place)):
        size = build_site(output, release, place)
        print(f"site: {place} ({size.files:,} files, {size.bytes / 1e6:,.1f} MB)")
    if serve:
        _serve(place, port)
    return 0


def _serve(folder: Path, port: int) -> None:
    from courseatlas.errors import Interrupted
    from release_site.server import site_server

    with site_server(folder, port) as server:
        host, chosen = server.server_address[:2]
        print(f"http://{host!s}:{chosen}/ shows {folder}; stop with Ctrl-C", flush=True)
        try:
            server.serve_forever()
        except Interrupted:
            print("stopped")
