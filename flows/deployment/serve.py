"""`courseatlas schedule`: serve the deployment of the refresh flow on its cron schedule."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from courseatlas.errors import AtlasError
from flows.deployment.cron import remember
from flows.deployment.settings import configure_prefect

_GRACE_SECONDS = 10.0
_STARTUP_SECONDS = 120.0


def serve(cron: str, output: Path, sources: Path | None = None) -> int:
    """Serve the deployment until interrupted; returns 0.

    It is served on PREFECT_API_URL, or on a loopback server that is started for it: Prefect
    schedules nothing on an ephemeral server. Raises UsageError for what is not a cron expression,
    AtlasError where no server starts.
    """
    schedule = remember(output, cron)
    configure_prefect(output)
    # before Prefect is imported: it reads the address of its API then
    server = None
    try:
        if not os.environ.get("PREFECT_API_URL"):
            server = _start_server(output / "prefect" / "server.log")
        from flows.deployment.prefect_flow import refresh_flow

        parameters = {
            "output": str(output),
            "sources_folder": str(sources.resolve()) if sources else None,
        }
        address = os.environ["PREFECT_API_URL"]
        print(f"serving refresh on {address}, cron {cron}; stop with Ctrl-C", flush=True)
        refresh_flow.serve(name="weekly", cron=cron, parameters=parameters)
        return 0
    finally:
        schedule.unlink(missing_ok=True)  # nothing is scheduled once nobody serves
        _end_flow_runs()
        if server:
            server.terminate()
            server.wait(30)


def _end_flow_runs() -> None:
    """End the refresh under way; the next run resumes it.

    Its process would be waited for, and would ask for an API that is gone.
    """
    processes = multiprocessing.active_children()
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_GRACE_SECONDS)
        process.kill()


def _start_server(log: Path) -> "subprocess.Popen[bytes]":
    port = _free_port()
    log.parent.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start"]
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + _STARTUP_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if _answers(port):
            return server
        time.sleep(0.5)
    server.terminate()
    raise AtlasError(
        f"prefect server did not start on 127.0.0.1:{port}, see {log}; "
        "set PREFECT_API_URL to one that runs"
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
            return True
    except OSError:
        return False
