"""What a test asks of a browser."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from release_site.server import site_server

# the DOM that the browser makes of a page; more arguments are flags of its command line
Browse = Callable[..., str]
# a page of Playwright at an address, with options of its context
OpenPage = Callable[..., Any]
# a browser that asks nothing of its maker
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a site's folder on a server of the loopback."""
    with site_server(folder, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
