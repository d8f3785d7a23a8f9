"""Catalogs of no known vendor: one of coded rows on Drupal, one of JSON-LD pages that a site map lists."""

import json

from tests.support.sites.mirrors import traps
from tests.support.sites.server import Site

ROWS = {
    "LMP 101": "Wicks and Flames",
    "LMP 102": "Oil Lamps",
    "LMP 103": "Gas Lamps",
    "LMP 210": "Machine Learning of Lamps",
    "LMP 220": "Neural Networks of Light",
    "LMP 230": "Lamp Repair",
}
PER_PAGE = 3
PAGES = {
    "/study/deep-learning-of-lamps": "Deep Learning of Lamps",
    "/study/knots": "Knots",
    "/study/glass": "Glass",
}
OLD = "/2025-2026/courses"


def put_rows(site: Site) -> None:
    nav = f'<nav><a href="/2026-2027/courses">Course Listing</a><a href="{OLD}">Course Listing 2025-2026</a><a href="/campus-life">Campus Life</a></nav>{traps.LINKS}'
    site.page(
        "/",
        f"<html><body>{nav}<main><h1>Catalog</h1><p>Welcome to all who wish to study lamps with us, by day or by night.</p></main></body></html>",
    )
    site.page("/campus-life", f"<html><body>{nav}<main><h1>Campus Life</h1></main></body></html>")
    rows = list(ROWS.items())
    for number in range(5):  # a page beyond the last is the last one again
        shown = rows[number * PER_PAGE :][:PER_PAGE] or rows[-PER_PAGE:]
        cells = "".join(
            f"<tr><td>{code}</td><td>{title}</td><td>3</td></tr>" for code, title in shown
        )
        pager = f'<ul class="pager"><li class="pager__item pager__item--next"><a href="?page={number + 1}" rel="next"><span>Next page</span> ››</a></li></ul>'
        body = f"<main><h1>Course Listing</h1><table><tr><th>Course</th><th>Title</th><th>Credits</th></tr>{cells}</table>{pager}</main>"
        path = "/2026-2027/courses"
        site.page(
            path if number == 0 else f"{path}?page={number}",
            f"<html><body>{nav}{body}</body></html>",
        )


def put_pages(site: Site, in_robots: bool) -> None:
    """Pages that no page links to: robots.txt or the usual address names their site map."""
    path = "/maps/study.xml" if in_robots else "/sitemap.xml"
    entries = "".join(
        f"<url><loc>{site.url}{address}</loc></url>"
        for address in (*PAGES, "/academic-calendar/", "/study/gone")
    )
    site.page(
        path,
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>',
        "application/xml",
    )
    if in_robots:
        site.page(
            "/robots.txt",
            f"User-agent: *\nDisallow: /private/\nSitemap: {site.url}{path}\n",
            "text/plain",
        )
    site.page("/", f"<html><body>{traps.LINKS}<main><h1>Study with us</h1></main></body></html>")
    for number, (address, title) in enumerate(PAGES.items(), 101):
        course = {
            "@context": "https://schema.org",
            "@type": "Course",
            "name": title,
            "courseCode": f"STU {number}",
            "description": f"What {title.lower()} is.",
        }
        site.page(
            address,
            f'<html><head><script type="application/ld+json">{json.dumps(course)}</script></head><body><h1>{title}</h1></body></html>',
        )
