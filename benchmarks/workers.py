"""How a refresh grows with its workers: `python -m benchmarks.scale HOSTS --workers N …`.

A Prefect server, the workers and the coordinator share this machine, and the storage is a folder of
it: what is measured is what a source costs beside its crawl, not what more machines give. The
server's database is what PREFECT_API_DATABASE_CONNECTION_URL names, else SQLite.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.refresh import cpu
from flows.deployment.server import PrefectServer

ROOT = Path(__file__).resolve().parent.parent
_AT_A_TIME = 4  # crawls of a worker
_START_SECONDS = 120.0


def main() -> None:
    """One refresh with a server and workers of its own: `SOURCES OUTPUT WORKERS`.

    It prints the wall-clock seconds of the refresh itself; who calls it measures the CPU.
    """
    sources, output, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as name, _server(Path(name)), ExitStack() as stack:
        os.environ["COURSEATLAS_STORAGE"] = f"{Path(name).as_uri()}/storage"
        _prefect("work-pool", "create", "sources", "--type", "process", "--overwrite")
        _prefect("--no-prompt", "deploy", "--name", "refresh-source")
        for number in range(workers):
            stack.enter_context(_worker(Path(name) / f"worker-{number}"))
        command = [sys.executable, "-m", "cli", "refresh", "--workers", "--output", str(output)]
        began = time.monotonic()
        done = subprocess.run(
            [*command, "--sources", str(sources)], cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(done.stderr[-500:])
        (output / "wall").write_text(f"{time.monotonic() - began:.1f}")


def measure(folder: Path, hosts: int, workers: int) -> tuple[float, float]:
    """The wall-clock seconds of a refresh, and its CPU seconds with those of server and workers."""
    output = folder / f"out-workers-{workers}"
    arguments = [str(folder / "sources"), str(output), str(workers)]
    cpu_seconds = cpu([sys.executable, "-m", "benchmarks.workers", *arguments], ROOT)
    results = list(output.glob("runs/*/sources/*/result.json"))
    assert len(results) == hosts, f"{len(results)} of {hosts} sources have a result"
    return float((output / "wall").read_text()), cpu_seconds


@contextmanager
def _server(folder: Path) -> Iterator[None]:
    """A Prefect server; the environment names it within the block."""
    os.environ.update(PREFECT_HOME=str(folder / "prefect"), DO_NOT_TRACK="1")
    (folder / "prefect").mkdir()
    server = PrefectServer(folder / "server.log", with_scheduler=True)
    try:
        server.wait(_START_SECONDS)
        os.environ["PREFECT_API_URL"] = server.address
        yield
    finally:
        server.stop()


@contextmanager
def _worker(folder: Path) -> Iterator[None]:
    command = ["worker", "start", "--pool", "sources", "--limit", str(_AT_A_TIME)]
    environment = os.environ | {
        "COURSEATLAS_WORKER_FOLDER": str(folder),
        "PREFECT_WORKER_QUERY_SECONDS": "2",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "prefect", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            yield
        finally:
            worker.terminate()


def _prefect(*arguments: str) -> None:
    command = [sys.executable, "-m", "prefect", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    main()
