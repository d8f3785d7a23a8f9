"""The systemd units: they parse, and what they start are commands of the command line."""

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from cli.group import courseatlas
from tests.support.paths import ROOT

UNITS = sorted((ROOT / "deploy").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
INSTALLED = "/srv/course-atlas/.venv/bin/courseatlas"


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


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_may_write_its_output_folder_and_nothing_else(unit: Path) -> None:
    service = parsed(unit)["Service"]
    arguments = shlex.split(service["ExecStart"])
    assert service["ProtectSystem"] == "strict" and service["NoNewPrivileges"] == "true"
    assert service["ReadWritePaths"] == arguments[arguments.index("--output") + 1]


def test_the_timer_starts_the_refresh_and_makes_up_for_a_slot_that_was_missed() -> None:
    timer = parsed(ROOT / "deploy" / "courseatlas-refresh.timer")["Timer"]
    assert (ROOT / "deploy" / timer["Unit"]) in SERVICES
    assert timer["Persistent"] == "true" and timer["RandomizedDelaySec"]


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("systemd-analyze is not installed")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace(INSTALLED, "/bin/true")
        (tmp_path / unit.name).write_text(text)
    paths = [str(tmp_path / unit.name) for unit in UNITS]
    verified = subprocess.run([systemd, "verify", *paths], capture_output=True, text=True)
    assert verified.returncode == 0 and str(tmp_path) not in verified.stderr, verified.stderr
