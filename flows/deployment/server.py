"""A Prefect server of our own: a child process that dies with this one.

Prefect's own ephemeral server outlives a killed parent and writes its tracebacks to the terminal.
Importing this imports no Prefect.
"""

import multiprocessing
import os
import re
import socket
import threading
import time
import urllib.request
from pathlib import Path

_CONTEXT = multiprocessing.get_context("spawn")
SERVER_NAME = "PrefectServer"  # of the process
_LOOK_SECONDS = 0.1
_STOP_SECONDS = 5.0
# the line of a traceback that names the error, or a line of the log of that kind
_ERROR = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception|Interrupt|Exit|Unavailable)\b.*")


class ServerFailed(Exception):
    """The server ended while it started, or did not answer in time; the message says why."""


class PrefectServer:
    """A server on a free port of the loopback; `address` is that of its API.

    `with_scheduler` runs the services that plan the runs of deployments. What the server prints
    goes to the file `log`. Raises OSError where that cannot be written.
    """

    def __init__(self, log: Path, with_scheduler: bool):
        self._log = log
        log.write_bytes(b"")
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}/api"
        self._process = _CONTEXT.Process(
            target=_serve, args=(port, str(log), with_scheduler), daemon=True, name=SERVER_NAME
        )
        self._process.start()

    @property
    def process_id(self) -> int:
        """The id of the server's process."""
        process_id = self._process.pid
        assert process_id is not None  # it has been started
        return process_id

    def wait(self, seconds: float) -> None:
        """Return once the server answers.

        Raises ServerFailed when it has ended, or after so many seconds.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self._process.exitcode is not None:
                raise ServerFailed(f"its server ended: {_last_error(self._log)}; see {self._log}")
            if self._answers():
                return
            self._process.join(_LOOK_SECONDS)
        raise ServerFailed(f"its server did not start within {seconds:g} s; see {self._log}")

    def stop(self) -> None:
        """End the server; it is given time to write what it received."""
        self._process.terminate()
        self._process.join(_STOP_SECONDS)
        self._process.kill()
        self._process.join()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=2):
                return True
        except OSError:
            return False


def end_with_parent() -> None:
    """End this process, a child of `multiprocessing`, when its parent dies."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)


def _serve(port: int, log: str, with_scheduler: bool) -> None:
    """Serve Prefect's API in the child process until it is terminated."""
    os.setsid()  # Ctrl-C is for the parent, which still has to say how its run ended
    end_with_parent()
    with open(log, "w") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
    os.environ.pop("PREFECT_API_URL", None)
    # Prefect's own names for its `create_app`: no user interface and no services, and one app only
    os.environ["PREFECT__SERVER_FINAL"] = "1"
    if not with_scheduler:
        os.environ.update(PREFECT_UI_ENABLED="0", PREFECT__SERVER_EPHEMERAL="1")
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="error",
        lifespan="on",
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _last_error(log: Path) -> str:
    """The line of a log that says what went wrong: the last one that names an error."""
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    errors = [line for line in lines if _ERROR.match(line)]
    return (errors or lines or ["it said nothing"])[-1].strip()[:300]
