"""Set-ups in which Prefect cannot be used, or only in part, each as a table's row.

`make torture` and the tests run a refresh in each: it ends with its own status, soon, and one line
on standard error says what is wrong.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.waiting import DEADLINE_SECONDS

Environment = dict[str, str]


class FakeApi:
    """An HTTP server in the place of Prefect's API; `answer` handles each request."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, request, address) -> None:
                pass  # the client hangs up

        self._server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/api"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _reply(
    body: str, status: int = 200, kind: str = "application/json", **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content-Type": kind} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


def _silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(DEADLINE_SECONDS)


def _dripping(handler: BaseHTTPRequestHandler) -> None:
    """Answer one byte at a time: no read ever times out."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Drip: ")
    for _ in range(int(DEADLINE_SECONDS)):
        handler.wfile.write(b"x")
        time.sleep(0.5)


def _version(version: str, then: Callable[[BaseHTTPRequestHandler], None]):
    """Healthy and of this version; every other request gets another answer."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.rpartition("/api")[2]
        if path == "/health":
            _reply("true")(handler)
        elif path == "/admin/version":
            _reply(json.dumps(version))(handler)
        else:
            then(handler)

    return answer


def _api(answer: Callable[[BaseHTTPRequestHandler], None]):
    @contextmanager
    def broken(output: Path) -> Iterator[Environment]:
        api = FakeApi(answer)
        yield {"PREFECT_API_URL": api.address}
        api.close()

    return broken


def _settings(**settings: str):
    @contextmanager
    def broken(output: Path) -> Iterator[Environment]:
        yield settings

    return broken


def _file(path: str, content: bytes, **settings: str):
    @contextmanager
    def broken(output: Path) -> Iterator[Environment]:
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(content)
        yield {name: value.format(output=output) for name, value in settings.items()}
        (output / path).unlink()

    return broken


@contextmanager
def _closed_port(output: Path) -> Iterator[Environment]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # bound, and nobody listens
        yield {"PREFECT_API_URL": f"http://127.0.0.1:{free.getsockname()[1]}/api"}


@contextmanager
def _deaf(output: Path) -> Iterator[Environment]:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()  # connections are made, and nobody reads
        yield {"PREFECT_API_URL": f"http://127.0.0.1:{deaf.getsockname()[1]}/api"}


@contextmanager
def _database_is_a_folder(output: Path) -> Iterator[Environment]:
    (output / "prefect" / "prefect.db").mkdir(parents=True)
    yield {}


@contextmanager
def _relative_home(output: Path) -> Iterator[Environment]:
    output.mkdir(parents=True, exist_ok=True)
    yield {"PREFECT_HOME": os.path.relpath(output / "other" / "home")}


@dataclass(frozen=True)
class Setup:
    """A set-up: `make` breaks something for an output folder and yields the environment.

    `usable` says that Prefect works all the same; `starts_server` that a server of ours is started
    before the fault shows.
    """

    name: str
    make: Callable[[Path], object]
    usable: bool = False
    starts_server: bool = False

    @contextmanager
    def made(self, output: Path) -> Iterator[Environment]:
        with ExitStack() as stack:
            yield stack.enter_context(self.make(output))  # type: ignore[arg-type]


_HTML = _reply("<html><body>Welcome</body></html>", kind="text/html")
_BAD_PROFILE = b'active = "mine"\n[profiles.mine]\nPREFECT_API_REQUEST_TIMEOUT = "soon"\n'

SETUPS = (
    Setup("api refused", _closed_port),
    Setup("api deaf", _deaf),
    Setup("api silent", _api(_silent)),
    Setup("api drips", _api(_dripping)),
    Setup("api html", _api(_HTML)),
    Setup("api empty", _api(_reply(""))),
    Setup("api null", _api(_reply("null"))),
    Setup("api 401", _api(_reply("{}", 401))),
    Setup("api 404", _api(_reply("{}", 404))),
    Setup("api 500", _api(_reply("{}", 500))),
    Setup("api 503 for an hour", _api(_reply("{}", 503, Retry_After="3600"))),
    Setup("api in maintenance", _api(_reply("{}", 503, Prefect_Maintenance="true"))),
    Setup("api redirects to itself", _api(_reply("", 302, Location="/api/health"))),
    Setup("api of version 2", _api(_version("2.20.0", _reply("{}")))),
    Setup("api healthy, then 500", _api(_version("3.8.8", _reply("{}", 500)))),
    Setup("api healthy, then html", _api(_version("3.8.8", _HTML))),
    Setup("api healthy, then silent", _api(_version("3.8.8", _silent))),
    Setup("api is no address", _settings(PREFECT_API_URL="nonsense")),
    Setup("api of an unknown host", _settings(PREFECT_API_URL="http://prefect.invalid/api")),
    Setup("api of another scheme", _settings(PREFECT_API_URL="ftp://127.0.0.1/api")),
    Setup("home is a file", _file("prefect", b"")),
    Setup("home below a file", _file("file", b"", PREFECT_HOME="{output}/file/home")),
    Setup("home in /proc", _settings(PREFECT_HOME="/proc/prefect")),
    Setup("home in /dev/null", _settings(PREFECT_HOME="/dev/null")),
    Setup("home of a long name", _settings(PREFECT_HOME="/tmp/" + "x" * 300)),
    Setup("home relative, no parent", _relative_home, usable=True, starts_server=True),
    Setup("timeout is a word", _settings(PREFECT_API_REQUEST_TIMEOUT="soon")),
    Setup("level is a word", _settings(PREFECT_LOGGING_LEVEL="LOUD")),
    Setup("retries are a word", _settings(PREFECT_CLIENT_MAX_RETRIES="many")),
    Setup("test mode is a word", _settings(PREFECT_TEST_MODE="perhaps")),
    Setup(
        "database of another kind",
        _settings(PREFECT_API_DATABASE_CONNECTION_URL="nope://x"),
        starts_server=True,
    ),
    Setup("no server allowed", _settings(PREFECT_SERVER_EPHEMERAL_ENABLED="false")),
    Setup("no time to start", _settings(PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="0")),
    Setup("profiles are no TOML", _file("prefect/profiles.toml", b"active = [")),
    Setup("profiles are bytes", _file("prefect/profiles.toml", bytes(range(256)))),
    Setup("profile of bad settings", _file("prefect/profiles.toml", _BAD_PROFILE)),
    Setup(
        "profile is missing", _settings(PREFECT_PROFILE="nowhere"), usable=True, starts_server=True
    ),
    Setup(
        "logging settings are no YAML",
        _file("logging.yml", b"a: [", PREFECT_LOGGING_SETTINGS_PATH="{output}/logging.yml"),
        starts_server=True,
    ),
    Setup(
        "database is garbage",
        _file("prefect/prefect.db", b"not a database" * 5000),
        starts_server=True,
    ),
    Setup("database is a folder", _database_is_a_folder, starts_server=True),
)
