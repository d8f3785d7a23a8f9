"""A Prefect server on PostgreSQL, and workers that poll it, all on the loopback."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.storage_servers import free_port
from tests.support.waiting import wait_until

# nobody needs what Prefect's processes tidy up, which takes them ten seconds each
_PATIENCE_SECONDS = 1


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database; skips the test where PostgreSQL is not installed."""
    programs = _programs()
    # as a folder of its own: that of pytest is closed to the other user whom PostgreSQL asks for
    folder = Path(tempfile.mkdtemp(prefix="atlas-pg-"))
    port, as_user = free_port(), _as_user(folder)

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-A", "trust", "-U", "atlas", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql+asyncpg://atlas@127.0.0.1:{port}/postgres"
    finally:
        with suppress(subprocess.CalledProcessError):
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of PostgreSQL's programs: Debian keeps them off the path, one folder a version."""
    on_path = (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep))
    for place in (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *on_path):
        if all((place / program).exists() for program in ("initdb", "pg_ctl", "postgres")):
            return place
    pytest.skip("PostgreSQL is not installed")


def _as_user(folder: Path) -> list[str]:
    """What runs PostgreSQL as somebody else than root, who may not."""
    if os.geteuid() != 0:
        return []
    try:
        shutil.chown(folder, "postgres", pwd.getpwnam("postgres").pw_gid)
    except (KeyError, LookupError):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def prefect_server(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of the clients of a server, which has its deployment of `refresh-source`."""
    port = free_port()
    shared = {
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(":"),
    }
    own = {"PREFECT_API_DATABASE_CONNECTION_URL": database, "PREFECT_HOME": str(folder / "server")}
    command = ["server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with started(command, shared | own, folder / "server.log") as server:
        address = f"http://127.0.0.1:{port}/api/health"
        wait_until(lambda: server.poll() is not None or _answers(address), "Prefect answers", 120)
        clients = shared | {"PREFECT_HOME": str(folder / "clients")}
        for call in (
            ["work-pool", "create", "sources", "--type", "process"],
            ["--no-prompt", "deploy", "--name", "refresh-source"],
        ):
            done = subprocess.run(
                _prefect(*call), cwd=ROOT, env=os.environ | clients, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stdout + done.stderr
        yield clients


@contextmanager
def prefect_worker(
    name: str, environment: Mapping[str, str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that makes one attempt at a time, in a folder of its own."""
    own = {
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "COURSEATLAS_WORKER_FOLDER": str(folder / "work"),
    }
    folder.mkdir(parents=True)
    command = ["worker", "start", "--pool", "sources", "--type", "process", "--limit", "1"]
    with started([*command, "--name", name], {**environment, **own}, folder / "log") as worker:
        yield worker


@contextmanager
def started(
    arguments: list[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Prefect's command, which ends with the block."""
    with open(log, "wb") as stream:
        process = subprocess.Popen(
            _prefect(*arguments),
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE_SECONDS)
            with suppress(ProcessLookupError):  # and what it started
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _prefect(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "prefect", *arguments]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except OSError:
        return False
