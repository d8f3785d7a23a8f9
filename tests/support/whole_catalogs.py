"""A crawl by the real spider from the root of a site: what it found, and what it asked for."""

import json
from dataclasses import dataclass
from pathlib import Path

from spiders.crawl_process import CrawlProcess
from spiders.job import CrawlJob
from spiders.ledger import PageRow, rows
from tests.support.sites.server import Site
from tests.support.waiting import DEADLINE_SECONDS

YAML = """name: Example University
platform: {platform}
provider: {{type: university, country: US, website: https://www.example.edu}}
start_urls: ['{url}']
hosts: ['{host}']
budget: {{pages: {pages}, minutes: 5}}
"""


@dataclass(frozen=True)
class WholeCatalog:
    """What a crawl left: the titles by code of its courses, the titles of its programs, its pages."""

    courses: dict[str, str]
    programs: set[str]
    pages: dict[str, PageRow]
    described: set[str]
    prerequisites: dict[str, str]

    def reasons(self) -> dict[str, str | None]:
        return {path: row["reason"] for path, row in self.pages.items()}


def yaml(site: Site, platform: str, pages: int = 400, path: str = "/") -> str:
    return YAML.format(platform=platform, url=site.url + path, host=site.host, pages=pages)


def crawl_from_root(
    site: Site, folder: Path, platform: str, pages: int = 400, path: str = "/"
) -> WholeCatalog:
    """Crawl a site whose YAML gives no more than its root; keeps its files in `folder`."""
    results = folder / f"crawl-{len(list(folder.iterdir()))}"
    results.mkdir()
    source = results / "example.yml"
    source.write_text(yaml(site, platform, pages, path) + "delay_seconds: 0\n")
    CrawlJob(str(source), results.name, str(results), str(results / "archive")).save(
        results / "job.json"
    )
    status = CrawlProcess(results / "job.json", results / "errors").wait(DEADLINE_SECONDS)
    assert status == 0, (results / "errors").read_text()
    lines = [json.loads(line) for line in (results / "records.jsonl").read_text().splitlines()]
    courses = [line for line in lines if line["kind"] == "course"]
    return WholeCatalog(
        {line["fields"].get("code"): line["title"] for line in courses},
        {line["title"] for line in lines if line["kind"] == "program"},
        {row["url"].removeprefix(site.url): row for row in rows(results / "ledger.sqlite")},
        {line["fields"].get("code") for line in courses if line["fields"].get("description")},
        {
            line["fields"].get("code"): line["fields"]["prerequisites_text"]
            for line in courses
            if line["fields"].get("prerequisites_text")
        },
    )
