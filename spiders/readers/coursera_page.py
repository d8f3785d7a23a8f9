"""Coursera's detail pages: by `data-e2e` and tracking attributes, heading text and printed phrases; class names there are hashes of styles.

The markup is that of a specialisation's page of September 2024 and of what scrapers of 2025 and 2026 select; a page of today was not seen.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs
from courseatlas.values.numbers import count
from spiders.readers import jsonld
from spiders.readers import jsonld_nodes as nodes
from spiders.readers.markup import text, visible

_KINDS = {
    "learn": ("course", None),
    "projects": ("course", None),
    "specializations": ("program", "specialization"),
    "professional-certificates": ("program", "professional_certificate"),
}
_PATH = re.compile(r"/(learn|projects|specializations|professional-certificates)/([^/]+)/?")
_CANONICAL = lxml.etree.XPath("string((//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)[1])")
_TITLE = lxml.etree.XPath("(//h1[@data-e2e='hero-title'] | //main//h1)[1]")
_PARTNERS = lxml.etree.XPath("//a[@data-track-component='partner']")
_INSTRUCTORS = lxml.etree.XPath("//a[@data-track-component='hero_instructor' or @data-track-component='hero-instructor']")
_FACTS = lxml.etree.XPath("(//*[@data-e2e='key-information'])[1]")
_SKILLS = lxml.etree.XPath("//a[@data-track-component='seo_skills_link_tag']")
_SERIES = lxml.etree.XPath("//*[@id='courses']//h3")
_MODULES = lxml.etree.XPath("//*[@id='modules']//h3")
_DESCRIPTION = lxml.etree.XPath("string((//meta[@name='description']/@content | //meta[@property='og:description']/@content)[1])")
# `rc-CML` is what Coursera's editor writes
_PROSE = lxml.etree.XPath("(//*[@id='modules' or @id='courses']//*[contains(@class, 'rc-CML')])[1]")

_ADVERTISING = re.compile(r"^\s*Offered by [^.]+\.\s+|\s*Enroll for free\.?\s*$")
_LEVEL = re.compile(r"\b(Beginner|Intermediate|Advanced|Mixed) level\b", re.I)
_RATING = re.compile(r"(?<![\d.])([0-5]\.\d)\s*(?:\(|stars?\b|\d[\d,.]*k?\s+(?:reviews|ratings))", re.I)
_REVIEWS = re.compile(r"([\d,]+)\s+(?:reviews|ratings)\b", re.I)
_ENROLLED = re.compile(r"([\d,]+)\s+already enrolled", re.I)
_LANGUAGE = re.compile(r"\bTaught in ([A-Z][a-zé]+(?: \([A-Z][a-z]+\))?)")
_DURATION = re.compile(r"(?:Approximately\s+)?\d+(?:\.\d+)?\s+(?:hours?|weeks?|months?)(?:\s+\d+\s+minutes?)?(?:\s+to complete)?", re.I)
_STATE = re.compile(r"window\.__APOLLO_STATE__\s*=\s*")
_EFFORT = re.compile(r"\b(?:at\s+)?(\d+(?:\s*[-–]\s*\d+)?\s+hours?\s+(?:a|per)\s+week)", re.I)


def recognises(page: Page) -> bool:
    """A detail page by its hero, or any page of the site by the marks of its scripts."""
    app = b"__APOLLO_STATE__" in page.body or b'data-track-app="unified_description_page"' in page.body
    return b'data-e2e="hero-title"' in page.body or app and b"coursera" in page.body[:200_000].lower()


def read(page: Page) -> Iterator[Record]:
    """The course or program whose page it is. A listing, a shell and any other page of the site give none."""
    found = _PATH.fullmatch(urlsplit(_CANONICAL(page.tree) or page.url).path) or _PATH.fullmatch(page.path)
    heading = _TITLE(page.tree)
    title = text(heading[0]) if heading else ""
    if not (found and title):
        return
    kind, credential = _KINDS[found[1]]
    root = page.tree.find("body")
    body = one_line(visible(root if root is not None else page.tree))
    facts = _FACTS(page.tree)
    shown = one_line(visible(facts[0])) if facts else ""
    marked = _markup_facts(page)
    fields: dict[str, Any] = marked | {
        "description": marked.get("description") or paragraphs(_description(page.tree)),
        "offered_by": _names(_PARTNERS(page.tree)),
        "duration_text": _duration(shown),
    }
    components: tuple[Component, ...] = ()
    if kind == "course":
        fields |= _course_facts(page, shown, body)
    else:
        fields["credential_type"] = credential
        components = tuple(Component(None, name, "component") for name in _names(_SERIES(page.tree)))
    stated = {
        name: value for name, value in (_state_facts(page, found[2]) if kind == "course" else {}).items() if value not in (None, "", [])
    }
    stated |= {name: value for name, value in fields.items() if value not in (None, "", [])}
    url = f"https://www.coursera.org/{found[1]}/{found[2]}"
    yield Record(kind, found[2], url, title, stated, components)


def _course_facts(page: Page, shown: str, body: str) -> dict[str, Any]:
    """What the box of key facts and the hero print of a course; a fact that is not printed stays out."""
    enrolled, reviews, rating, level = _ENROLLED.search(body), _REVIEWS.search(shown), _RATING.search(shown), _LEVEL.search(shown)
    effort, language = _EFFORT.search(shown), _LANGUAGE.search(body)
    rated: dict[str, Any] = {}
    if rating:
        rated["rating_value"] = float(rating[1])
    if reviews:
        rated["rating_count"] = count(reviews[1])
    return rated | {
        "difficulty_text": f"{level[1]} level" if level else None,
        "enrolled_count": count(enrolled[1]) if enrolled else None,
        "effort_text": effort[1] if effort else None,
        "language_text": language[1] if language else None,
        "pacing_text": "Learn at your own pace" if "learn at your own pace" in shown.casefold() else None,
        "instructors": _names(_INSTRUCTORS(page.tree)),
        "syllabus": _names(_MODULES(page.tree)),
        "skills": _names(_SKILLS(page.tree)),
    }


def _state_facts(page: Page, slug: str) -> dict[str, Any]:
    """What the state that the server rendered from says of the page's own product; another product's card says nothing of it."""
    body = page.body.decode("utf-8", "replace")
    begin = _STATE.search(body)
    if not begin:
        return {}
    try:
        state, _ = json.JSONDecoder(strict=False).raw_decode(body, begin.end())
    except ValueError:
        return {}
    for product in state.values() if isinstance(state, dict) else ():
        if isinstance(product, dict) and str(product.get("url") or "").rstrip("/").endswith(f"/{slug}"):
            return {
                "difficulty_text": one_line(product.get("productDifficultyLevel")).capitalize(),
                "rating_value": product.get("avgProductRating"),
                "rating_count": product.get("numProductRatings"),
                "offered_by": [one_line(name) for name in product.get("partners") or [] if isinstance(name, str)],
            }
    return {}


def _markup_facts(page: Page) -> dict[str, Any]:
    """Rating and description of the page's schema.org Course or Product, where it has one: today's pages may carry neither."""
    for node in nodes.walk(jsonld.blocks(page)):
        if nodes.types(node) & {"Course", "Product"} and nodes.text(node.get("name")):
            return {"description": paragraphs(nodes.plain(node.get("description"))), **nodes.rating(node)}
    return {}


def _description(tree: HtmlElement) -> str:
    """The prose above the modules or the series; else the description for search engines without its advertising."""
    prose = _PROSE(tree)
    return visible(prose[0]) if prose else _ADVERTISING.sub("", _DESCRIPTION(tree))


def _duration(shown: str) -> str:
    """The whole duration: the printed one that is no effort a week."""
    found = _DURATION.search(_EFFORT.sub(" ", shown))
    return one_line(found[0]) if found else ""


def _names(elements: list[HtmlElement]) -> list[str]:
    return list(dict.fromkeys(name for one in elements if (name := text(one))))
