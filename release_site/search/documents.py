"""The search documents: of each record the words that find it, its filters, and a line about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from release_site.brief import RecordBrief
from release_site.contents import SiteContents
from release_site.frame import SitePage, site_environment
from release_site.search.filters import search_filters
from release_site.search.index import ranks

# of a row, what its filters are made of
_COLUMNS = (
    "id",
    "relevance",
    "relevance_score",
    "academic_level",
    "credential_type",
    "delivery",
    "price_kind",
    "pacing",
    "starts_on",
    "language",
)


def search_documents(contents: SiteContents) -> Iterator[tuple[int, SitePage]]:
    """A document per record, under the address of its page, with the rank of the record."""
    places = ranks(contents.records.values())
    for kind in contents.records:
        for row in contents.rows(kind, _COLUMNS):
            yield places[row["id"]], _document(row, contents.briefs[row["id"]], contents)


def _document(row: Mapping[str, Any], record: RecordBrief, contents: SiteContents) -> SitePage:
    template = site_environment().get_template("search_document.html.j2")
    text = template.render(
        record=record,
        line=" · ".join(filter(None, [record.provider, record.code, record.facts])),
        score=row["relevance_score"],
        filters=search_filters(row, record, contents),
        joined_code=joined_code(record.code),
        topics=[contents.topic_title(topic) for topic in record.topics],
    )
    return SitePage(record.address, text)


def joined_code(code: str) -> str:
    """A code as people also type it, without its spaces and hyphens; '' where that is the code.

    >>> joined_code("CS 5100"), joined_code("CS5100")
    ('CS5100', '')
    """
    joined = code.replace(" ", "").replace("-", "")
    return joined if joined != code else ""
