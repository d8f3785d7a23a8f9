"""JSON-LD as sites really write it: lists for values, values for lists, @graph, HTML in text, broken blocks."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from courseatlas.text import one_line

_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",\s*([}\]])")


def lenient(text: str) -> Any | None:
    """A block's JSON, also with raw newlines in strings, a trailing comma or comment marks around it; None where it is beyond that."""
    text = _COMMENT.sub("", text.strip())
    for candidate in (text, _CONTROL.sub(" ", text), _TRAILING.sub(r"\1", _CONTROL.sub(" ", text)), html.unescape(text)):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None


def walk(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of the blocks that stands for itself, in order: of lists, `@graph` and `mainEntity`, not of an ItemList's cards."""
    if depth > 20:
        return
    if isinstance(value, list):
        for item in value:
            yield from walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "itemListElement", "item"):
            if name in value:
                yield from walk(value[name], depth + 1)


def types(node: dict[str, Any]) -> set[str]:
    return {str(name).rpartition("/")[2].rpartition(":")[2] for name in each(node.get("@type"))}


def each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def text(value: Any) -> str:
    """A property's words: of a string, a number, a list's first, or an object's name, value or address."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, dict):
        if "minValue" in value or "maxValue" in value:
            return one_line(f"{value.get('minValue', '')}-{value.get('maxValue', '')} {value.get('unitText', '')}".strip("- "))
        if "value" in value:
            return one_line(f"{value['value']} {value.get('unitText', '')}")
        value = value.get("name") or value.get("credentialCategory") or value.get("alternateName") or value.get("@id")
        return text(value)
    return one_line(html.unescape(str(value))) if value is not None and not isinstance(value, bool) else ""


def plain(value: Any) -> str:
    """Text that may hold HTML, as plain text with a line a paragraph."""
    if isinstance(value, list):
        value = "\n".join(str(item) for item in value)
    if not isinstance(value, str):
        return text(value)
    if not re.search(r"<[a-zA-Z/]|&[a-z#0-9]+;", value):
        return value
    soup = BeautifulSoup(html.unescape(value) if "&lt;" in value else value, "lxml")
    for tag in soup.find_all(["p", "li", "br", "div", "h2", "h3", "h4"]):
        tag.insert_after("\n")
    return soup.get_text()


def names(value: Any) -> list[str]:
    return list(dict.fromkeys(name for item in each(value) if (name := text(item)) and not name.startswith("http")))


def day(value: Any) -> str | None:
    """The day of an ISO 8601 date or time, or None."""
    found = re.match(r"\d{4}-\d{2}-\d{2}", text(value))
    return found[0] if found else None


def delivery(modes: set[str]) -> str | None:
    """SCHEMA's `delivery` for the course modes of all instances together."""
    online = any("online" in mode or "virtual" in mode for mode in modes)
    onsite = any(re.search(r"on-?site|in-?person|offline", mode) for mode in modes)
    if (online and onsite) or any(re.search(r"blended|hybrid|mixed", mode) for mode in modes):
        return "hybrid"
    return "online" if online else "in_person" if onsite else None


def offer(node: dict[str, Any]) -> dict[str, Any]:
    """The price as `price_text` ("99 USD"), where one offer states a price and its currency; zero is free."""
    prices = set()
    for one in each(node.get("offers")):
        if isinstance(one, dict):
            specification = next((part for part in each(one.get("priceSpecification")) if isinstance(part, dict)), {})
            price, currency = (
                text(one.get(name) if one.get(name) is not None else specification.get(name)) for name in ("price", "priceCurrency")
            )
            if price and currency:
                prices.add(f"{price} {currency}")
    return {"price_text": prices.pop()} if len(prices) == 1 else {}


def rating(node: dict[str, Any]) -> dict[str, Any]:
    """`rating_value` on SCHEMA's scale of 0 to 5, where the page's best rating is 5 or left out (schema.org's default)."""
    found = next((one for one in each(node.get("aggregateRating")) if isinstance(one, dict)), {})
    try:
        value, count = float(text(found.get("ratingValue"))), text(found.get("ratingCount") or found.get("reviewCount")).replace(",", "")
        if float(text(found.get("bestRating")) or 5) != 5:
            return {}
        return {"rating_value": value} | ({"rating_count": int(count)} if count.isdigit() else {})
    except ValueError:
        return {}


def place(value: Any) -> str:
    """A location's name and address on one line."""
    if isinstance(value, dict) and isinstance(value.get("address"), dict):
        address = value["address"]
        parts = [
            text(value.get("name")),
            *(text(address.get(part)) for part in ("streetAddress", "addressLocality", "addressRegion", "addressCountry")),
        ]
        return ", ".join(dict.fromkeys(part for part in parts if part))
    if isinstance(value, dict) and isinstance(value.get("address"), str):
        return ", ".join(part for part in (text(value.get("name")), text(value["address"])) if part)
    return text(value)
