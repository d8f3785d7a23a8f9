"""A crawl of ten thousand pages: it needs no more memory and no more open files as it goes on."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from flows.plan import make_plan
from flows.runs import open_run
from flows.supervisor import crawl_source
from tests.support.processes import crawls
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.waiting import wait_until
from tests.torture.tally import Tally

PAGES, FIRST_LOOK, LAST_LOOK = 10_000, 2_000, 9_500
MOST_KIB_PER_THOUSAND = 1024
DEADLINE_SECONDS = 600.0


def look(pid: int) -> tuple[int, int]:
    """The memory of a process in KiB, and its open files."""
    status = Path(f"/proc/{pid}/status").read_text()
    memory = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(memory.split()[1]), len(os.listdir(f"/proc/{pid}/fd"))


def has_sent(project: Project, pages: int) -> bool:
    return project.site.bodies.total() >= pages


def test_memory_and_open_files_stay_as_they_are(
    project: Project, tally: Callable[[str], Tally]
) -> None:
    told = tally(f"soak: {PAGES} pages")
    told.tries = PAGES
    project.source(f"budget: {{pages: {PAGES + 10}, minutes: 30}}\n")
    catalog.put(project.site, PAGES)
    plan = make_plan(project.output, sources_folder=project.sources)
    run = open_run(plan, None)
    with ThreadPoolExecutor(1) as pool:
        crawling = pool.submit(crawl_source, plan.sources["example"], run)
        looks = []
        for pages in (FIRST_LOOK, LAST_LOOK):
            event = f"{pages} pages are sent"
            wait_until(partial(has_sent, project, pages), event, DEADLINE_SECONDS)
            (crawl_process,) = crawls(os.getpid())
            looks.append(look(crawl_process))
        crawl = crawling.result(DEADLINE_SECONDS)
    (memory, files), (last_memory, last_files) = looks
    growth = (last_memory - memory) * 1000 / (LAST_LOOK - FIRST_LOOK)
    print(f"{growth:.0f} KiB per 1,000 pages, {files} and {last_files} open files")
    told.lost += [str(crawl.failure)] if crawl.failure else []
    read = sum(row["outcome"] == "record" for row in crawl.ledger)
    told.lost += [f"{read} of {PAGES} pages"] if read != PAGES else []
    told.hung += [f"{growth:.0f} KiB per 1,000 pages"] if growth > MOST_KIB_PER_THOUSAND else []
    told.hung += [f"{files} open files, then {last_files}"] if last_files > files + 2 else []
