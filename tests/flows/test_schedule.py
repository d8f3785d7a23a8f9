"""A served schedule: the time comes, and a refresh runs and publishes by itself."""

import json
import signal
import subprocess

from tests.support.paths import ROOT
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.waiting import DEADLINE_SECONDS, wait_until


def test_a_refresh_starts_by_itself_when_its_time_comes(project: Project) -> None:
    catalog.put(project.site, 2)
    command = project.command(
        "schedule",
        "--cron",
        "* * * * *",
        "--sources",
        str(project.sources),
        "--output",
        str(project.output),
    )
    log = project.output.with_suffix(".log")
    with log.open("w") as stream:
        serving = subprocess.Popen(command, cwd=ROOT, stdout=stream, stderr=subprocess.STDOUT)
    try:
        published = project.output / "latest.json"
        # Prefect's server starts, and the next minute begins
        wait_until(
            lambda: published.exists() or serving.poll() is not None, "a release is published"
        )
        shown = project.run("status").stdout
    finally:
        serving.send_signal(signal.SIGINT)
        assert serving.wait(DEADLINE_SECONDS) == 8
    assert (project.output / "latest").exists(), log.read_text()
    assert "next run:     20" in shown and "next run:     none" in project.run("status").stdout
    assert (
        len(json.loads((project.output / "latest" / "manifest.json").read_text())["sources"]) == 1
    )
