"""Whose turn it is to ask a host: what all crawls of an output folder know of it.

Crawls are processes of their own, and two sources may share a host. One small file per host says
when it was asked last, how far apart requests to it are, and what it asked for in this run. This
module does not import Scrapy.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

_MOST_BYTES = 4096
# seconds; a longer wait outlives the run that is asked for it: it is kept with the source
# (`pace.json`), not among the turns
LONGEST_TURN = 60.0


@dataclass(frozen=True)
class _HostState:
    """What is known of a host. Times are of the clock of the machine, which counts from its start.

    `asked_at` is the time of the last request, `delay` the seconds that its crawl keeps between
    two. The others are of the run `run` only: `refusals` are the answers in a row, up to the last
    one, by which the host refused, and it may be asked again from `closed_until` on.
    """

    asked_at: float = 0.0
    delay: float = 0.0
    refusals: int = 0
    closed_until: float = 0.0
    run: str = ""


class HostTurns:
    """The turns of one crawl. `folder` is shared by all crawls, `run` is the crawl's run."""

    def __init__(self, folder: Path, run: str):
        self._folder = folder
        self._run = run
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, host: str, delay: float) -> float:
        """Take the turn to ask a host; returns 0, or the seconds to wait before trying again.

        Two requests are as far apart as the larger of the delays of their crawls. `delay` is at
        most `LONGEST_TURN`.
        """
        with self._open(host) as file:
            state = self._read(file)
            now = time.monotonic()
            free_at = max(state.asked_at + max(delay, state.delay), state.closed_until)
            # after a restart of the machine its clock begins anew
            if state.asked_at <= now < free_at:
                return free_at - now
            _write(file, replace(state, asked_at=now, delay=delay))
            return 0.0

    def note_sent(self, host: str) -> None:
        """Note that a request whose turn came before is sent just now."""
        with self._open(host) as file:
            _write(file, replace(self._read(file), asked_at=time.monotonic()))

    def close(self, host: str, seconds: float) -> None:
        """Let nobody ask a host for some seconds of this run."""
        with self._open(host) as file:
            _write(file, replace(self._read(file), closed_until=time.monotonic() + seconds))

    def refusals(self, host: str) -> int:
        """How often the host refused in a row in this run."""
        with self._open(host) as file:
            return self._read(file).refusals

    def note_answer(self, host: str, is_refusal: bool) -> int:
        """Count a refusal; any other answer ends the row. Returns the refusals in a row."""
        with self._open(host) as file:
            state = self._read(file)
            refusals = state.refusals + 1 if is_refusal else 0
            _write(file, replace(state, refusals=refusals))
            return refusals

    def refused(self, host: str) -> tuple[int, float]:
        """What a crawl of this run on another machine must know of a host.

        Returns how often it refused in a row, and the seconds for which nobody may ask it.
        """
        with self._open(host) as file:
            state = self._read(file)
        return state.refusals, max(0.0, state.closed_until - time.monotonic())

    def note_refused(self, host: str, refusals: int, seconds: float) -> None:
        """Note what the last crawl of a host knew of it, as `refused` gave it on its machine."""
        with self._open(host) as file:
            closed_until = time.monotonic() + seconds
            state = replace(self._read(file), refusals=refusals, closed_until=closed_until)
            _write(file, state)

    @contextmanager
    def _open(self, host: str) -> Iterator[int]:
        """The file of a host, which no other crawl reads or writes meanwhile."""
        path = self._folder / f"{quote(host, safe='')}.json"
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)

    def _read(self, file: int) -> _HostState:
        """What the file says; one that is new, cut or damaged says nothing."""
        try:
            state = _state_of(json.loads(os.pread(file, _MOST_BYTES, 0)))
        except (ValueError, TypeError, KeyError):
            return _HostState(run=self._run)
        if state.run == self._run:
            return state
        return _HostState(asked_at=state.asked_at, delay=state.delay, run=self._run)


def _state_of(document: Any) -> _HostState:
    """The state that a parsed file says; no delay is longer than a crawl shares."""
    return _HostState(
        asked_at=float(document["asked_at"]),
        delay=min(float(document["delay"]), LONGEST_TURN),
        refusals=int(document["refusals"]),
        closed_until=float(document["closed_until"]),
        run=str(document["run"]),
    )


def _write(file: int, state: _HostState) -> None:
    line = json.dumps(vars(state)).encode()
    os.pwrite(file, line, 0)
    os.truncate(file, len(line))
