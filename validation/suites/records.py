"""The rules that programs, courses and events share: identity, address, dates, relevance and texts."""

from collections.abc import Iterator

import pandas as pd

from courseatlas import relevance
from courseatlas.schema import TABLE_OF_KIND
from courseatlas.sites import registered_domain
from validation.gx.expectation import CRITICAL, INFO, WARNING, Rule, holds, unique
from validation.gx.prepared import among, filled, lists
from validation.references import References, host
from validation.suites import texts
from validation.suites.codes import languages


def rules(table: str, references: References) -> Iterator[Rule]:
    """The rules of a record table beyond its schema."""
    kind = next(kind for kind, one in TABLE_OF_KIND.items() if one.name == table)
    yield holds(
        "id names its source and kind",
        ("id", "source_id"),
        lambda rows: _begins(rows["id"], rows["source_id"], kind),
        WARNING,
        f"an id of {table} begins with its source and `{kind}`",
        "see `pipelines/identify.py`: a row stands in another kind's table, or under another source's name",
        where=lambda rows: rows["id"].notna(),
    )
    yield holds(
        "language is a language",
        ("language",),
        lambda rows: rows["language"].map(lambda one: str(one).partition("-")[0]).isin(languages()),
        WARNING,
        "language begins with a code of ISO 639, as a BCP 47 tag does",
        "teach `courseatlas/values/` the language as the site prints it, or correct `defaults: language` of the source",
        where=lambda rows: rows["language"].notna(),
    )
    yield holds(
        "topics are of the vocabulary",
        ("topics",),
        lambda rows: _all_in(rows["topics"], frozenset(relevance.load().topic_keys())),
        WARNING,
        "every topic is a key of the topic vocabulary",
        "a topic was renamed: see `topics.yml` of the relevance vocabulary, and refresh the source",
        where=lambda rows: filled(rows["topics"]),
    )
    yield holds(
        "a relevant row tells its words",
        ("matched_terms", "relevance"),
        lambda rows: filled(rows["matched_terms"]),
        INFO,
        "a row that is about AI names the words that decided",
        "run `courseatlas classify` on its title to see what decided",
        where=lambda rows: rows["relevance"].isin(["core", "applied"]),
    )
    yield holds(
        "first_seen is not after last_seen",
        ("first_seen", "last_seen"),
        lambda rows: rows["first_seen"] <= rows["last_seen"],
        CRITICAL,
        "a row was first seen on the day it was last seen, or before",
        "the releases' ids and this run's date disagree: see `--now`, and the ids of the last release",
        where=lambda rows: rows["first_seen"].notna() & rows["last_seen"].notna(),
    )
    yield from _addresses(references)
    yield from texts.title("title")
    yield from texts.text("description")
    yield unique(
        "description is not another row's",
        ("source_id", "description"),
        INFO,
        "no two rows of a source have the same description",
        "where many rows share it, the reader takes the site's own text for theirs; a catalog may also print one text for several courses",
        among="any_value_is_missing",
    )
    if references.providers is not None:
        known = references.providers
        yield holds(
            "provider_id is a provider",
            ("provider_id",),
            lambda rows: among(rows["provider_id"], known),
            CRITICAL,
            "every row's provider stands in the table of providers",
            "see `provider` in the source's YAML",
            where=lambda rows: rows["provider_id"].notna(),
        )
    if references.records is not None:
        yield from _same_as(references.records)


def _begins(ids: pd.Series, sources: pd.Series, kind: str) -> list[bool]:
    begins = {source: f"{source}:{kind}:" for source in sources.dropna().unique()}
    return [isinstance(one, str) and one.startswith(begins.get(source, "\0")) for one, source in zip(ids, sources, strict=True)]


def _addresses(references: References) -> Iterator[Rule]:
    sites, own_pages = references.sites, references.own_pages
    if sites is None:
        return

    def on_site(rows: pd.DataFrame) -> list[bool]:
        seen: dict[str, str] = {}  # a source's rows stand on few hosts: each is read once
        found = []
        for url, source in zip(rows["url"], rows["source_id"], strict=True):
            start = "/".join(url.split("/", 3)[:3]) if isinstance(url, str) else ""
            if start not in seen:
                seen[start] = registered_domain(host(start))
            found.append(seen[start] in sites.get(source, ()))
        return found

    remedy = "the reader took a link that leads elsewhere for the record's own; if the site has moved, add the host to the source's `hosts`"
    yield holds(
        "url is on a site of its source",
        ("url", "source_id"),
        on_site,
        WARNING,
        "a record's page is on one of its source's hosts, or beside it on the same site",
        remedy,
        where=lambda rows: rows["url"].notna() & rows["source_id"].isin(own_pages),
    )
    # an API tells of pages on whichever host holds them: a strange one is worth a look, and no proof of a fault
    yield holds(
        "url of an API's row is on its provider's site",
        ("url", "source_id"),
        on_site,
        INFO,
        "a record that an API tells of has its page on the provider's site",
        remedy,
        where=lambda rows: rows["url"].notna() & rows["source_id"].isin(set(sites) - own_pages),
    )


def _same_as(records: frozenset[str]) -> Iterator[Rule]:
    yield holds(
        "same_as names other rows",
        ("same_as", "id"),
        lambda rows: [one is not None and own not in one for one, own in zip(lists(rows["same_as"]), rows["id"], strict=True)],
        CRITICAL,
        "no row is said to be the same as itself",
        "see `pipelines/link_same.py`",
        where=lambda rows: filled(rows["same_as"]),
    )
    yield holds(
        "same_as are rows of the release",
        ("same_as",),
        lambda rows: _all_in(rows["same_as"], records),
        CRITICAL,
        "every id in same_as has the form of an id and is a row of this release",
        "see `pipelines/link_same.py`: it names a row that was withheld or removed",
        where=lambda rows: filled(rows["same_as"]),
    )


def _all_in(values: pd.Series, allowed: frozenset[str]) -> list[bool]:
    return [one is not None and allowed.issuperset(one) for one in lists(values)]


def dates(first: str, last: str) -> Iterator[Rule]:
    """An end is not before its start."""
    yield holds(
        f"{last} is not before {first}",
        (last, first),
        lambda rows: rows[last] >= rows[first],
        WARNING,
        f"{last} is the day of {first} or later",
        "the page's two dates were read the wrong way round, or day and month were: see the text as printed",
        where=lambda rows: rows[first].notna() & rows[last].notna(),
    )


def low_high(low: str, high: str) -> Iterator[Rule]:
    """A range's least is at most its most."""
    yield Rule(
        f"{low} is at most {high}",
        WARNING,
        f"{low} is not more than {high}",
        "see the text as printed: a range was read the wrong way round",
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {"column_A": high, "column_B": low, "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        (low, high),
    )
