"""Files of a crawl that the machine refuses: the run ends with status 3 and blames no site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from courseatlas.errors import StorageError
from flows.plan import make_plan
from flows.runs import Run, open_run, output_lock
from flows.supervisor import crawl_source
from tests.support.project import Project
from tests.support.sites import catalog
from tests.torture.tally import IS_WHOLE, Tally

FILES = {
    "records": lambda run: run.crawl_folder("example") / "records.jsonl",
    "ledger": lambda run: run.crawl_folder("example") / "ledger.sqlite",
    "result": lambda run: run.crawl_folder("example") / "result.json",
    "log": lambda run: run.crawl_folder("example") / "crawl.log",
    "errors": lambda run: run.crawl_folder("example") / "stderr.log",
    "the page being read": lambda run: run.crawl_folder("example") / "reading",
    "index": lambda run: run.archive_folder("example") / "index.sqlite",
    "pages": lambda run: run.archive_folder("example") / f"{run.id}-00000.warc.gz",
    "archive": lambda run: run.archive_folder("example"),
    "hosts": lambda run: run.plan.output / "hosts",
    "host": lambda run: run.plan.output / "hosts" / "127.0.0.1.json",
}
FEW = ("result", "pages", "index")


def obstruct(path: Path) -> None:
    """Let nobody write a file: it is a folder; let nobody write into a folder: it is a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix or path.name == "reading":
        path.mkdir()
    else:
        path.write_text("in the way")


@pytest.mark.parametrize("name", FILES if IS_WHOLE else FEW)
def test_a_file_of_a_crawl_that_is_refused_is_no_fault_of_the_site(
    project: Project, tally: Callable[[str], Tally], name: str
) -> None:
    told = tally(f"crawl: {name} cannot be written")
    told.tries = 1
    catalog.put(project.site, 2)
    run: Run = open_run(make_plan(project.output, sources_folder=project.sources), None)
    obstruct(FILES[name](run))
    try:
        with output_lock(project.output):
            crawl = crawl_source(run.plan.sources["example"], run)
    except StorageError as e:
        told.lost += [f"more than a line: {e}"] if "\n" in str(e) else []
    else:
        told.lost.append(f"the site is blamed: {crawl.failure}, {[dict(r) for r in crawl.ledger]}")
