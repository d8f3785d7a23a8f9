"""The notice: off by default, one POST where an address is configured, and never the reason that a run fails."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.support.project import Project
from tests.support.sites import catalog


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict], list[int]]]:
    """(address, the JSON documents that were posted, the statuses to answer with)."""
    posted: list[dict] = []
    statuses = [204]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(statuses[0])
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", posted, statuses
    server.shutdown()


def test_the_verdict_is_posted_once_with_what_needs_attention(
    project: Project, hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, posted, statuses = hook
    catalog.put(project.site, 3)
    project.refresh()
    assert posted == []  # off unless configured
    monkeypatch.setenv("COURSEATLAS_WEBHOOK", address)
    catalog.put(project.site, 0)
    for number in range(3):
        project.site.page(f"/courses/s{number}/", "<html><body>moved</body></html>")
    done = project.refresh()
    assert done.returncode == 7 and len(posted) == 1
    assert posted[0]["status"] == 7 and posted[0]["report"].endswith("index.html")
    assert [one["source_id"] for one in posted[0]["needing_attention"]] == ["example"]


def test_a_notice_that_fails_is_one_line_and_fails_no_run(
    project: Project, hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, posted, statuses = hook
    statuses[0] = 500
    catalog.put(project.site, 1)
    monkeypatch.setenv("COURSEATLAS_WEBHOOK", address)
    monkeypatch.setenv("COURSEATLAS_NOTIFY", "no-such-block/at-all")
    done = project.refresh()
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert (
        "notice: COURSEATLAS_WEBHOOK could not be used" in done.stderr
        and "notice: COURSEATLAS_NOTIFY could not be used" in done.stderr
    )
