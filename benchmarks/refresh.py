"""The whole refresh, archive to release, beside a bare Scrapy spider on the same local site.

`python -m benchmarks.refresh [PAGES]`. Both read the same pages of the same server, and the CPU
seconds of all their processes are compared (`RUSAGE_CHILDREN`). The refresh crawls once, so that
its archive is full, and is measured from the archive; its own crawl is printed too. There are two
sites: a university, of whose courses one in sixteen is released, and a college of which two in five
are.
"""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.pages import COLLEGE, UNIVERSITY, heavy_site

_SET_CHILD_SUBREAPER = 36  # prctl(2)
ROOT = Path(__file__).resolve().parent.parent

BARE = """
import scrapy

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = ["{url}/courses/"]
    custom_settings = {{"ROBOTSTXT_OBEY": True, "LOG_LEVEL": "ERROR",
                       "FEEDS": {{"{feed}": {{"format": "jsonlines"}}}},
                       "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}}

    def parse(self, response):
        for link in response.css("a::attr(href)"):
            yield response.follow(link.get(), self.page)

    def page(self, response):
        for block in response.css("div.courseblock"):
            yield {{"title": block.css("p.courseblocktitle strong::text").get(),
                   "description": block.css("p.cb_desc::text").get(),
                   "prerequisites": " ".join(block.css("p.courseblockextra ::text").getall()),
                   "url": response.url}}
"""


SOURCE = """
name: Site
platform: courseleaf
provider: {{type: university, country: US, website: https://www.example.edu}}
start_urls: ['http://{host}/courses/']
hosts: ['{host}']
budget: {{pages: {pages}, minutes: 60}}
delay_seconds: 0
"""


def main() -> None:
    """Print the CPU seconds of each and their ratio, for both sites."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for name, subjects in (("1 in 16", UNIVERSITY), ("2 in 5", COLLEGE)):
        print(f"{pages} pages, {name} of their courses released:")
        _compare(pages, subjects)


def _compare(pages: int, subjects: Sequence[str]) -> None:
    """Print the CPU seconds of each on one site."""
    with serving(heavy_site(pages, subjects)) as host, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        feed = folder / "bare.jsonl"
        (folder / "bare.py").write_text(BARE.format(url=f"http://{host}", feed=feed))
        bare = cpu([sys.executable, "-m", "scrapy", "runspider", str(folder / "bare.py")], folder)
        items = feed.read_bytes().count(b"\n")
        (folder / "sources").mkdir()
        source = SOURCE.format(host=host, pages=pages + 1)
        (folder / "sources" / "site.yml").write_text(source)
        refresh = [sys.executable, "-m", "cli", "refresh", "--no-prefect"]
        refresh += ["--sources", str(folder / "sources")]
        live = cpu([*refresh, "--output", str(folder / "out")], ROOT)
        archive = ["--replay", str(folder / "out" / "archive")]
        replay = cpu([*refresh, "--output", str(folder / "replayed"), *archive], ROOT)
    print(f"  bare spider {bare:.1f} CPU s, {items} items")
    print(f"  refresh, archive to release {replay:.1f} CPU s (ratio {replay / bare:.2f})")
    print(f"  live crawl to release {live:.1f} CPU s ({live / bare:.2f})")


@contextmanager
def serving(bodies: Mapping[str, bytes]) -> Iterator[str]:
    """A local server of these pages; gives its host and port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = bodies.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


def cpu(command: list[str], folder: Path) -> float:
    """CPU seconds of a command and of all processes below it.

    The fork server of the crawls outlives the command for a moment. As a subreaper this process
    becomes its parent and waits for it, or the crawls would not count. Children that were there
    before, such as a server, are left alone.
    """
    others = _children()
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"COURSEATLAS_ALLOW_ADDRESSES": "127.0.0.0/8"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: status {done.returncode}: {done.stderr[-500:]}")
    for process in iter(lambda: next(iter(_children() - others), None), None):
        with suppress(ChildProcessError):
            os.waitpid(process, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _children() -> set[int]:
    """The ids of the child processes of this one."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(process) for task in tasks for process in task.read_text().split()}


if __name__ == "__main__":
    main()
