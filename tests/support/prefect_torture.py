"""`python -m tests.support.prefect_torture [WORDS]`: a whole refresh in each broken set-up of Prefect.

Prints a line per set-up, and ends with status 1 if a refresh failed, took too long, or said more
than one line.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.broken_prefect import SETUPS, Setup
from tests.support.paths import ROOT

_REFRESH_SECONDS = 20.0  # of the sample's smallest source, on a machine that does other things too
_PREFECT_SECONDS = 15.0
_SERVER_SECONDS = 60.0


def _run(setup: Setup, output: Path) -> str | None:
    """What is wrong with a refresh in this set-up; None where nothing is."""
    command = [sys.executable, "-m", "cli", "refresh", "--source", "aaai", "--replay", "sample"]
    limit = _REFRESH_SECONDS + (_SERVER_SECONDS if setup.starts_server else _PREFECT_SECONDS)
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
            return f"took more than {limit:.0f} s"
    lines = [line for line in done.stderr.splitlines() if not line.startswith("aaai ")]
    expected = 0 if setup.usable else 1
    if done.returncode != 0 or len(lines) != expected:
        return f"status {done.returncode}, {len(lines)} lines: {' | '.join(lines)[:500]}"
    return None


def main(words: list[str]) -> int:
    """Run the set-ups whose name has one of the words, or all of them."""
    failed = 0
    for setup in SETUPS:
        if words and not any(word in setup.name for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            output, started = Path(folder) / "out", time.monotonic()
            output.mkdir()
            problem = _run(setup, output)
        failed += problem is not None
        seconds = time.monotonic() - started
        print(f"{setup.name:30} {seconds:5.1f} s  {problem or 'ok'}", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
