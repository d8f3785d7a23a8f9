"""Ids that stay: under new keys, over renamed addresses, and never one id for two records."""

import pytest

from courseatlas.ids import KnownIds, RecordNames, stable_ids

Names = tuple[str, ...]


@pytest.mark.parametrize(
    ("case", "names", "known", "aliases", "expected"),
    [
        ("a first crawl", [("K", "slug")], [], {}, ["K"]),
        ("a page that prints only the slug", [("slug",), ("K", "slug")], [], {}, ["K", "K"]),
        ("a row that was known by its slug", [("K", "slug")], ["slug"], {}, ["slug"]),
        ("that row after a rename", [("K", "anew")], ["slug"], {"K": "slug"}, ["slug"]),
        ("a slug alone, known as an alias", [("slug",)], ["K"], {"slug": "K"}, ["K"]),
        (
            "two rows that were known apart",
            [("K", "slug"), ("slug",)],
            ["K", "slug"],
            {},
            ["K", "K"],
        ),
        ("a slug that two courses had", [("K", "s"), ("L", "s"), ("s",)], [], {}, ["K", "L", "s"]),
        (
            "a slug that a second course takes",
            [("L", "s"), ("K", "r")],
            ["s"],
            {"K": "s"},
            ["L", "s"],
        ),
        ("two that claim one old id", [("L", "s"), ("K", "s")], ["s"], {}, ["L", "s"]),
        ("a known key beside a known alias", [("K", "s")], ["K", "s"], {}, ["K"]),
        ("an edition's new number", [("t", "12")], ["t"], {"11": "t"}, ["t"]),
        ("a new title under the same number", [("t2", "11")], ["t"], {"11": "t"}, ["t"]),
    ],
)
def test_a_record_keeps_the_id_that_a_release_knows(
    case: str, names: list[Names], known: list[str], aliases: dict[str, str], expected: list[str]
) -> None:
    records = [RecordNames(own, others) for own, *others in names]
    assert stable_ids(records, KnownIds(frozenset(known), aliases)) == expected, case
    backwards = stable_ids(records[::-1], KnownIds(frozenset(known), aliases))
    assert backwards == expected[::-1], case
