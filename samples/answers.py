"""Helpers for writing sample pages."""

import html
import json

from spiders.archive.warc import Answer

ROBOTS = "User-agent: *\nDisallow: /search/\nDisallow: /archive/\n"


def page(
    url: str,
    body: str,
    kind: str = "text/html; charset=utf-8",
    status: int = 200,
    *headers: tuple[str, str],
) -> Answer:
    return Answer(url, status, [("Content-Type", kind), *headers], body.encode())


def robots(host: str, text: str = ROBOTS) -> Answer:
    return page(f"{host}/robots.txt", text, "text/plain")


def missing(url: str) -> Answer:
    return page(
        url,
        "<html><head><title>Not found</title></head><body><h1>There is no such page</h1></body></html>",
        status=404,
    )


def redirect(url: str, target: str) -> Answer:
    return page(url, "", "text/html", 301, ("Location", target))


def data(url: str, value: object) -> Answer:
    return page(url, json.dumps(value, indent=1), "application/json")


def sitemap(url: str, locations: list[str]) -> Answer:
    entries = "".join(f"<url><loc>{html.escape(one)}</loc></url>" for one in locations)
    return page(
        url,
        f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>',
        "application/xml",
    )
