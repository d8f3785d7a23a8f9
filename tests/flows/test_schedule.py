"""A served schedule: the time comes, and a refresh runs and publishes by itself."""

import json
import signal
import subprocess
import time

from tests.conftest import ROOT, Project
from tests.support.sites import catalog


def test_a_refresh_starts_by_itself_when_its_time_comes(project: Project) -> None:
    catalog.put(project.site, 2)
    command = project.command("schedule", "--cron", "* * * * *", "--sources", str(project.sources), "--output", str(project.output))
    log = project.output.with_suffix(".log")
    with log.open("w") as stream:
        serving = subprocess.Popen(command, cwd=ROOT, stdout=stream, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 240  # Prefect's server starts, and the minute after is awaited
        while not (project.output / "latest.json").exists() and serving.poll() is None and time.monotonic() < deadline:
            time.sleep(0.5)
        shown = project.run("status").stdout
    finally:
        serving.send_signal(signal.SIGINT)
        assert serving.wait(60) == 8
    assert (project.output / "latest").exists(), log.read_text()
    assert "next run:     20" in shown and "next run:     none" in project.run("status").stdout
    assert len(json.loads((project.output / "latest" / "manifest.json").read_text())["sources"]) == 1
