"""What a test asks of a browser."""

from collections.abc import Callable

# the DOM that the browser makes of a page; more arguments are flags of its command line
Browse = Callable[..., str]
