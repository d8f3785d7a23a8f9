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
from flows.cron import remember
from flows.prefect_flow import configure

_GRACE_SECONDS = 10.0


def serve(cron: str, output: Path, sources: Path | None = None) -> int:
    """Serve the deployment until interrupted, on PREFECT_API_URL or on a loopback server of our own: an ephemeral one is never scheduled."""
    schedule = remember(output, cron)
    configure(output)
    # before Prefect is imported: it reads the address of its API then
    server = None
    try:
        server = None if os.environ.get("PREFECT_API_URL") else _start_server(output / "prefect" / "server.log")
        from flows.deployed import refresh_on_schedule

        parameters = {"output": str(output), "sources": str(sources.resolve()) if sources else None}
        print(f"serving refresh on {os.environ['PREFECT_API_URL']}, cron {cron}; stop with Ctrl-C", flush=True)
        refresh_on_schedule.serve(name="weekly", cron=cron, parameters=parameters)
        return 0
    finally:
        schedule.unlink(missing_ok=True)  # nothing is scheduled once nobody serves
        _end_runs()
        if server:
            server.terminate()
            server.wait(30)


def _end_runs() -> None:
    """End the refresh under way: its process would be waited for, and would ask for an API that is gone. The next run resumes it."""
    running = multiprocessing.active_children()
    for run in running:
        run.terminate()
    for run in running:
        run.join(_GRACE_SECONDS)
        run.kill()


def _start_server(log: Path) -> subprocess.Popen:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log.parent.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    server = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
    )
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
                return server
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.5)
    server.terminate()
    raise AtlasError(f"prefect server did not start on 127.0.0.1:{port}, see {log}; set PREFECT_API_URL to one that runs")
