"""Bodies that expand to far more than was sent: they cost no more memory than their limit."""

import gzip
import json

from spiders.archive.body import LARGEST_BODY
from tests.support.project import Project
from tests.support.sites import catalog

MOST_KIB = 512 * 1024


def test_a_bomb_of_gzip_is_too_large_and_the_crawl_stays_small(project: Project) -> None:
    catalog.put(project.site, 2)
    bomb = gzip.compress(bytes(64 * LARGEST_BODY), compresslevel=1)
    project.site.page("/courses/s0/", bomb, headers={"Content-Encoding": "gzip"})
    project.refresh()
    outcomes = project.page_outcomes()
    assert (outcomes["/courses/s0/"], outcomes["/courses/s1/"]) == ("error:too_large", "record")
    (result,) = (project.output / "runs").glob("*/sources/example/result.json")
    assert json.loads(result.read_text())["peak_memory_kib"] < MOST_KIB
