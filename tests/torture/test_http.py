"""What a site may answer for its robots.txt, a listing, a detail page or a site map."""

import gzip
from collections.abc import Callable

import pytest

from courseatlas import releases
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.server import Reply
from tests.torture.tally import IS_WHOLE, Tally

HTML = {"Content-Type": "text/html"}
GZIP = HTML | {"Content-Encoding": "gzip"}
TARGETS = {
    "robots": "/robots.txt",
    "listing": "/courses/",
    "detail": "/courses/s1/",
    "sitemap": "/sitemap.xml",
}
BEHAVIOURS = {
    "500": Reply(b"broken", 500, HTML),
    "503 with Retry-After": Reply(b"busy", 503, HTML | {"Retry-After": "1"}),
    "429 without end": Reply(b"busy", 429, HTML | {"Retry-After": "9" * 400}),
    "403": Reply(b"forbidden", 403, HTML),
    "206": Reply(b"<html>half", 206, HTML),
    "999": Reply(b"?", 999, HTML),
    "nothing": Reply(b"", 200, HTML),
    "garbage": Reply(bytes(range(256)) * 40, 200, HTML),
    "a loop": Reply(b"", 302, {"Location": "/loop"}),
    "a redirect to nowhere": Reply(b"", 302, {"Location": "http://[::1"}),
    "half of what was announced": Reply(
        b"<html>", 200, HTML | {"Content-Length": "9999"}, ending="close"
    ),
    "a reset": Reply(b"<html>", 200, HTML, ending="reset"),
    "half a gzip stream": Reply(gzip.compress(bytes(9999))[:-9], 200, GZIP),
    "a bomb": Reply(gzip.compress(bytes(64 << 20), 1), 200, GZIP),
    "no character set": Reply(b"<p>x", 200, {"Content-Type": "text/html; charset=hex"}),
    "odd headers": Reply(b"<html></html>", 200, HTML | {"X-Caf\xe9": "x", "": "y", " z": "w"}),
    "another coding": Reply(b"zzz", 200, HTML | {"Content-Encoding": "br"}),
}
FEW = ("a reset",)


def site_map(url: str, pages: int) -> str:
    places = "".join(f"<url><loc>{url}/courses/s{number}/</loc></url>" for number in range(pages))
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><urlset xmlns="{space}">{places}</urlset>'


@pytest.mark.parametrize("name", BEHAVIOURS if IS_WHOLE else FEW)
def test_an_answer_loses_no_row_and_no_release(
    project: Project, tally: Callable[[str], Tally], name: str
) -> None:
    told = tally(f"http: {name}")
    project.source("budget: {pages: 50, minutes: 1}\n")
    text = (project.sources / "example.yml").read_text()
    starts = f"start_urls: [{project.site.url}/courses/, {project.site.url}/sitemap.xml]"
    listed = text.replace(f"start_urls: [{project.site.url}/courses/]", starts)
    (project.sources / "example.yml").write_text(listed)
    catalog.put(project.site, 3)
    project.site.page("/sitemap.xml", site_map(project.site.url, 3), "application/xml")
    project.site.page("/robots.txt", "User-agent: *\nDisallow:\n", "text/plain")
    project.site.replies["/loop"] = Reply(b"", 302, {"Location": "/loop"})
    assert project.refresh().returncode == 0
    for target, path in TARGETS.items() if IS_WHOLE else [("detail", TARGETS["detail"])]:
        told.tries += 1
        whole = project.site.replies[path]
        project.site.replies[path] = BEHAVIOURS[name]
        done = project.refresh()
        project.site.replies[path] = whole
        case = f"{name} for {target}"
        if done.returncode not in (0, 7):
            told.lost.append(f"{case}: status {done.returncode}, {done.stderr}")
        if len(project.rows("courses")) != 12:
            told.lost.append(f"{case}: {len(project.rows('courses'))} of 12 rows")
        if releases.verify((project.output / "latest").resolve()):
            told.corrupt.append(case)
        for waits in (project.output / "archive").glob("*/pace.json"):
            waits.unlink()  # a day passes
