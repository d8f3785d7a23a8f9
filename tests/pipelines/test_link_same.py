"""`same_as`: rows of two sources that describe the same thing."""

import pandas as pd

from pipelines.link_same import link_same, near_duplicates

PROVIDERS = [
    {
        "provider_id": "roster",
        "name": "Harbour University",
        "provider_type": "university",
        "ror_id": "https://ror.org/012345678",
    },
    {
        "provider_id": "catalog",
        "name": "Harbour University Catalog Office",
        "provider_type": "university",
        "ror_id": "https://ror.org/012345678",
    },
    {"provider_id": "hill", "name": "Hill College", "provider_type": "university"},
    {"provider_id": "platform", "name": "Learnly", "provider_type": "platform"},
]
TEXT = (
    "How harbours grew: ropes, tides, customs books and the people who loaded cargo by hand. Learners read three letters of dock workers "
    "a week and rebuild one voyage from its papers."
)


def row(source: str, key: str, title: str, **more: object) -> dict:
    base = {
        "id": f"{source}:course:{key}",
        "source_id": source,
        "provider_id": source,
        "title": title,
        "offered_by": [],
        "same_as": [],
    }
    return (
        base
        | {
            "url": f"https://{source}.example.org/{key}",
            "description": None,
            "code": None,
            "freshness": "fresh",
        }
        | more
    )


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype=object)


def links(*rows: dict, table: str = "courses") -> dict[str, list[str]]:
    linked = link_same({table: frame(*rows)}, PROVIDERS)[table]
    return {
        record_id: same
        for record_id, same in zip(linked["id"], linked["same_as"], strict=True)
        if same
    }


def test_catalog_and_roster_of_one_institution_are_linked_both_ways() -> None:
    found = links(
        row("roster", "1", "ROPE WORK", code="NAV 210"),
        row("catalog", "a", "Rope Work", code="NAV-210"),
    )
    assert found == {
        "roster:course:1": ["catalog:course:a"],
        "catalog:course:a": ["roster:course:1"],
    }


def test_a_course_on_a_platform_is_linked_to_the_institution_behind_it() -> None:
    found = links(
        row("platform", "1", "Rope Work", offered_by=["The Harbour University"]),
        row("roster", "a", "Rope Work"),
    )
    assert found["roster:course:a"] == ["platform:course:1"]


def test_a_platform_is_no_institution() -> None:
    assert (
        links(
            row("platform", "1", "Rope Work", offered_by=["Hill College"]),
            row("roster", "a", "Rope Work"),
        )
        == {}
    )


def test_two_universities_are_two() -> None:
    assert links(row("hill", "1", "Rope Work"), row("roster", "a", "Rope Work")) == {}


def test_rows_of_one_source_are_never_linked() -> None:
    assert (
        links(
            row("roster", "1", "Rope Work", description=TEXT),
            row("roster", "2", "Rope Work", description=TEXT),
        )
        == {}
    )


def test_every_edition_of_a_course_is_linked_and_the_list_is_sorted() -> None:
    editions = [
        row("catalog", key, "Rope Work", code="NAV 210", edition=key) for key in ("2021", "2020")
    ]
    assert links(row("roster", "1", "Rope Work", code="NAV 210"), *editions)["roster:course:1"] == [
        "catalog:course:2020",
        "catalog:course:2021",
    ]


def test_a_row_carried_forward_is_linked_anew() -> None:
    stale = row("catalog", "a", "Rope Work", freshness="stale", same_as=["gone:course:9"])
    assert links(row("roster", "1", "Rope Work"), stale)["catalog:course:a"] == ["roster:course:1"]
    assert links(row("hill", "1", "Rope Work"), stale) == {}


def test_a_program_is_linked_to_one_of_its_own_kind() -> None:
    def program(source: str, credential: str) -> dict:
        return row(source, "1", "Harbour Logistics", credential_type=credential)

    assert links(program("roster", "master"), program("catalog", "master"), table="programs")
    assert (
        links(program("roster", "master"), program("catalog", "certificate"), table="programs")
        == {}
    )


def test_the_other_columns_and_the_order_of_rows_stay() -> None:
    table = frame(row("roster", "1", "Rope Work"), row("catalog", "a", "Tides"))
    linked = link_same({"courses": table}, PROVIDERS)["courses"]
    pd.testing.assert_frame_equal(linked.drop(columns="same_as"), table.drop(columns="same_as"))


def test_empty_tables_stay_empty() -> None:
    empty = frame(row("roster", "1", "Rope Work")).iloc[:0]
    assert link_same({"events": empty}, PROVIDERS)["events"].empty


def test_a_course_printed_under_two_codes_is_reported() -> None:
    table = frame(
        *(
            row("roster", code, "Rope Work", code=code, description=TEXT)
            for code in ("NAV 1", "HIST 1")
        )
    )
    pairs = near_duplicates(table, providers=PROVIDERS)
    assert [(pair.a, pair.b) for pair in pairs] == [
        ("roster:course:HIST 1", "roster:course:NAV 1")
    ] and "same title" in pairs[0].reason
