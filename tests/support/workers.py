"""Workers without Prefect: in this process, or as processes that stand for machines."""

import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

from flows.workers.checks import Order
from flows.workers.messages import Assignment
from flows.workers.reporting import Reporting
from flows.workers.source_runs import RunState
from flows.workers.worker import Workplace, work
from tests.support.paths import ROOT


def order_of(assignment: Assignment) -> Order:
    return Order(
        assignment.run_id,
        assignment.source_id,
        assignment.attempt,
        assignment.digest,
        assignment.code,
    )


class WorkerHere:
    """A worker of this process, which is done with an attempt as soon as it is started."""

    def __init__(self, url: str, folder: Path, do: Callable[..., object] = work) -> None:
        self.started: list[Assignment] = []
        self.cancelled: list[str] = []
        self._url, self._folder, self._do = url, folder, do

    def start(self, assignment: Assignment, hosts: tuple[str, ...]) -> str:
        handle = f"{assignment.source_id}/{assignment.attempt}"
        if assignment not in self.started:
            self.started.append(assignment)
            place = Workplace(self._url, self._folder, nullcontext())
            self._do(order_of(assignment), place)
        return handle

    def state(self, handle: str) -> tuple[RunState, str]:
        return RunState.ENDED, "Completed"

    def cancel(self, handle: str) -> None:
        self.cancelled.append(handle)

    def cancel_all(self) -> None:
        self.cancelled.append("all")


class Machines:
    """Machines with a folder each; every one makes one attempt at a time, in a process of its own."""

    def __init__(self, url: str, folders: Sequence[Path], environment: Mapping[str, str] = {}):
        self._url, self._environment = url, dict(environment)
        self._free = deque(folders)
        self._waiting: deque[tuple[str, Assignment]] = deque()
        self.processes: dict[str, tuple[Path, subprocess.Popen[bytes]]] = {}
        self.known: list[str] = []

    def start(self, assignment: Assignment, hosts: tuple[str, ...]) -> str:
        handle = f"{assignment.source_id}/{assignment.attempt}"
        if handle not in self.known:
            self.known.append(handle)
            self._waiting.append((handle, assignment))
        return handle

    def state(self, handle: str) -> tuple[RunState, str]:
        self._go_on()
        if handle not in self.processes:
            return RunState.WAITING, ""
        status = self.processes[handle][1].poll()
        if status is None:
            return RunState.WORKING, "Running"
        return RunState.ENDED, f"status {status}"

    def cancel(self, handle: str) -> None:
        if handle in self.processes:
            self.processes[handle][1].terminate()

    def cancel_all(self) -> None:
        for handle in self.processes:
            self.cancel(handle)

    def kill(self, handle: str) -> None:
        """End the machine of an attempt as a loss of power does; it comes back with its disk."""
        process = self.processes[handle][1]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _go_on(self) -> None:
        """Give free machines the attempts that wait."""
        busy = {folder for folder, process in self.processes.values() if process.poll() is None}
        for folder in [folder for folder in self._free if folder not in busy]:
            if self._waiting:
                handle, assignment = self._waiting.popleft()
                self.processes[handle] = (folder, self._process(folder, assignment))

    def _process(self, folder: Path, assignment: Assignment) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.support.workers", self._url, str(folder)]
        return subprocess.Popen(
            [*command, json.dumps(asdict(order_of(assignment)))],
            cwd=ROOT,
            env=os.environ | self._environment,
            start_new_session=True,
        )


def main() -> None:
    """Make one attempt: `python -m tests.support.workers URL FOLDER ORDER`."""
    url, folder, order = sys.argv[1:]
    reporting = Reporting(tick=0.2, silence=5.0)
    work(Order(**json.loads(order)), Workplace(url, Path(folder), nullcontext(), reporting))


if __name__ == "__main__":
    main()
