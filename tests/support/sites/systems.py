"""The sample pages of all systems served over HTTP: each host of theirs is a site on the loopback, and every address is rewritten to it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from samples.build import ANSWERS
from spiders.archive.warc import Answer
from tests.support.sites.server import Reply, Site

CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"


class Systems:
    """One site a host. `sources` holds the rewritten YAML of every sample source."""

    def __init__(self, sources: Path):
        hosts = sorted({urlsplit(answer.url).netloc for answers in ANSWERS.values() for answer in answers})
        self.sites = {host: Site() for host in hosts}
        self.sources = sources
        self.serve(lambda body: body)
        sources.mkdir()
        for path in sorted(Path("samples/sources").glob("*.yml")):
            (sources / path.name).write_text(self._here(path.read_text("utf-8"), bare=True), "utf-8")

    def serve(self, change: Callable[[bytes], bytes]) -> None:
        """Serve every page with its body changed; robots.txt files stay as they are, but for a wait that a test cannot sit out."""
        for answers in ANSWERS.values():
            for answer in answers:
                site, parts = self.sites[urlsplit(answer.url).netloc], urlsplit(answer.url)
                body = self._here(answer.body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
                is_robots = parts.path == "/robots.txt"
                body = body.replace(b"Crawl-delay: 60\n", b"") if is_robots else change(body) if answer.status == 200 else body
                site.replies[parts.path + (f"?{parts.query}" if parts.query else "")] = Reply(body, answer.status, self._headers(answer))

    def wall(self, status: int) -> None:
        """Every page is a challenge from now on."""
        for site in self.sites.values():
            for path, reply in site.replies.items():
                if path != "/robots.txt":
                    site.replies[path] = Reply(CHALLENGE, status, reply.headers | {"Content-Type": "text/html"})
            site.asked.clear()

    def asked(self, source_hosts: set[str]) -> int:
        """How many pages were asked of these hosts, robots.txt left aside."""
        return sum(count for host in source_hosts for path, count in self.sites[host].asked.items() if path != "/robots.txt")

    def close(self) -> None:
        for site in self.sites.values():
            site.close()

    def _headers(self, answer: Answer) -> dict[str, str]:
        return {name: self._here(value) for name, value in answer.headers}

    def _here(self, text: str, bare: bool = False) -> str:
        for host, site in self.sites.items():
            text = text.replace(f"https://{host}", site.url).replace(f"http://{host}", site.url)
        if bare:  # the list of hosts in a YAML names them without a scheme
            for host, site in self.sites.items():
                text = re.sub(rf"(?m)^(hosts: .*?)(?<![\w.]){re.escape(host)}", rf"\1'{site.host}'", text)
            # a host of which there is no sample page has no site here
            text = re.sub(r"(?m)^(hosts: \[.*?), [a-z.]+(?=[,\]])", r"\1", text)
        return text


def without_structure(body: bytes) -> bytes:
    """A page after a redesign: the same words, but every tag another and every key renamed."""
    text = body.decode("utf-8", "surrogateescape")
    if text.lstrip()[:1] in "{[":
        try:
            return json.dumps(_renamed(json.loads(text))).encode()
        except ValueError:
            return body
    if "\t" in text[:200]:
        return re.sub(r"^[^\n]*", lambda found: found[0].replace("\t", "_x\t") + "_x", text).encode()
    text = re.sub(r"<(script|style)\b.*?</\1>|<head>.*?</head>|<!\[CDATA\[|\]\]>", " ", text, flags=re.S | re.I)
    text = re.sub(r"<(html|body)\b[^>]*>", r"<\1>", text)
    text = re.sub(r"<a [^>]*href=\"([^\"]*)\"[^>]*>", r'<a href="\1">', text)
    return re.sub(r"</?(?!html|body|/html|/body|a\b|loc|url)[a-zA-Z][^>]*>", " ", text).encode("utf-8", "surrogateescape")


def _renamed(value: object) -> object:
    if isinstance(value, dict):
        return {f"{name}X": _renamed(one) for name, one in value.items()}
    return [_renamed(one) for one in value] if isinstance(value, list) else value
