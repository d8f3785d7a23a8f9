"""Processes of this machine, as Linux lists them under /proc."""

import os
import signal
from pathlib import Path

from tests.support.waiting import wait_until


def children(pid: int) -> list[int]:
    """The process ids of the children of a process, whichever of its threads started them."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def crawls(pid: int) -> list[int]:
    """The process ids of the crawls of a process: its fork server's children."""
    servers = [child for child in children(pid) if b"spiders.preloaded" in command_line(child)]
    return [crawl for server in servers for crawl in children(server)]


def has_ended(pid: int) -> bool:
    """Whether a process is gone; one that nobody has waited for yet is gone too."""
    return _state(pid) in ("", "Z", "X")


def suspend(pid: int) -> None:
    """Suspend a process, and return once it stands still."""
    os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: _state(pid) == "T", f"process {pid} stands still")


def command_line(pid: int) -> bytes:
    """The words with which a process was started, between zeros; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _state(pid: int) -> str:
    """The letter of a process's state; an empty text if there is no such process."""
    try:
        # the name of the program stands in parentheses, and may hold a space
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
