"""Whatever is wrong with Prefect, the refresh runs without it, soon, and one line says why."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courseatlas.errors import AtlasError, ExitStatus
from flows.deployment import api, run
from flows.deployment.run import refresh_through_prefect
from flows.plan import Plan, make_plan
from tests.support.broken_prefect import SETUPS, Setup
from tests.support.prefect_settings import prefect_settings
from tests.support.storage_servers import free_port

# a server that has to start first takes seconds of CPU: one such set-up stands for all
UNUSABLE = [setup for setup in SETUPS if not setup.usable]
CHEAP = [setup for setup in UNUSABLE if not setup.starts_server]
WITHOUT_PREFECT = "the result of a refresh without Prefect"


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[None]:
    with prefect_settings(str(tmp_path / "home")):
        yield


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return make_plan(tmp_path / "out", source_ids=["aaai"], replay="sample")


@pytest.mark.parametrize(
    "setup",
    [*CHEAP, *(setup for setup in UNUSABLE if setup.name == "database is garbage")],
    ids=lambda setup: setup.name,
)
def test_the_refresh_runs_and_one_line_says_what_is_wrong(
    setup: Setup,
    plan: Plan,
    environment: None,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(api, "_API_SECONDS", 0.5)
    monkeypatch.setattr(run, "_DRAIN_SECONDS", 0.1)
    monkeypatch.setattr(run, "refresh", lambda plan: WITHOUT_PREFECT)
    parameters: dict[str, Any] = {"output": str(plan.output), "sources": ["aaai"]}
    with setup.made(plan.output) as settings:
        os.environ.update(settings)
        started = time.monotonic()
        result = refresh_through_prefect(plan, parameters | {"replay": "sample"})
    assert result == WITHOUT_PREFECT
    printed = capfd.readouterr().err
    assert printed.startswith("Prefect is not used: ") and "; running without it" in printed
    assert printed.count("\n") == 1 and "Traceback" not in printed
    if not setup.starts_server:
        assert time.monotonic() - started < 15


def test_workers_need_prefect_and_one_line_says_what_is_wrong(
    tmp_path: Path, environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEATLAS_STORAGE", tmp_path.as_uri())
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    monkeypatch.setattr(run, "refresh", lambda plan: pytest.fail("it runs without workers"))
    plan = make_plan(tmp_path / "out", source_ids=["aaai"], replay="sample", workers=True)
    with pytest.raises(AtlasError, match="Prefect is not usable.*workers need it") as error:
        refresh_through_prefect(plan, {"output": str(plan.output), "workers": True})
    assert "\n" not in str(error.value) and error.value.status == ExitStatus.FAILED


def test_the_table_has_every_kind_of_fault() -> None:
    assert len(UNUSABLE) >= 23 and len({setup.name for setup in SETUPS}) == len(SETUPS)
