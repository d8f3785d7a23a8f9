"""Refreshes that are killed at a random moment: the last release stays, and the next one is whole."""

import random
import signal
import subprocess
from collections.abc import Callable

from courseatlas import releases
from tests.support.paths import ROOT
from tests.support.project import Project
from tests.support.sites import catalog
from tests.torture.tally import Tally

SEED, TRIES, LONGEST_SECONDS, DEADLINE_SECONDS = 15, 20, 4.0, 120


def test_a_kill_at_a_random_moment(project: Project, tally: Callable[[str], Tally]) -> None:
    told, chance = tally("refresh: killed at a random moment"), random.Random(SEED)
    catalog.put(project.site, 3)
    assert project.refresh().returncode == 0
    for number in range(TRIES):
        told.tries += 1
        project.site.page("/courses/s1/", catalog.subject_page(1, courses=4 + number % 2))
        running = subprocess.Popen(
            project.refresh_command(),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seconds = chance.uniform(0.0, LONGEST_SECONDS)
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait(DEADLINE_SECONDS)
        if releases.verify((project.output / "latest").resolve()):
            told.corrupt.append(f"killed after {seconds:.2f} s")
        done = project.refresh()
        wanted = 12 + number % 2
        if done.returncode != 0 or len(project.rows("courses")) != wanted:
            told.lost.append(f"killed after {seconds:.2f} s: {done.returncode} {done.stderr}")
