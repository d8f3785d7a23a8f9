"""A signal ends a command with status 8 or with the command's own, whenever it comes, and without a traceback."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.signals import STOP_SIGNALS, stop_signals
from courseatlas.errors import Interrupted
from tests.support.paths import ROOT
from tests.support.waiting import wait_until

PLAN = [sys.executable, "-m", "cli", "refresh", "--replay", "sample", "--plan"]


@pytest.fixture(autouse=True)
def _hangup_counts() -> Iterator[None]:
    """Under nohup, as a long run of tests may be, every process begins with SIGHUP ignored."""
    previous = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, previous)


def started(tmp_path: Path, pipesize: int = -1) -> "subprocess.Popen[str]":
    """A refresh that shows its plan: it begins and ends as every other.

    Where less than the plan goes into the pipe, it waits to be read.
    """
    return subprocess.Popen(
        [*PLAN, "--output", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        pipesize=pipesize,
    )


def handles(process: "subprocess.Popen[str]", number: signal.Signals) -> bool:
    """Whether a process has a handler for a signal, as Linux tells it."""
    return _has_signal(process, "SigCgt", number)


def ignores(process: "subprocess.Popen[str]", number: signal.Signals) -> bool:
    return _has_signal(process, "SigIgn", number)


def _has_signal(process: "subprocess.Popen[str]", mask: str, number: signal.Signals) -> bool:
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next((line for line in status.splitlines() if line.startswith(mask)), "x 0")
    return bool(int(line.split()[1], 16) & 1 << (number - 1))


@pytest.mark.parametrize("number", STOP_SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("delay", [0, 0.05])
def test_a_signal_at_the_beginning_is_status_8(
    number: signal.Signals, delay: float, tmp_path: Path
) -> None:
    process = started(tmp_path, pipesize=4096)
    wait_until(
        lambda: handles(process, STOP_SIGNALS[-1]) or process.poll() is not None,
        "the handlers stand",
    )
    time.sleep(delay)  # somewhere among the imports
    process.send_signal(number)
    _, printed = process.communicate()
    assert process.returncode == 8
    assert printed == (
        f"error: stopped by {number.name}; what was fetched is kept, and the same command resumes\n"
    )


@pytest.mark.parametrize("number", STOP_SIGNALS, ids=lambda number: number.name)
def test_a_signal_at_the_end_leaves_the_status_of_the_command(
    number: signal.Signals, tmp_path: Path
) -> None:
    process = started(tmp_path)
    wait_until(
        lambda: ignores(process, number) or process.poll() is not None, "the signal is ignored"
    )
    process.send_signal(number)
    printed, errors = process.communicate()
    assert (process.returncode, errors) == (0, "") and "aaai" in printed


def test_only_the_first_signal_raises_and_the_handlers_of_before_come_back() -> None:
    before = [signal.getsignal(number) for number in STOP_SIGNALS]
    with stop_signals(ignored_afterwards=False):
        with pytest.raises(Interrupted, match="SIGHUP"):
            os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)  # while the first one is handled
    assert [signal.getsignal(number) for number in STOP_SIGNALS] == before


def test_a_signal_within_a_finalizer_is_not_lost(capsys: pytest.CaptureFixture[str]) -> None:
    class Finalized:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGHUP)

    with pytest.raises(Interrupted, match="SIGHUP"), stop_signals(ignored_afterwards=False):
        Finalized()
        wait_until(lambda: False, "the signal comes again")
    assert capsys.readouterr().err == ""


def test_a_command_under_nohup_goes_on_after_sighup() -> None:
    previous = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stop_signals(ignored_afterwards=False):
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, previous)
