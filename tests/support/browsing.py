"""What a test asks of a browser."""

from collections.abc import Callable
from typing import Any

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
