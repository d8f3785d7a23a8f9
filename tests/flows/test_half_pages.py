"""Half pages: none is published, each is asked for twice more."""

import gzip
import zlib
from dataclasses import replace

import pytest

from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.server import Reply

HTML = {"Content-Type": "text/html"}
WHOLE = catalog.subject_page(0).encode()
HALF = WHOLE[: len(WHOLE) // 2]
DEFLATED = zlib.compress(WHOLE)[:-40]
# the answer, its code in the ledger, and how often it is asked for
HALF_PAGES = {
    "a 206 that was not asked for": (Reply(HALF, 206, HTML), "http_206", 3),
    "a gzip stream without its end": (
        Reply(gzip.compress(WHOLE)[:-40], headers=HTML | {"Content-Encoding": "gzip"}),
        "truncated",
        3,
    ),
    "another coding": (
        Reply(DEFLATED, headers=HTML | {"Content-Encoding": "deflate"}),
        "content_coding",
        1,
    ),
    "fewer bytes than announced": (
        Reply(HALF, headers=HTML | {"Content-Length": "100000"}, ending="close"),
        "truncated",
        3,
    ),
    "a reset without a length": (Reply(HALF, headers=HTML, ending="reset"), "truncated", 3),
}


@pytest.mark.parametrize("case", HALF_PAGES)
def test_half_a_page_is_no_page_and_is_asked_for_again(project: Project, case: str) -> None:
    reply, code, times = HALF_PAGES[case]
    catalog.put(project.site, 3)
    project.site.replies["/courses/s0/"] = reply
    project.refresh()
    outcomes = project.page_outcomes()
    assert outcomes["/courses/s0/"] == f"error:{code}"
    assert outcomes["/courses/s1/"] == outcomes["/courses/s2/"] == "record"
    assert project.site.asked["/courses/s0/"] == times


def test_a_page_without_a_length_that_is_closed_in_good_order_is_read(project: Project) -> None:
    catalog.put(project.site, 2, ending="close")
    assert project.refresh().returncode == 0
    assert project.page_outcomes()["/courses/s0/"] == "record"


def test_a_page_without_the_end_tag_that_it_had_is_truncated(project: Project) -> None:
    catalog.put(project.site, 2)
    whole = project.site.replies["/courses/s0/"]
    assert project.refresh().returncode == 0
    project.site.replies["/courses/s0/"] = replace(whole, body=HALF)
    project.refresh()
    assert project.page_outcomes()["/courses/s0/"] == "error:truncated"
    assert project.site.asked["/courses/s0/"] == 1 + 3
    # what was cut is never served: the next run asks for the page anew and compares with the whole
    project.site.replies["/courses/s0/"] = replace(whole, body=WHOLE + b"\n")
    assert project.refresh().returncode == 0
    assert project.page_outcomes()["/courses/s0/"] == "record"


def test_a_person_accepts_pages_that_have_no_end_tag_any_more(project: Project) -> None:
    catalog.put(project.site, 2)
    whole = project.site.replies["/courses/s0/"]
    assert project.refresh().returncode == 0
    project.site.replies["/courses/s0/"] = replace(whole, body=WHOLE.removesuffix(b"</html>"))
    assert project.refresh("--accept", "example").returncode == 0
    assert project.page_outcomes()["/courses/s0/"] == "record"
