"""The log of a site: how far apart requests to it are, whatever they are for."""

from collections import Counter

import pytest

from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.server import Reply

DELAY = 0.2


@pytest.fixture
def two_sources(project: Project) -> Project:
    """Two sources that share a host, and are crawled at the same time."""
    catalog.put(project.site, 3)
    for name in ("example", "other"):
        text = catalog.yaml(project.site, delay_seconds=DELAY)
        (project.sources / f"{name}.yml").write_text(text)
    return project


def test_no_two_requests_to_a_host_are_closer_than_its_delay(two_sources: Project) -> None:
    site = two_sources.site
    site.replies["/courses/s0/"] = Reply(b"", 302, {"Location": "/courses/s9/"})
    site.page("/courses/s9/", catalog.subject_page(9))
    site.page("/courses/s1/", "an error", status=500)
    assert two_sources.refresh().returncode == 0
    asked = Counter(path for path, _ in site.times)
    assert asked["/robots.txt"] == asked["/courses/"] == asked["/courses/s9/"] == 2
    assert asked["/courses/s1/"] == 6
    times = [when for _, when in site.times]
    # a busy machine notes an arrival late, and then it is nearer to the next one: each is as far from
    # the first as all delays between them, but for what the first was late
    since_first = [when - times[0] for when in times]
    assert all(gap > DELAY * (place - 1) for place, gap in enumerate(since_first))
    assert times[-1] - times[0] > 0.95 * DELAY * (len(times) - 1)


def test_a_host_that_two_sources_share_is_left_alone_by_both(two_sources: Project) -> None:
    site = two_sources.site
    for number in range(3):
        site.page(f"/courses/s{number}/", "busy", status=503)
    two_sources.refresh()
    paths = [path for path, _ in site.times]
    answered = max(
        place for place, path in enumerate(paths) if path in ("/robots.txt", "/courses/")
    )
    # one more may be under way for the other source when the fifth refusal comes
    assert len(paths[answered + 1 :]) in (5, 6)
