"""The whole refresh, archive to release, beside a bare Scrapy spider: `python -m benchmarks.refresh [PAGES]`.

Both get the same pages from the same server in one run; what is compared is CPU time of all their processes (`RUSAGE_CHILDREN`).
The refresh crawls once (so that the archive is full) and is measured from the archive; its own crawl is printed too.
"""

import os
import resource
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.pages import course_list

ROOT = Path(__file__).resolve().parent.parent

BARE = """
import scrapy

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = ["{url}/courses/"]
    custom_settings = {{"ROBOTSTXT_OBEY": True, "LOG_LEVEL": "ERROR",
                       "FEEDS": {{"{feed}": {{"format": "jsonlines"}}}}, "TELNETCONSOLE_ENABLED": False,
                       "CONCURRENT_REQUESTS_PER_DOMAIN": 8}}

    def parse(self, response):
        for link in response.css("a::attr(href)"):
            yield response.follow(link.get(), self.page)

    def page(self, response):
        for block in response.css("div.courseblock"):
            yield {{"title": block.css("p.courseblocktitle strong::text").get(), "description": block.css("p.cb_desc::text").get(),
                   "prerequisites": " ".join(block.css("p.courseblockextra ::text").getall()), "url": response.url}}
"""


def main() -> None:
    """Print the CPU seconds of each and their ratio."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    bodies = {f"/courses/p{number}/": course_list(number) for number in range(pages)}
    bodies["/courses/"] = (
        "<html><body class='az_sitemap'>"
        + "".join(f'<a href="{path}">x</a>' for path in bodies)
        + "</body></html>"
    ).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = bodies.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(
            BARE.format(url=f"http://{host}", feed=folder / "bare.jsonl")
        )
        bare = cpu([sys.executable, "-m", "scrapy", "runspider", str(folder / "bare.py")], folder)
        items = (folder / "bare.jsonl").read_bytes().count(b"\n")
        (folder / "sources").mkdir()
        (folder / "sources" / "site.yml").write_text(
            "name: Site\nplatform: courseleaf\nprovider: {type: university, country: US, website: https://www.example.edu}\n"
            f"start_urls: ['http://{host}/courses/']\nhosts: ['{host}']\nbudget: {{pages: {pages + 1}, minutes: 60}}\n"
        )
        command = [
            sys.executable,
            "-m",
            "cli",
            "refresh",
            "--no-prefect",
            "--sources",
            str(folder / "sources"),
            "--output",
            str(folder / "out"),
        ]
        live = cpu(command, ROOT)
        replay = cpu(
            [*command[:-1], str(folder / "replayed"), "--replay", str(folder / "out" / "archive")],
            ROOT,
        )
    server.shutdown()
    print(
        f"{pages} pages: bare spider {bare:.1f} CPU s, {items} items; refresh, archive to release {replay:.1f} (ratio {replay / bare:.2f}); "
        f"live crawl to release {live:.1f} ({live / bare:.2f})"
    )


def cpu(command: list[str], folder: Path) -> float:
    """CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"COURSEATLAS_ALLOW_ADDRESSES": "127.0.0.0/8"},
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}: status {done.returncode}: {done.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
