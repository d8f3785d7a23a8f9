"""Links and headers as sites send them: none fails its page or its source."""

from collections import Counter
from urllib.parse import urlsplit

import pyarrow.parquet as pq

from tests.support.project import Project
from tests.support.sites import catalog

_ODD = ("a b", "café", "[x]", "{y}", "a^b", "a|b", "q?x=a b&amp;y=é")


def test_odd_links_have_one_row_each_and_a_bad_port_leads_nowhere(project: Project) -> None:
    catalog.put(project.site, 2)
    port = urlsplit(project.site.url).port
    links = "".join(f'<a href="/courses/{name}">x</a>' for name in ("s0/", "s1/", *_ODD))
    bad = ("127.0.0.1:abc", "127.0.0.1:99999999", "[::1")
    links += "".join(f'<a href="http://{host}/courses/">x</a>' for host in bad)
    links += f'<a href="HTTP://127.0.0.1:{port}/courses/s1/#top">x</a>'
    page = f'<html><body class="az_sitemap">{links}</body></html>'
    project.site.page("/courses/", page)
    assert project.refresh().returncode == 0
    (ledger,) = (project.output / "runs").glob("*/ledger.parquet")
    rows = pq.read_table(ledger).to_pylist()
    assert Counter((row["outcome"], row["code"]) for row in rows) == {
        ("listing", None): 1,
        ("record", None): 2,
        ("error", "http_404"): len(_ODD),
    }
    assert project.site.asked["/courses/caf%C3%A9"] == 1


def test_a_page_with_a_header_that_is_not_utf_8_is_read(project: Project) -> None:
    catalog.put(project.site, 2)
    latin = {"X-Author": "José"}  # the server sends it as ISO-8859-1
    project.site.page("/courses/s0/", catalog.subject_page(0), headers=latin)
    assert project.refresh().returncode == 0
    (ledger,) = (project.output / "runs").glob("*/ledger.parquet")
    outcomes = {row["outcome"] for row in pq.read_table(ledger).to_pylist()}
    assert outcomes == {"listing", "record"}
