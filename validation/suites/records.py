"""The rules that programs, courses and events share: identity, address, dates, relevance, texts."""

from collections.abc import Iterator

import pandas as pd

from courseatlas import relevance
from courseatlas.schema import KIND_OF_TABLE
from courseatlas.sites import registered_domain
from validation.gx.expectation import CRITICAL, INFO, WARNING, ExpectationRule, row_rule, unique
from validation.gx.prepared import among, filled, lists
from validation.references import References, host
from validation.suites import texts
from validation.suites.codes import languages


def rules(table: str, references: References) -> Iterator[ExpectationRule]:
    """The rules that a record keeps besides the schema of its table."""
    yield _id_rule(table)
    yield from _word_rules()
    yield row_rule(
        "first_seen is not after last_seen",
        ("first_seen", "last_seen"),
        lambda rows: rows["first_seen"] <= rows["last_seen"],
        CRITICAL,
        "a row was first seen on the day it was last seen, or before",
        "the ids of the releases and the date of this run disagree: see `--now`, and the "
        "ids of the "
        "last release",
        where=lambda rows: rows["first_seen"].notna() & rows["last_seen"].notna(),
    )
    yield from _address_rules(references)
    yield from texts.title("title")
    yield from texts.text("description")
    yield unique(
        "description is not another row's",
        ("source_id", "description"),
        INFO,
        "no two rows of a source have the same description",
        "where many rows share it, the reader takes a text of the site for theirs; a "
        "catalog may also "
        "print one text for several courses",
        ignore_row_if="any_value_is_missing",
    )
    providers = references.providers
    if providers is not None:
        yield row_rule(
            "provider_id is a provider",
            ("provider_id",),
            lambda rows: among(rows["provider_id"], providers),
            CRITICAL,
            "the provider of every row is in the table of providers",
            "see `provider` in the source's YAML",
            where=lambda rows: rows["provider_id"].notna(),
        )
    if references.records is not None:
        yield from _same_as_rules(references.records)


def _id_rule(table: str) -> ExpectationRule:
    kind = KIND_OF_TABLE[table]
    return row_rule(
        "id names its source and kind",
        ("id", "source_id"),
        lambda rows: _begins_with_source_and_kind(rows["id"], rows["source_id"], kind),
        WARNING,
        f"an id of {table} begins with its source and `{kind}`",
        "see `pipelines/identify.py`: the row is in the table of another kind, or has the name of "
        "another source",
        where=lambda rows: rows["id"].notna(),
    )


def _begins_with_source_and_kind(ids: pd.Series, sources: pd.Series, kind: str) -> list[bool]:
    prefixes = {source: f"{source}:{kind}:" for source in sources.dropna().unique()}
    pairs = zip(ids, sources, strict=True)
    return [
        isinstance(name, str) and name.startswith(prefixes.get(source, "\0"))
        for name, source in pairs
    ]


def _word_rules() -> Iterator[ExpectationRule]:
    """Language, topics and matched terms are words that are known."""
    yield row_rule(
        "language is a language",
        ("language",),
        lambda rows: rows["language"].map(_primary_language).isin(languages()),
        WARNING,
        "language begins with a code of ISO 639, as a BCP 47 tag does",
        "teach `courseatlas/values/` the language as the site prints it, or correct "
        "`defaults: language` of the source",
        where=lambda rows: rows["language"].notna(),
    )
    yield row_rule(
        "topics are of the vocabulary",
        ("topics",),
        lambda rows: _all_in(rows["topics"], frozenset(relevance.load().topic_keys())),
        WARNING,
        "every topic is a key of the topic vocabulary",
        "a topic was renamed: see `topics.yml` of the relevance vocabulary, and refresh the source",
        where=lambda rows: filled(rows["topics"]),
    )
    yield row_rule(
        "a relevant row tells its words",
        ("matched_terms", "relevance"),
        lambda rows: filled(rows["matched_terms"]),
        INFO,
        "a row that is about AI names the words that decided",
        "run `courseatlas classify` on its title to see what decided",
        where=lambda rows: rows["relevance"].isin(["core", "applied"]),
    )


def _primary_language(tag: object) -> str:
    return str(tag).partition("-")[0]


def _address_rules(references: References) -> Iterator[ExpectationRule]:
    sites, own_pages = references.sites, references.own_pages
    if sites is None:
        return

    def is_on_site(rows: pd.DataFrame) -> list[bool]:
        domains: dict[str, str] = {}  # the rows of a source are on few hosts: each is read once
        results = []
        for url, source in zip(rows["url"], rows["source_id"], strict=True):
            origin = "/".join(url.split("/", 3)[:3]) if isinstance(url, str) else ""
            if origin not in domains:
                domains[origin] = registered_domain(host(origin))
            results.append(domains[origin] in sites.get(source, ()))
        return results

    remedy = (
        "the reader took a link that leads elsewhere for the record's own; if the site has moved, "
        "add the host to the `hosts` of the source"
    )
    yield row_rule(
        "url is on a site of its source",
        ("url", "source_id"),
        is_on_site,
        WARNING,
        "the page of a record is on a host of its source, or on another host of the same site",
        remedy,
        where=lambda rows: rows["url"].notna() & rows["source_id"].isin(own_pages),
    )
    # an API names pages on whichever host has them: another host is worth a look, and is no fault
    yield row_rule(
        "url of an API's row is on its provider's site",
        ("url", "source_id"),
        is_on_site,
        INFO,
        "the page of a record that an API names is on the site of its provider",
        remedy,
        where=lambda rows: (
            rows["url"].notna() & rows["source_id"].isin(list(set(sites) - own_pages))
        ),
    )


def _same_as_rules(records: frozenset[str]) -> Iterator[ExpectationRule]:
    yield row_rule(
        "same_as names other rows",
        ("same_as", "id"),
        _names_other_rows,
        CRITICAL,
        "no row is said to be the same as itself",
        "see `pipelines/link_same.py`",
        where=lambda rows: filled(rows["same_as"]),
    )
    yield row_rule(
        "same_as are rows of the release",
        ("same_as",),
        lambda rows: _all_in(rows["same_as"], records),
        CRITICAL,
        "every id in same_as has the form of an id and is a row of this release",
        "see `pipelines/link_same.py`: it names a row that was withheld or removed",
        where=lambda rows: filled(rows["same_as"]),
    )


def _names_other_rows(rows: pd.DataFrame) -> list[bool]:
    pairs = zip(lists(rows["same_as"]), rows["id"], strict=True)
    return [ids is not None and own_id not in ids for ids, own_id in pairs]


def _all_in(values: pd.Series, allowed: frozenset[str]) -> list[bool]:
    return [items is not None and allowed.issuperset(items) for items in lists(values)]


def dates(first: str, last: str) -> Iterator[ExpectationRule]:
    """An end is not before its start."""
    yield row_rule(
        f"{last} is not before {first}",
        (last, first),
        lambda rows: rows[last] >= rows[first],
        WARNING,
        f"{last} is the day of {first} or later",
        "the two dates of the page were read the wrong way round, or day and month were: see the "
        "text as printed",
        where=lambda rows: rows[first].notna() & rows[last].notna(),
    )


def low_high(low: str, high: str) -> Iterator[ExpectationRule]:
    """The lower bound of a range is not above its upper bound."""
    yield ExpectationRule(
        f"{low} is at most {high}",
        WARNING,
        f"{low} is not more than {high}",
        "see the text as printed: a range was read the wrong way round",
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {
            "column_A": high,
            "column_B": low,
            "or_equal": True,
            "ignore_row_if": "either_value_is_missing",
        },
        (low, high),
    )
