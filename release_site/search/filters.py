"""The filters of the search, and their values for a record."""

from collections.abc import Mapping
from typing import Any

from release_site.brief import RecordBrief
from release_site.contents import SiteContents
from release_site.labels import (
    KINDS,
    RELEVANCE,
    country_name,
    price_label,
    spoken,
    start_label,
    stated,
)
from reporting.profile_page.choice import language_name

# the filters of the search page, in their order; each is in its address too
FILTERS = {
    "kind": "Kind",
    "level": "Level",
    "credential": "Credential",
    "delivery": "Delivery",
    "price": "Price",
    "start": "Start",
    "language": "Language",
    "topic": "Topic",
    "relevance": "Relevance",
    "country": "Country",
    "provider": "Provider",
}


def search_filters(
    row: Mapping[str, Any], record: RecordBrief, contents: SiteContents
) -> list[tuple[str, str]]:
    """(filter, value) of a record, in the order of FILTERS; it may have several topics."""
    provider = contents.providers.get(record.provider_id, {})
    values = {
        "kind": [KINDS[record.kind]],
        "level": [stated(row.get("academic_level"))],
        "credential": [spoken(word) for word in [row.get("credential_type")] if word],
        "delivery": [stated(row["delivery"])],
        "price": [price_label(row)],
        "start": [start_label(row, contents.released)],
        "language": [language_name(row["language"]) or stated(None)],
        "topic": [contents.topic_title(topic) for topic in record.topics],
        "relevance": [relevance_label(row["relevance"])],
        "country": [country_name(provider.get("country", ""))],
        "provider": [record.provider],
    }
    return [(name, value) for name in FILTERS for value in values[name]]


def relevance_label(relevance: str) -> str:
    """A level of relevance, as the filter calls it.

    >>> relevance_label("core")
    'Core: AI/ML is the subject'
    """
    return f"{relevance.capitalize()}: {RELEVANCE[relevance]}"
