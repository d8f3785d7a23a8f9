"""Serve the folder of a site on this machine alone."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from courseatlas.errors import AtlasError

LOOPBACK = "127.0.0.1"


class SiteRequestHandler(SimpleHTTPRequestHandler):
    """Answers with the files of a folder, in types that a browser takes, and prints nothing."""

    protocol_version = "HTTP/1.1"  # a search loads many small files, over few connections
    disable_nagle_algorithm = True  # head and body are two writes
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
    }

    def log_message(self, format: str, *args: Any) -> None:
        """Print no line per request."""


class SiteServer(ThreadingHTTPServer):
    """A server that lets a browser open all its connections at once, also on a busy machine."""

    request_queue_size = 128


def site_server(folder: Path, port: int) -> SiteServer:
    """A server of a site's folder on a loopback address; port 0 is any free one.

    Raises AtlasError where the port is taken.
    """
    handler = partial(SiteRequestHandler, directory=str(folder))
    try:
        return SiteServer((LOOPBACK, port), handler)
    except OSError as e:
        raise AtlasError(f"port {port}: {e.strerror}; give another one with --port") from e
