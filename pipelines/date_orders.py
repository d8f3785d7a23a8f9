"""Date orders: whether a source prints the day or the month first in dates with slashes."""

from collections.abc import Iterable, Mapping

from courseatlas.records import CrawlRecord
from courseatlas.sources import Source
from courseatlas.values.dates import DateOrder, order_in_language, unanimous

# source id -> the order of its dates; None where nothing tells
DateOrders = Mapping[str, DateOrder | None]


def date_orders(records: Iterable[CrawlRecord], sources: Mapping[str, Source]) -> DateOrders:
    """The order of each source: its YAML's, else its pages' own, else that of their language.

    Pages that contradict each other leave the order open, whatever their language.
    """
    orders: dict[str, set[DateOrder]] = {source_id: set() for source_id in sources}
    languages: dict[str, set[str]] = {source_id: set() for source_id in sources}
    for record in records:
        order, language = record.get("date_order"), record.get("page_language")
        if order:
            orders[record["source_id"]].add(order)
        if language:
            languages[record["source_id"]].add(language)
    return {
        source_id: source.dates or date_order_of(orders[source_id], languages[source_id])
        for source_id, source in sources.items()
    }


def date_order_of(orders: Iterable[DateOrder], languages: Iterable[str]) -> DateOrder | None:
    """The order that the dates of pages tell, else that of the pages' languages."""
    stated = set(orders)
    return unanimous(stated) if stated else unanimous(map(order_in_language, languages))
