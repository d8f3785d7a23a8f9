"""Templates that change overnight: whatever a page becomes, no bad row is published and no good row is lost.

Every sample source stands in the registry once a mutation, read first from its healthy pages and then from the mutated ones. What stands
in the second release must be the rows of the first, stale or read anew, and the report must say which sources failed.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from courseatlas import sources as registry
from courseatlas.sources import Source
from courseatlas.words import SUPPORTING
from flows.plan import make_plan
from flows.refresh import refresh
from samples.build import ANSWERS
from spiders.archive.warc import Answer
from tests.support.crawls import Site, pages, replayed
from tests.support.paths import SAMPLE_SOURCES
from tests.support.redesign import without_structure

Mutation = Callable[[Site, list[tuple[str, str]]], Site]
KEPT = (
    "id",
    "title",
    "description",
    "code",
    "price_amount",
    "credits_min",
    "credential_type",
    "starts_on",
    "relevance",
)


def bodies(change: Callable[[str], str]) -> Mutation:
    """A mutation of every body's text."""
    return lambda site, texts: [
        Answer(
            answer.url,
            answer.status,
            answer.headers,
            change(answer.body.decode("utf-8", "surrogateescape")).encode(
                "utf-8", "surrogateescape"
            ),
        )
        for answer in site
    ]


def answered(status: int, body: bytes, kind: str = "text/html; charset=utf-8") -> Mutation:
    """A mutation in which every page is answered alike."""
    return lambda site, texts: [
        Answer(answer.url, status, [("Content-Type", kind)], body) for answer in site
    ]


def html(title: str, words: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{words}</p></main></body></html>".encode()


def swapped(site: Site, texts: list[tuple[str, str]]) -> Site:
    def change(body: str) -> str:
        for title, description in texts:
            body = body.replace(title, "\0").replace(description, title).replace("\0", description)
        return body

    return bodies(change)(site, texts)


def without_descriptions(site: Site, texts: list[tuple[str, str]]) -> Site:
    def change(body: str) -> str:
        for _, description in texts:
            body = body.replace(description, "")
        return body

    return bodies(change)(site, texts)


def titles_replaced(by: str) -> Mutation:
    def mutate(site: Site, texts: list[tuple[str, str]]) -> Site:
        def change(body: str) -> str:
            for title, _ in texts:
                body = body.replace(title, by)
            return body

        return bodies(change)(site, texts)

    return mutate


def greek(body: str) -> str:
    """The words of a page in another script: what a site shows that guesses the visitor's language."""
    letters = str.maketrans(
        "abdefghiklmnoprstuvyzABDEFGHIKLMNOPRSTUVYZ", "αβδεφγηικλμνοπρστυωψζΑΒΔΕΦΓΗΙΚΛΜΝΟΠΡΣΤΥΩΨΖ"
    )
    if body.lstrip()[:1] in "{[":
        return re.sub(
            r'(?<=: ")[^"]*(?=")',
            lambda value: value[0] if value[0].startswith("http") else value[0].translate(letters),
            body,
        )
    return re.sub(r">[^<]*<", lambda text: text[0].translate(letters), body)


MUTATIONS: dict[str, Mutation] = {
    "classes-renamed": bodies(lambda body: re.sub(r'class="([^"]*)"', lambda names: f'class="{" ".join(f"v2-{name}" for name in names[1].split())}"', body)),
    "structure-lost": lambda site, texts: [Answer(answer.url, answer.status, answer.headers, without_structure(answer.body)) for answer in site],
    "ids-renamed": bodies(lambda body: re.sub(r'\b(id|data-[\w-]+|itemprop|itemtype)="([^"]*)"', r'\1="v2-\2"', body)),
    "keys-renamed": bodies(lambda body: re.sub(r'"(\w+)":', r'"v2_\1":', body)),
    "block-moved": bodies(lambda body: re.sub(r"(<body[^>]*>)(.*)(</body>)", r"\1<template>\2</template>\3", body, flags=re.S)),
    "wrapped-in-data": bodies(lambda body: f'{{"v2": {{"payload": {body}}}}}' if body.lstrip()[:1] in "{[" else body.replace("<main", "<aside").replace("</main", "</aside")),
    "fields-swapped": swapped,
    "descriptions-lost": without_descriptions,
    "titles-unfilled": titles_replaced("{{ course.title }}"),
    "titles-undefined": titles_replaced("[object Object]"),
    "titles-all-alike": titles_replaced("Untitled"),
    "one-page-left": lambda site, texts: site[:2],
    "half-of-the-pages": lambda site, texts: [Answer(answer.url, 404, answer.headers, b"gone") if number % 2 else answer for number, answer in enumerate(site)],
    "prices-lost": bodies(lambda body: re.sub(r"(?:US)?[$€£]\s?[\d.,]+|(?<=[pP]rice\": )\"?[\d.]+\"?", '""', body)),
    "login": answered(200, b'<html><head><title>Sign in</title></head><body><form action="/login"><input type="password" name="p"></form></body></html>'),
    "soft-404": answered(200, html("Page not found", "The page you asked for is not here.")),
    "captcha": answered(200, b"<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"),
    "forbidden": answered(403, html("Forbidden", "You may not see this page.")),
    "empty": answered(200, b""),
    "broken-server": answered(500, html("Error", "Something went wrong.")),
    "maintenance": answered(200, html("Scheduled maintenance", "We will be back at six in the morning.")),
    "shell": answered(200, b'<html><head><title>Catalog</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>'),
    "error-document": answered(200, b'{"detail": "Authentication credentials were not provided."}', "application/json"),
    "another-language": bodies(greek),
    "encoding-broken": lambda site, texts: [Answer(answer.url, answer.status, answer.headers, answer.body.decode("utf-8", "replace").encode("utf-16-le")) for answer in site],
    "cut-short": lambda site, texts: [Answer(answer.url, answer.status, answer.headers, answer.body[: len(answer.body) // 4]) for answer in site],
}  # fmt: skip
# one is not read, and the sample of the other is not about AI
HEALTHY = [source for source in ANSWERS if source not in ("edx-discovery", "mit-bootcamps")]


def rows(output: Path) -> dict[str, dict[str, tuple]]:
    """source -> id -> what an analyst reads of each row."""
    by_source: dict[str, dict[str, tuple]] = {}
    for table in ("programs", "courses", "events"):
        for row in pq.read_table(output / "latest" / f"{table}.parquet").to_pylist():
            by_source.setdefault(row["source_id"], {})[row["id"]] = tuple(
                row.get(name) for name in KEPT
            )
    return by_source


def about_ai(by_source: dict[str, dict[str, tuple]]) -> dict[str, dict[str, tuple]]:
    """The rows but for those that support a profile, of which the best of all sources stay."""
    place = KEPT.index("relevance")
    return {
        source: {key: values for key, values in held.items() if values[place] != SUPPORTING}
        for source, held in by_source.items()
    }


@pytest.fixture(scope="module")
def overnight(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, dict, dict]:
    """(rows of the healthy release, rows of the release after the mutations, state of each source)."""
    folder = tmp_path_factory.mktemp("mutations")
    samples = registry.load_all(SAMPLE_SOURCES)
    first = make_plan(folder / "first", sources_folder=SAMPLE_SOURCES, now="2026-11-16T05:00:00Z")
    refresh(first, replayed(lambda source: pages(source.id)))
    healthy = rows(folder / "first")
    counted = about_ai(healthy)
    (folder / "sources").mkdir()
    for source in HEALTHY:
        written = samples[source].path.read_text("utf-8").partition("\nexpect:")[0]
        counts = {
            table: sum(f":{table[:-1]}:" in record_id for record_id in counted[source])
            for table in ("courses", "programs", "events")
        }
        # what a maintainer knows of a small source: how many rows it has, and that each has a text or a price
        texts = [values for record_id, values in healthy[source].items() if ":course:" in record_id]
        filled = (
            {"courses.description": 0.6}
            if sum(values[2] is not None for values in texts) > 0.7 * len(texts) > 0
            else {}
        )
        filled |= (
            {"courses.price_amount": 0.6}
            if sum(values[4] is not None for values in texts) > 0.7 * len(texts) > 0
            else {}
        )
        expect = {table: {"at_least": count} for table, count in counts.items() if count} | (
            {"filled": filled} if filled else {}
        )
        for mutation in MUTATIONS:
            (folder / "sources" / f"{source}--{mutation}.yml").write_text(
                f"{written}\nexpect: {json.dumps(expect)}\n", "utf-8"
            )
    output = folder / "out"
    plan = make_plan(output, sources_folder=folder / "sources", now="2026-11-16T05:00:00Z")
    assert refresh(plan, replayed(lambda source: pages(source.id))).status == 0
    before = about_ai(rows(output))

    def mutated(source: Source) -> Site:
        name, _, mutation = source.id.partition("--")
        # the longest first: a title may be part of another
        texts = sorted(
            ((values[1], values[2] or "\1") for values in healthy[name].values()),
            key=lambda pair: -len(pair[0]),
        )
        return MUTATIONS[mutation](pages(source.id), texts)

    outcome = refresh(
        make_plan(output, sources_folder=folder / "sources", now="2026-11-23T05:00:00Z"),
        replayed(mutated),
    )
    states = {
        row["source_id"]: row["state"]
        for row in pq.read_table(outcome.run.folder / "source_health.parquet").to_pylist()
    }
    return before, about_ai(rows(output)), states


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_no_bad_row_is_published_and_no_good_row_is_lost(
    overnight: tuple[dict, dict, dict], mutation: str
) -> None:
    before, after, states = overnight
    changed = {}
    for source in HEALTHY:
        name = f"{source}--{mutation}"
        if before[name] != after.get(name):
            changed[source] = (
                states[name],
                [
                    (record_id, before[name].get(record_id), after.get(name, {}).get(record_id))
                    for record_id in {*before[name], *after.get(name, {})}
                    if before[name].get(record_id) != after.get(name, {}).get(record_id)
                ][:2],
            )
    assert not changed


def test_most_mutations_of_most_platforms_are_noticed(overnight: tuple[dict, dict, dict]) -> None:
    """A reader that holds on to something else on the page is not touched by a mutation; a page that is no page is always noticed."""
    _, _, states = overnight
    failed = {name for name, state in states.items() if state in ("failed", "stale", "blocked")}
    for mutation in (
        "login",
        "soft-404",
        "captcha",
        "forbidden",
        "empty",
        "broken-server",
        "maintenance",
        "shell",
        "error-document",
        "structure-lost",
        "one-page-left",
    ):
        missed = [source for source in HEALTHY if f"{source}--{mutation}" not in failed]
        assert not missed or mutation == "one-page-left", (mutation, missed)
    assert len(failed) > 0.6 * len(states)
