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


# the server sends them as ISO-8859-1
_ODD_HEADERS = (
    {"X-Author": "José"},
    {"X-Café": "open"},
    {"Überschrift": "Lernen"},
    {"X Author": "a space in the name"},
    {"": "no name"},
    {"X-\x01": "a control character in the name"},
    {" X-First": "continues the header before it"},
    {"X-Long": "x" * 200_000},
)


def test_a_page_is_read_whatever_one_of_its_headers_is(project: Project) -> None:
    catalog.put(project.site, len(_ODD_HEADERS))
    for number, headers in enumerate(_ODD_HEADERS):
        page = catalog.subject_page(number)
        project.site.page(f"/courses/s{number}/", page, headers=headers)
    assert project.refresh().returncode == 0
    outcomes = project.page_outcomes()
    assert {path: outcome for path, outcome in outcomes.items() if outcome != "record"} == {
        "/courses/": "listing"
    }
