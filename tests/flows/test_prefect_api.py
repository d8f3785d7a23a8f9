"""A real Prefect server that falls silent, dies with its parent, or remembers runs that were killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from courseatlas.errors import Busy, ExitStatus
from flows.deployment import run
from flows.deployment.api import PrefectApi
from flows.deployment.server import PrefectServer
from flows.deployment.settings import configure_prefect
from flows.plan import Plan, make_plan
from tests.support.paths import ROOT
from tests.support.prefect_settings import prefect_settings
from tests.support.processes import has_ended, suspend
from tests.support.waiting import DEADLINE_SECONDS, wait_until


@pytest.fixture
def server(tmp_path: Path, prefect_database: Path) -> Iterator[PrefectServer]:
    """A running server; the settings of this process name it."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(prefect_database, home)
    with prefect_settings(str(home)):
        os.environ["PREFECT_HOME"] = str(home)
        configure_prefect(tmp_path, logging_level="CRITICAL")
        running = PrefectServer(tmp_path / "server.log", with_scheduler=False)
        running.wait(DEADLINE_SECONDS)
        os.environ["PREFECT_API_URL"] = running.address
        yield running
        os.kill(running.process_id, signal.SIGKILL)  # it heeds nothing else while it is suspended
        running.stop()


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return make_plan(tmp_path / "out", source_ids=["aaai"], replay="sample")


def test_a_killed_run_is_closed_and_an_api_that_falls_silent_does_not_hold_the_refresh(
    server: PrefectServer,
    plan: Plan,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    from flows.deployment import prefect_flow

    killed = _killed_flow_run(plan.output)
    states = []

    def crawl_and_silence(plan: Plan, steps: object) -> SimpleNamespace:
        states.append(_state_of(killed))
        suspend(server.process_id)
        return SimpleNamespace(
            status=ExitStatus.OK, headline="published", lines=(), run=None, tables={}
        )

    monkeypatch.setattr(prefect_flow, "refresh", crawl_and_silence)
    monkeypatch.setattr(run, "_DRAIN_SECONDS", 0.2)
    started = time.monotonic()
    result = run._run_flow(
        PrefectApi(server.address, 3.0),
        {"output": str(plan.output), "sources": ["aaai"], "replay": "sample"},
    )
    assert result.headline == "published" and time.monotonic() - started < 30
    printed = capfd.readouterr().err
    assert printed.count("\n") == 1
    assert printed.startswith("Prefect did not record how the run ended: ")
    assert states == ["CRASHED"] and not list((plan.output / ".flow_runs").iterdir())


def _killed_flow_run(output: Path) -> str:
    """A flow run that Prefect calls running, and whose process is gone."""
    from prefect import flow
    from prefect.client.orchestration import get_client
    from prefect.states import Running

    from flows.deployment import api

    api.read_environment()
    with get_client(sync_client=True) as client:
        flow_run = client.create_flow_run(flow(lambda: None, name="killed"), state=Running())
    (output / ".flow_runs").mkdir(parents=True)
    (output / ".flow_runs" / str(flow_run.id)).write_text("process 1 on a machine")
    return str(flow_run.id)


def _state_of(flow_run_id: str) -> str:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        state = client.read_flow_run(flow_run_id).state
    return state.type.value if state else ""


def test_a_run_that_lives_is_not_taken_for_a_killed_one(tmp_path: Path) -> None:
    from flows.deployment.killed_runs import close_killed_runs, marked_as_running

    with marked_as_running(tmp_path, "one"):
        close_killed_runs(tmp_path)  # it would ask an API that is not there
        assert [path.name for path in (tmp_path / ".flow_runs").iterdir()] == ["one"]
        with pytest.raises(Busy), marked_as_running(tmp_path, "one"):
            pass
    assert not list((tmp_path / ".flow_runs").iterdir())


def test_a_disk_that_refuses_the_mark_does_not_stop_the_run(tmp_path: Path) -> None:
    from flows.deployment.killed_runs import marked_as_running

    (tmp_path / ".flow_runs").write_text("no folder")
    with marked_as_running(tmp_path, "one"):
        (tmp_path / "ran").touch()
    assert (tmp_path / "ran").exists()


def test_the_server_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(
        "import sys, time\n"
        "from pathlib import Path\n"
        "from flows.deployment.server import PrefectServer\n"
        "if __name__ == '__main__':\n"
        "    server = PrefectServer(Path(sys.argv[1]), with_scheduler=False)\n"
        "    print(server.process_id, flush=True)\n"
        "    time.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py"), str(tmp_path / "server.log")],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    server = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: has_ended(server), "the server has ended")
