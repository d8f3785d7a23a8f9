"""The sample pages of all systems served over HTTP: each host of theirs is a site on the loopback, and every address is rewritten to it."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from samples.build import ANSWERS
from spiders.archive.warc import Answer
from tests.support.sites.server import Reply, Site

CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"


class Systems:
    """One site per host. `sources` holds the rewritten YAML of every sample source."""

    def __init__(self, sources: Path):
        hosts = sorted(
            {urlsplit(answer.url).netloc for answers in ANSWERS.values() for answer in answers}
        )
        self.sites = {host: Site() for host in hosts}
        self.sources = sources
        self._serve()
        sources.mkdir()
        for path in sorted(Path("samples/sources").glob("*.yml")):
            text = re.sub(r"(?m)^delay_seconds: .*\n", "", path.read_text("utf-8"))
            text = self._here(text, bare=True) + "delay_seconds: 0\n"
            (sources / path.name).write_text(text, "utf-8")

    def _serve(self) -> None:
        """Serve every page, and robots.txt files without a wait that a test cannot sit out."""
        for answers in ANSWERS.values():
            for answer in answers:
                parts = urlsplit(answer.url)
                text = self._here(answer.body.decode("utf-8", "surrogateescape"))
                if parts.path == "/robots.txt":
                    text = text.replace("Crawl-delay: 60\n", "")
                body = text.encode("utf-8", "surrogateescape")
                path = parts.path + (f"?{parts.query}" if parts.query else "")
                reply = Reply(body, answer.status, self._headers(answer))
                self.sites[parts.netloc].replies[path] = reply

    def wall(self, status: int) -> None:
        """Every page is a challenge from now on."""
        for site in self.sites.values():
            for path, reply in site.replies.items():
                if path != "/robots.txt":
                    site.replies[path] = Reply(
                        CHALLENGE, status, reply.headers | {"Content-Type": "text/html"}
                    )
            site.asked.clear()

    def asked(self, source_hosts: set[str]) -> int:
        """How many pages were asked of these hosts, robots.txt left aside."""
        return sum(
            count
            for host in source_hosts
            for path, count in self.sites[host].asked.items()
            if path != "/robots.txt"
        )

    def close(self) -> None:
        """Close the sites at the same time: each waits a moment for its server to notice."""
        with ThreadPoolExecutor(len(self.sites)) as pool:
            list(pool.map(Site.close, self.sites.values()))

    def _headers(self, answer: Answer) -> dict[str, str]:
        return {name: self._here(value) for name, value in answer.headers}

    def _here(self, text: str, bare: bool = False) -> str:
        for host, site in self.sites.items():
            text = text.replace(f"https://{host}", site.url).replace(f"http://{host}", site.url)
        if bare:  # the list of hosts in a YAML names them without a scheme
            for host, site in self.sites.items():
                text = re.sub(
                    rf"(?m)^(hosts: .*?)(?<![\w.]){re.escape(host)}", rf"\1'{site.host}'", text
                )
            # a host of which there is no sample page has no site here
            text = re.sub(r"(?m)^(hosts: \[.*?), [a-z.]+(?=[,\]])", r"\1", text)
        return text
