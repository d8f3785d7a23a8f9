"""Coursera: rows of the public catalog API, and course and specialisation pages by `data-e2e` nodes, printed labels, Apollo state, JSON-LD.

Class names of the site are hashes that change; what is read is what a visitor sees and what the site's own tests hold on to.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from spiders.readers import jsonld
from spiders.readers.jsonld_nodes import plain
from spiders.readers.markup import prose, text

_HOME = "https://www.coursera.org"
_KINDS = {"learn": "course", "projects": "course", "specializations": "program", "professional-certificates": "program"}
_CREDENTIALS = {"specializations": "Specialization", "professional-certificates": "Professional Certificate"}
_TITLE = lxml.etree.XPath("//h1[@data-e2e='hero-title'] | //main//h1 | //h1")
_TRACKED = lxml.etree.XPath("//a[contains(@data-track-component, $name)]")
_PARTNERS = lxml.etree.XPath("//a[@data-track-component='partner' or @data-track-component='partner_name']")
_FACTS = lxml.etree.XPath("//*[@data-e2e='key-information']//text()")
_CANONICAL = lxml.etree.XPath("string(//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)")
_SUMMARY = lxml.etree.XPath("string(//meta[@property='og:description' or @name='description']/@content)")
_MODULES = lxml.etree.XPath("//*[@id='modules']//h3 | //*[@data-e2e='module-name']")
_SERIES = lxml.etree.XPath("//*[@id='courses']//h3[.//a or ancestor::a] | //*[@id='courses']//a[contains(@href, '/learn/')]")
_ABOUT = lxml.etree.XPath("//*[@data-e2e='description' or @id='about']//*[contains(@class, 'content') or self::div][p]")
_APOLLO = re.compile(r"window\.__APOLLO_STATE__\s*=\s*")

_LEVEL = re.compile(r"(?P<level>Beginner|Intermediate|Advanced|Mixed) level", re.I)
_RATING = re.compile(r"(?<![\d.])(?P<value>[1-5]\.\d)(?![\d.])")
_REVIEWS = re.compile(r"\((?P<count>[\d,]+)\s*(?:reviews?|ratings?)\)")
_ENROLLED = re.compile(r"(?P<count>[\d,]{2,})\s+already enrolled")
_LANGUAGE = re.compile(r"Taught in (?P<language>[A-Z][\w()]+(?: \([^)]*\))?)")
_TIME = re.compile(r"(?:Approx\. )?\d+ hours?(?: \d+ minutes?)?(?: to complete)?|(?:Approx\. )?\d+ minutes to complete|\d+ (?:months?|weeks?)(?: to complete)?", re.I)
_EFFORT = re.compile(r"(?:at )?\d+(?:\s*[-–]\s*\d+)? hours? (?:a|per) week", re.I)


def recognises(page: Page) -> bool:
    """Whether the page is Coursera's: its host, its API's envelope, or the attributes its own tests hold on to."""
    host = urlsplit(page.url).hostname or ""
    api = page.body.lstrip()[:1] == b"{" and b'"elements"' in page.body and b'"paging"' in page.body and b'"slug"' in page.body
    return host.endswith("coursera.org") or api or b'data-e2e="hero-title"' in page.body or b"unified_description_page" in page.body


def read(page: Page) -> Iterator[Record]:
    """The rows of an API answer, or the one course or program of a page. Search pages, shells and lists of addresses state none."""
    if page.body.lstrip()[:1] in (b"{", b"["):
        yield from _rows(page)
        return
    found = next((record for record in jsonld.read(page) if record.kind in ("course", "program")), None)
    record = _page(page, found)
    if record:
        yield record


def _rows(page: Page) -> Iterator[Record]:
    answer = page.json
    if not isinstance(answer, dict) or not isinstance(answer.get("elements"), list):
        return
    linked = answer.get("linked") or {}
    names = {kind: {one.get("id"): one for one in linked.get(kind) or [] if isinstance(one, dict)} for kind in ("partners.v1", "instructors.v1", "courses.v1")}
    program = "onDemandSpecializations" in page.path or any("courseIds" in row and "workload" not in row for row in answer["elements"][:1])
    for row in answer["elements"]:
        if not isinstance(row, dict) or not row.get("slug") or not row.get("name"):
            continue
        languages = row.get("primaryLanguages") or []
        fields = {
            "description": paragraphs(plain(row.get("description"))) or None,
            "language_text": languages[0] if len(languages) == 1 else None,
            "offered_by": _named(row.get("partnerIds"), names["partners.v1"], "name"),
            "delivery": "online",
        }
        folder = "specializations" if program else "learn"
        if program:
            fields["credential_text"] = "Specialization"
            listed = tuple(Component(None, title, "component") for title in _named(row.get("courseIds"), names["courses.v1"], "name"))
        else:
            fields |= {"effort_text": row.get("workload"), "duration_text": row.get("workload"), "instructors": _named(row.get("instructorIds"), names["instructors.v1"], "fullName")}
            listed = ()
        url = f"{_HOME}/{folder}/{row['slug']}"
        yield Record("program" if program else "course", slug(row["slug"]), url, one_line(row["name"]), {name: value for name, value in fields.items() if value}, listed)


def _named(ids: Any, known: dict[Any, dict[str, Any]], name: str) -> list[str]:
    return [one_line(known[one].get(name)) for one in ids or [] if one in known and known[one].get(name)]


def _page(page: Page, markup: Record | None) -> Record | None:
    url = (urljoin(_HOME, _CANONICAL(page.tree)) if _CANONICAL(page.tree) else page.url).split("?")[0].split("#")[0]
    parts = [part for part in urlsplit(url).path.split("/") if part]
    kind = _KINDS.get(parts[0]) if len(parts) > 1 else None
    title = next((text(heading) for heading in _TITLE(page.tree) if text(heading)), "")
    if kind is None or not (title or markup):
        return None
    stated = {name: value for name, value in _printed(page.tree).items() if value}
    product = _apollo(page, parts[1])
    fields = product | stated | (dict(markup.fields) if markup else {})
    if people := stated.get("instructors"):
        fields["instructors"] = people
    if partners := stated.get("offered_by"):
        fields["offered_by"] = partners
    if not any(name in fields for name in ("difficulty_text", "rating_value", "duration_text", "instructors", "description")):
        return None  # a shell that a script fills
    listed: tuple[Component, ...] = ()
    if kind == "program":
        fields["credential_text"] = f"{_CREDENTIALS[parts[0]]} | {title}"
        fields = {name: value for name, value in fields.items() if name not in ("syllabus", "difficulty_text")}
        listed = tuple(Component(None, name, "component") for name in dict.fromkeys(text(one) for one in _SERIES(page.tree)) if name) or (markup.components if markup else ())
    record = Record(kind, slug(parts[1]), url, one_line(title or (markup.title if markup else "")), {name: value for name, value in fields.items() if value}, listed)
    return record if record.title else None


def _printed(tree: HtmlElement) -> dict[str, Any]:
    """What the page prints of its key facts, whatever the nodes are called."""
    whole = one_line(" ".join(tree.itertext("p", "span", "strong", "div", "h2", "h3", "a", "li", "button")))
    key = one_line(" ".join(_FACTS(tree))) or whole[:20_000]
    level, rating, reviews = _LEVEL.search(key), _RATING.search(key), _REVIEWS.search(key)
    enrolled, language = _ENROLLED.search(whole), _LANGUAGE.search(whole)
    time, effort = _TIME.search(_EFFORT.sub(" ", key)), _EFFORT.search(key)
    people = [text(link) for link in (*_TRACKED(tree, name="hero_instructor"), *_TRACKED(tree, name="hero-instructor")) if text(link)]
    about = next((prose(one) for one in _ABOUT(tree) if len(prose(one)) > 80), None)
    return {
        "description": about or one_line(_SUMMARY(tree)) or None,
        "difficulty_text": level["level"] if level else None,
        "rating_value": float(rating["value"]) if rating and reviews else None,
        "rating_count": int(reviews["count"].replace(",", "")) if reviews else None,
        "enrolled_count": int(enrolled["count"].replace(",", "")) if enrolled else None,
        "language_text": language["language"] if language else None,
        "duration_text": time[0] if time else None,
        "effort_text": effort[0] if effort else None,
        "pacing": "self_paced" if re.search(r"Learn at your own pace|Flexible schedule", key) else None,
        "instructors": list(dict.fromkeys(people)),
        "offered_by": list(dict.fromkeys(text(link) for link in _PARTNERS(tree) if text(link))),
        "syllabus": list(dict.fromkeys(text(one) for one in _MODULES(tree) if text(one))),
        "delivery": "online",
    }


def _apollo(page: Page, wanted: str) -> dict[str, Any]:
    """The product of the page in the state that the server rendered from: the one whose address ends in the page's slug."""
    body = page.body.decode("utf-8", "replace")
    found = _APOLLO.search(body)
    if not found:
        return {}
    try:
        state, _ = json.JSONDecoder(strict=False).raw_decode(body, found.end())
    except ValueError:
        return {}
    for value in state.values() if isinstance(state, dict) else ():
        if isinstance(value, dict) and str(value.get("url") or "").rstrip("/").endswith(f"/{wanted}") and value.get("name"):
            return {
                "difficulty_text": one_line(value.get("productDifficultyLevel")).capitalize() or None,
                "rating_value": value.get("avgProductRating"),
                "rating_count": value.get("numProductRatings"),
                "offered_by": [one_line(name) for name in value.get("partners") or [] if isinstance(name, str)],
            }
    return {}
