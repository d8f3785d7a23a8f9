"""Coursera's detail pages: `data-e2e` and tracking attributes, headings and printed phrases.

Class names are not used: they are hashes of styles.
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
from spiders.page import jsonld, schema_org
from spiders.page.fields import stated
from spiders.page.links import joined
from spiders.page.markup import first_text, texts, visible
from spiders.page.schema_org import Node

# folder of an address -> the kind of record and the credential that it leads to
_KINDS = {
    "learn": ("course", None),
    "projects": ("course", None),
    "specializations": ("program", "specialization"),
    "professional-certificates": ("program", "professional_certificate"),
}
_PATH = re.compile(r"/(learn|projects|specializations|professional-certificates)/([^/]+)/?")
_CANONICAL = lxml.etree.XPath(
    "string((//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)[1])"
)
_TITLE = lxml.etree.XPath("(//h1[@data-e2e='hero-title'] | //main//h1)[1]")
_PARTNERS = lxml.etree.XPath("//a[@data-track-component='partner']")
_INSTRUCTORS = lxml.etree.XPath(
    "//a[@data-track-component='hero_instructor' or @data-track-component='hero-instructor']"
)
_KEY_FACTS = lxml.etree.XPath("(//*[@data-e2e='key-information'])[1]")
_SERIES = lxml.etree.XPath("//*[@id='courses']//h3")
_MODULES = lxml.etree.XPath("//*[@id='modules']//h3")
_SUMMARY = lxml.etree.XPath(
    "string((//meta[@name='description']/@content"
    " | //meta[@property='og:description']/@content)[1])"
)
# `rc-CML` is what Coursera's editor writes
_PROSE = lxml.etree.XPath("(//*[@id='modules' or @id='courses']//*[contains(@class, 'rc-CML')])[1]")

_ADVERTISING = re.compile(r"^\s*Offered by [^.]+\.\s+|\s*Enroll for free\.?\s*$")
_LEVEL = re.compile(r"\b(Beginner|Intermediate|Advanced|Mixed) level\b", re.I)
_RATING = re.compile(
    r"(?<![\d.])([0-5]\.\d)\s*(?:\(|stars?\b|\d[\d,.]*k?\s+(?:reviews|ratings))", re.I
)
_REVIEWS = re.compile(r"([\d,]+)\s+(?:reviews|ratings)\b", re.I)
_ENROLLED = re.compile(r"([\d,]+)\s+already enrolled", re.I)
_LANGUAGE = re.compile(r"\bTaught in ([A-Z][a-zé]+(?: \([A-Z][a-z]+\))?)")
_DURATION = re.compile(
    r"(?:Approximately\s+)?\d+(?:\.\d+)?\s+(?:hours?|weeks?|months?)(?:\s+\d+\s+minutes?)?"
    r"(?:\s+to complete)?",
    re.I,
)
_EFFORT = re.compile(r"\b(?:at\s+)?(\d+(?:\s*[-–]\s*\d+)?\s+hours?\s+(?:a|per)\s+week)", re.I)
_STATE = re.compile(r"window\.__APOLLO_STATE__\s*=\s*")

Fields = dict[str, Any]


def has_marks(page: Page) -> bool:
    """Whether it is a detail page by its hero, or a page of the site by its script's marks."""
    if b'data-e2e="hero-title"' in page.body:
        return True
    if b'data-track-app="unified_description_page"' in page.body:
        return True
    return b"__APOLLO_STATE__" in page.body and b"coursera" in page.body[:200_000].lower()


def read(page: Page) -> Iterator[Record]:
    """The course or program whose page it is.

    A listing, a shell and any other page of the site give none. What the page prints wins over the
    state that the server rendered it from.
    """
    canonical = urlsplit(joined(page.url, _CANONICAL(page.tree))).path
    address = _PATH.fullmatch(canonical) or _PATH.fullmatch(page.path)
    title = first_text(_TITLE(page.tree))
    if not (address and title):
        return
    folder, slug = address.groups()
    kind, credential = _KINDS[folder]
    url = f"https://www.coursera.org/{folder}/{slug}"
    node, key_facts = _marked_node(page), _key_facts(page)
    shared = _shared(page, node, key_facts)
    if kind == "course":
        fields = stated(shared | schema_org.rating(node) | _course(page, key_facts))
        yield Record("course", slug, url, title, stated(_of_state(page, slug)) | fields)
    else:
        fields = stated(shared | {"credential_type": credential})
        series = tuple(Component(None, name, "component") for name in texts(_SERIES(page.tree)))
        yield Record("program", slug, url, title, fields, series)


def _key_facts(page: Page) -> str:
    """The words of the box of key facts, on one line."""
    boxes = _KEY_FACTS(page.tree)
    return one_line(visible(boxes[0])) if boxes else ""


def _shared(page: Page, node: Node, key_facts: str) -> Fields:
    """What courses and programs print; the description of the page's markup is whole."""
    marked = paragraphs(schema_org.plain_text(node.get("description")))
    return {
        "description": marked or paragraphs(_description(page.tree)),
        "offered_by": texts(_PARTNERS(page.tree)),
        "duration_text": _duration(key_facts),
    }


def _course(page: Page, key_facts: str) -> Fields:
    """What the box of key facts and the hero print of a course."""
    root = page.tree.find("body")
    body = one_line(visible(root if root is not None else page.tree))
    level = _group(_LEVEL, key_facts)
    rating, reviews = _group(_RATING, key_facts), _group(_REVIEWS, key_facts)
    own_pace = "learn at your own pace" in key_facts.casefold()
    rated: Fields = {}
    if rating:
        rated["rating_value"] = float(rating)
    if reviews:
        rated["rating_count"] = count(reviews)
    return rated | {
        "difficulty_text": f"{level} level" if level else None,
        "enrolled_count": count(_group(_ENROLLED, body)),
        "effort_text": _group(_EFFORT, key_facts),
        "language_text": _group(_LANGUAGE, body),
        "pacing_text": "Learn at your own pace" if own_pace else None,
        "instructors": texts(_INSTRUCTORS(page.tree)),
        "syllabus": texts(_MODULES(page.tree)),
    }


def _group(pattern: re.Pattern[str], words: str) -> str | None:
    """What the first group of a pattern matches, or None."""
    match = pattern.search(words)
    return match[1] if match else None


def _of_state(page: Page, slug: str) -> Fields:
    """What the state that the server rendered says of the page's own product.

    The cards of other products say nothing of it.
    """
    body = page.body.decode("utf-8", "replace")
    begin = _STATE.search(body)
    if not begin:
        return {}
    try:
        state, _ = json.JSONDecoder(strict=False).raw_decode(body, begin.end())
    except ValueError:
        return {}
    for product in state.values() if isinstance(state, dict) else ():
        if isinstance(product, dict) and _is_product(product, slug):
            partners = product.get("partners") or []
            return {
                "difficulty_text": one_line(product.get("productDifficultyLevel")).capitalize(),
                "rating_value": product.get("avgProductRating"),
                "rating_count": product.get("numProductRatings"),
                "offered_by": [one_line(name) for name in partners if isinstance(name, str)],
            }
    return {}


def _is_product(product: dict[str, Any], slug: str) -> bool:
    return str(product.get("url") or "").rstrip("/").endswith(f"/{slug}")


def _marked_node(page: Page) -> Node:
    """The page's schema.org Course or Product; {} for a page that carries neither."""
    for node in schema_org.walk_nodes(jsonld.blocks(page)):
        is_product = schema_org.types(node) & {"Course", "Product"}
        if is_product and schema_org.text(node.get("name")):
            return node
    return {}


def _description(tree: HtmlElement) -> str:
    """The prose above the modules or the series, else the summary without its advertising."""
    prose = _PROSE(tree)
    return visible(prose[0]) if prose else _ADVERTISING.sub("", _SUMMARY(tree))


def _duration(key_facts: str) -> str:
    """The printed duration, which is not the effort per week."""
    duration = _DURATION.search(_EFFORT.sub(" ", key_facts))
    return one_line(duration[0]) if duration else ""
