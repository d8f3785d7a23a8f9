"""Values of schema.org objects as sites write them: lists for values, HTML in text, and so on.

The objects come from JSON-LD (`spiders.page.jsonld`) or microdata (`spiders.page.microdata`).
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from courseatlas.text import one_line
from spiders.page.fields import distinct
from spiders.page.markup import html_to_text

Node = dict[str, Any]

# an object that stands for itself lies in a list or in one of these
_NESTING = ("@graph", "mainEntity", "itemListElement", "item")
_DEEPEST = 20
_ADDRESS = ("streetAddress", "addressLocality", "addressRegion", "addressCountry")


def walk_nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    """Every object that stands for itself, in order, and not one that only describes another."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from walk_nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _NESTING:
            if name in value:
                yield from walk_nodes(value[name], depth + 1)


def types(node: Node) -> set[str]:
    """The names of an object's types, without the address of the vocabulary."""
    return {str(name).rpartition("/")[2].rpartition(":")[2] for name in as_list(node.get("@type"))}


def as_list(value: Any) -> list[Any]:
    """A property's values: the list that it is, a list of the one value, or an empty list."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def nodes(value: Any) -> list[Node]:
    """The values of a property that are objects."""
    return [item for item in as_list(value) if isinstance(item, dict)]


def text(value: Any) -> str:
    """A property's words: a string, a number, the first of a list, or what names an object."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, dict):
        return _node_text(value)
    if value is None or isinstance(value, bool):
        return ""
    return one_line(html.unescape(str(value)))


def _node_text(node: Node) -> str:
    """The amount of a QuantitativeValue, or an object's name, category or address."""
    if "minValue" in node or "maxValue" in node:
        amounts = f"{node.get('minValue', '')}-{node.get('maxValue', '')}"
        return one_line(f"{amounts} {node.get('unitText', '')}".strip("- "))
    if "value" in node:
        return one_line(f"{node['value']} {node.get('unitText', '')}")
    names = ("name", "credentialCategory", "alternateName", "@id")
    return text(next((node[name] for name in names if node.get(name)), None))


def plain_text(value: Any) -> str:
    """A property that may hold HTML, as plain text with one line per paragraph."""
    if isinstance(value, list):
        value = "\n".join(str(item) for item in value)
    return html_to_text(value) if isinstance(value, str) else text(value)


def names(value: Any) -> list[str]:
    """The names of a property's objects; an address in place of a name is left out."""
    words = (text(item) for item in as_list(value))
    return distinct(name for name in words if not name.startswith("http"))


def day(value: Any) -> str | None:
    """The day of an ISO 8601 date or time, or None."""
    date = re.match(r"\d{4}-\d{2}-\d{2}", text(value))
    return date[0] if date else None


def delivery(modes: set[str]) -> str | None:
    """The `delivery` column for the values of `courseMode` of all instances together."""
    online = any("online" in mode or "virtual" in mode for mode in modes)
    onsite = any(re.search(r"on-?site|in-?person|offline", mode) for mode in modes)
    mixed = any(re.search(r"blended|hybrid|mixed", mode) for mode in modes)
    if mixed or (online and onsite):
        return "hybrid"
    if online:
        return "online"
    return "in_person" if onsite else None


def offer(node: Node) -> dict[str, str]:
    """The price as `price_text` ("99 USD"), where all offers state one price and its currency."""
    prices = {price for price in map(_price, nodes(node.get("offers"))) if price}
    return {"price_text": prices.pop()} if len(prices) == 1 else {}


def _price(node: Node) -> str:
    """An offer's price with its currency, of itself or its first price specification, or ''."""
    specification = next(iter(nodes(node.get("priceSpecification"))), {})
    price, currency = (
        text(node[name] if node.get(name) is not None else specification.get(name))
        for name in ("price", "priceCurrency")
    )
    return f"{price} {currency}" if price and currency else ""


def rating(node: Node) -> dict[str, Any]:
    """`rating_value` from 0 to 5 with its `rating_count`, where the page's best rating is 5.

    schema.org's default for a best rating that is left out is 5 as well. A rating on another scale
    gives nothing.
    """
    stated = next(iter(nodes(node.get("aggregateRating"))), {})
    count = text(stated.get("ratingCount") or stated.get("reviewCount")).replace(",", "")
    try:
        value = float(text(stated.get("ratingValue")))
        best = float(text(stated.get("bestRating")) or 5)
    except ValueError:
        return {}
    if best != 5:
        return {}
    return {"rating_value": value} | ({"rating_count": int(count)} if count.isdigit() else {})


def place(value: Any) -> str:
    """A location's name and address on one line."""
    if not isinstance(value, dict):
        return text(value)
    address = value.get("address")
    if isinstance(address, dict):
        parts = [text(value.get("name")), *(text(address.get(part)) for part in _ADDRESS)]
        return ", ".join(distinct(parts))
    if isinstance(address, str):
        return ", ".join(part for part in (text(value.get("name")), text(address)) if part)
    return text(value)
