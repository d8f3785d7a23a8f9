"""A whole refresh in each broken set-up of Prefect: it ends by itself, soon, and says so in one line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.broken_prefect import SETUPS, Setup
from tests.support.paths import ROOT
from tests.torture.tally import IS_WHOLE, Tally

_REFRESH_SECONDS = 30.0  # of the sample's smallest source, on a machine that does other things too
_PREFECT_SECONDS = 15.0
_SERVER_SECONDS = 60.0
# in `make test` the set-ups are tried without a refresh each, in `tests/flows`
FEW = [setup for setup in SETUPS if not setup.usable][:1]


@pytest.mark.parametrize("setup", SETUPS if IS_WHOLE else FEW, ids=lambda setup: setup.name)
def test_the_refresh_runs(tally: Callable[[str], Tally], setup: Setup, tmp_path: Path) -> None:
    told = tally(f"prefect: {setup.name}")
    told.tries += 1
    command = [sys.executable, "-m", "cli", "refresh", "--source", "aaai", "--replay", "sample"]
    limit = _REFRESH_SECONDS + (_SERVER_SECONDS if setup.starts_server else _PREFECT_SECONDS)
    output = tmp_path / "out"
    output.mkdir()
    with setup.made(output) as settings:
        try:
            done = subprocess.run(
                [*command, "--output", str(output)],
                cwd=ROOT,
                env=os.environ | settings,
                capture_output=True,
                text=True,
                timeout=limit,
            )
        except subprocess.TimeoutExpired:
            told.hung.append(f"{setup.name}: took more than {limit:.0f} s")
            return
    lines = [line for line in done.stderr.splitlines() if not line.startswith("aaai ")]
    if done.returncode:
        told.lost.append(f"{setup.name}: status {done.returncode}: {done.stderr[-300:]}")
    if len(lines) != (0 if setup.usable else 1):
        told.corrupt.append(f"{setup.name}: {len(lines)} lines: {' | '.join(lines)[:300]}")
