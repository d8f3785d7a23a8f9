"""The systemd units: they parse, and what they start are commands of the command line."""

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import yaml

from cli.group import courseatlas
from flows.workers import settings
from tests.support.paths import ROOT

FILES = sorted((ROOT / "deploy").iterdir())
UNITS = [file for file in FILES if file.suffix in (".service", ".timer")]
ALL_SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
INSTALLED, PREFECT = (f"/srv/course-atlas/.venv/bin/{name}" for name in ("courseatlas", "prefect"))
SERVICES = [unit for unit in ALL_SERVICES if INSTALLED in unit.read_text("utf-8")]


def parsed(unit: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read_string(unit.read_text("utf-8"))
    return parser


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_the_command_of_a_service_is_one_of_the_command_line(unit: Path) -> None:
    program, *arguments = shlex.split(parsed(unit)["Service"]["ExecStart"])
    assert program == INSTALLED
    command = courseatlas.get_command(click.Context(courseatlas), arguments[0])
    assert command is not None
    command.make_context(arguments[0], arguments[1:]).close()


@pytest.mark.parametrize("unit", ALL_SERVICES, ids=lambda unit: unit.stem)
def test_a_service_may_write_its_folder_and_nothing_else(unit: Path) -> None:
    service = parsed(unit)["Service"]
    arguments = shlex.split(service["ExecStart"])
    assert service["ProtectSystem"] == "strict" and service["NoNewPrivileges"] == "true"
    writable = service["ReadWritePaths"]
    if "--output" in arguments:
        assert writable == arguments[arguments.index("--output") + 1]
    else:
        folders = [value for value in environment(unit).values() if value.startswith("/")]
        assert folders and all(folder.startswith(writable) for folder in folders)


def environment(unit: Path) -> dict[str, str]:
    """The variables of a service: those of its own, and those of the file that it reads."""
    service = parsed(unit)["Service"]
    file = ROOT / "deploy" / Path(service["EnvironmentFile"]).name
    lines = [*file.read_text("utf-8").splitlines(), *service.get("Environment", "").split()]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_a_worker_polls_the_pool_of_the_deployment_that_crawls_a_source() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    pools = {deployment["name"]: deployment["work_pool"]["name"] for deployment in deployments}
    arguments = shlex.split(
        parsed(ROOT / "deploy/courseatlas-worker.service")["Service"]["ExecStart"]
    )
    assert arguments[0] == PREFECT
    assert arguments[arguments.index("--pool") + 1] == pools["refresh-source"]


def test_the_shared_variables_are_those_that_are_read() -> None:
    of_worker, of_coordinator = (
        environment(ROOT / f"deploy/courseatlas-{name}.service")
        for name in ("worker", "coordinator")
    )
    assert {settings.STORAGE, settings.FOLDER, "PREFECT_API_URL"} <= of_worker.keys()
    assert {settings.STORAGE, "PREFECT_API_URL"} <= of_coordinator.keys()
    assert "PREFECT_HOME" not in of_coordinator  # it is under the output folder
    assert all(file.suffix in (".service", ".timer", ".env") for file in FILES)


def test_the_timer_starts_the_refresh_and_makes_up_for_a_slot_that_was_missed() -> None:
    timer = parsed(ROOT / "deploy" / "courseatlas-refresh.timer")["Timer"]
    assert (ROOT / "deploy" / timer["Unit"]) in SERVICES
    assert timer["Persistent"] == "true" and timer["RandomizedDelaySec"]


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace(INSTALLED, "/bin/true").replace(PREFECT, "/bin/true")
        (tmp_path / unit.name).write_text(text)
    paths = [str(tmp_path / unit.name) for unit in UNITS]
    verified = subprocess.run([systemd, "verify", *paths], capture_output=True, text=True)
    assert verified.returncode == 0 and str(tmp_path) not in verified.stderr, verified.stderr
