"""A served schedule: the time comes, and a refresh runs and publishes by itself, once per slot."""

import json
import os
import re
import shutil
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.prefect_settings import prefect_settings
from tests.support.processes import children, has_ended
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.waiting import ASKED_SECONDS, DEADLINE_SECONDS, wait_until

NEW_YEAR = "0 5 1 1 *"


def test_a_slot_that_is_delivered_twice_is_one_refresh_and_one_schedule_serves_a_folder(
    project: Project, prefect_database: Path, tmp_path: Path
) -> None:
    catalog.put(project.site, 2)
    (project.output / "prefect").mkdir(parents=True)
    shutil.copy(prefect_database, project.output / "prefect")
    log = tmp_path / "log"
    with log.open("w") as stream:
        serving = subprocess.Popen(
            project.command("schedule", "--cron", NEW_YEAR, "--timezone", "Asia/Kathmandu")
            + ["--sources", str(project.sources), "--output", str(project.output)],
            cwd=ROOT,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PREFECT_RUNNER_POLL_FREQUENCY": "1"},
        )
    try:
        wait_until(
            lambda: "polling for scheduled" in log.read_text() or serving.poll() is not None,
            "the schedule is served",
        )
        address = re.search(r"http://\S+/api", log.read_text())
        assert address, log.read_text()
        with prefect_settings(str(tmp_path / "home")):
            os.environ["PREFECT_API_URL"] = address[0]
            states = _states_after_two_deliveries()
        shown, second = project.run("status").stdout, project.run("schedule")
        processes = children(serving.pid)
    finally:
        serving.send_signal(signal.SIGINT)
        assert serving.wait(DEADLINE_SECONDS) == 8
    assert states == ["Completed", "Skipped"], log.read_text()
    assert len(list((project.output / "runs").iterdir())) == 1
    manifest = json.loads((project.output / "latest" / "manifest.json").read_text())
    assert len(manifest["sources"]) == 1
    assert second.returncode == 5 and f"process {serving.pid} on " in second.stderr
    assert second.stderr.count("\n") == 1 and ", serves its schedule; " in second.stderr
    assert "-01-01 05:00 +0545" in shown
    assert "next run:     none" in project.run("status").stdout
    assert processes
    wait_until(lambda: all(map(has_ended, processes)), "its processes have ended")


def _states_after_two_deliveries() -> list[str]:
    """The names of the states in which two runs of one slot end, once the year's slot is planned."""
    from prefect.client.orchestration import get_client
    from prefect.states import Scheduled

    from flows.deployment import api

    api.read_environment()
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name("refresh/weekly")
        wait_until(lambda: _planned(client), "Prefect plans the next slot", poll=ASKED_SECONDS)
        slot = Scheduled(scheduled_time=datetime.now(UTC))
        runs = [client.create_flow_run_from_deployment(deployment.id, state=slot) for _ in range(2)]

        def states() -> list:
            return [client.read_flow_run(run.id).state for run in runs]

        wait_until(
            lambda: all(state.is_final() for state in states()),
            "both runs end",
            poll=ASKED_SECONDS,
        )
        return sorted(state.name for state in states())


def _planned(client) -> list:
    """The runs that Prefect's scheduler has planned."""
    slots = [run.expected_start_time for run in client.read_flow_runs() if run.auto_scheduled]
    return [slot for slot in slots if (slot.hour, slot.minute) == (23, 15)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--cron", "every Monday"], "every Monday"),
        (["--cron", "0 5 31 2 *"], "0 5 31 2 *"),
        (["--timezone", "Europe/Atlantis"], "Europe/Atlantis"),
        (["--timezone", "../etc"], "time zone"),
    ],
)
def test_a_schedule_that_cannot_be_is_wrong_usage(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cli.main import main

    assert main(["schedule", *arguments, "--output", str(tmp_path / "out")]) == 2
    printed = capsys.readouterr().err
    assert message in printed and printed.count("\n") == 1
    assert not (tmp_path / "out").exists()
