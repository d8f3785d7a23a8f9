"""The expectations are checked themselves: each has a seeded fault that it catches, and none complains of healthy tables."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from courseatlas.schema import (
    BOOL,
    BY_NAME,
    COURSES,
    DAY,
    MONEY,
    RECORD_TABLES,
    STRING,
    STRINGS,
    TABLES,
    TIME,
    Table,
)
from tests.support import healthy
from validation.check import check, quarantine_rows
from validation.gx import engine
from validation.gx.expectation import (
    CRITICAL,
    INFO,
    WARNING,
    ExpectationRule,
    in_set,
    row_rule,
)
from validation.gx.prepared import TYPED, prepared
from validation.references import References
from validation.suites import suite

ROWS = 700  # so many that program_courses has a program of its own for each of its faults
HEALTHY = healthy.tables(ROWS)
KNOWN = healthy.references(HEALTHY)
Fault = Mapping[str, Any]

# the rules of the field: what to write into a healthy row
FAULTS: dict[str, Fault] = {
    "id names its source and kind": {"source_id": "y"},
    "language is a language": {"language": "qqq-US"},
    "topics are of the vocabulary": {"topics": ["machine_learning", "astrology"]},
    "a relevant row tells its words": {"relevance": "core", "matched_terms": []},
    "first_seen is not after last_seen": {"first_seen": date(2026, 11, 25)},
    "url is on a site of its source": {"url": "https://ads.example.com/course"},
    "url of an API's row is on its provider's site": {
        "source_id": "y",
        "url": "https://ads.example.com/course",
    },
    "title is no word of a menu": {"title": "Sign in"},
    "title holds no template": {"title": "{{ course.title }}"},
    "title holds no markup": {"title": "Deep Learning &amp; Vision"},
    "description holds no template": {"description": "About [object Object]."},
    "description holds no markup": {"description": 'Models <div class="x">and data'},
    "provider_id is a provider": {"provider_id": "nobody"},
    "same_as are rows of the release": {"same_as": ["x:course:GONE"]},
    "price_currency is a currency": {"price_currency": "ZZQ"},
    "a price has a currency": {"price_amount": Decimal(5), "price_currency": None},
    "what is free costs nothing": {"price_amount": Decimal(5), "price_kind": "free"},
    "ends_on is not before starts_on": {"ends_on": date(2026, 1, 1)},
    "credits_min is at most credits_max": {"credits_min": 9.0},
    "credits_total_min is at most credits_total_max": {"credits_total_min": 99.0},
    "effort_hours_per_week_min is at most effort_hours_per_week_max": {
        "effort_hours_per_week_min": 90.0
    },
    "a rating has a count": {"rating_count": None},
    "credits have a unit": {"credit_unit": None},
    "positions count from 1": {"position": 77},
    "alternative_to is an earlier position": {"alternative_to": 8},
    "a range of courses is no course": {"range_from": "CS 100", "range_to": "CS 199"},
    "a course of the release has its id": {"in_release": True, "course_id": None},
    "course_title is no word of a menu": {"course_title": "Menu"},
    "course_title holds no template": {"course_title": "undefined"},
    "course_title holds no markup": {"course_title": "<b>Vision</b>"},
    "program_id is a program of the release": {"program_id": "x:program:GONE"},
    "course_id is a course of the release": {"in_release": True, "course_id": "x:course:GONE"},
    "topic is of the vocabulary": {"topic": "astrology"},
    "what is counted is a share of all": {"share": 0.0},
    "groups count from 1": {"group_number": 77},
    "options count from 1": {"option": 77},
    "course_id is a row of courses": {"course_id": "x:course:GONE"},
    "prerequisite_id is a row of courses": {"prerequisite_id": "x:course:GONE"},
    "country is a country": {"country": "ZZ"},
    "name holds no template": {"name": "lorem ipsum"},
    "name holds no markup": {"name": "<p>University"},
    "what is met names its record": {"status": "met", "record_id": None},
    "what is not met names none": {"status": "not_found", "record_id": "x:course:CS-1"},
    "a record has its score": {"record_id": "x:course:CS-1", "match_score": None},
    "match_reason holds no template": {"match_reason": "undefined undefined"},
    "match_reason holds no markup": {"match_reason": "its title&nbsp;says so"},
    "record_id is a row of the release": {"record_id": "x:course:GONE"},
    "table is a record table": {"table": "providers"},
    "id is of its table": {"table": "events"},
    "a changed row tells what changed": {"change": "changed", "field": "colour"},
    "old and new differ": {"change": "changed", "old": "now", "new": "now"},
    "a removed row is gone, another is there": {"change": "removed"},
    "table is a table of the release": {"table": "drawer"},
    "record is JSON": {"record": "{title: "},
    "source_id is a source": {"source_id": "nobody"},
    "records balance": {"records_merged": 9},
    "pages_fetched is at most pages_requested": {"pages_fetched": 11},
    "pages_failed is at most pages_requested": {"pages_failed": 11},
    "pages_not_modified is at most pages_requested": {"pages_not_modified": 11},
    "what is not well says why": {"message": None},
}


def fault(
    table: Table, rule: ExpectationRule, row: dict[str, Any], first: dict[str, Any]
) -> Fault | None:
    """What breaks the rule in this row: from the rule's kind where that tells, else by hand. None where there is no such fault."""
    column = rule.columns[0] if rule.columns else ""
    if rule.name in FAULTS:
        return FAULTS[rule.name]
    if rule.name == "same_as names other rows":
        return {"same_as": [row["id"]]}
    if rule.name == "other texts hold no template or markup":
        return {rule.columns[-1]: "{% block text %}"}
    if rule.name == TYPED:
        kinds = {one.type: one.name for one in table.columns if not one.required} or {
            one.type: one.name for one in table.columns
        }
        return {
            kinds.get("double") or kinds.get("int64") or next(iter(kinds.values())): ["a", "list"]
        }
    if rule.derive:
        return None
    if rule.kind == "ExpectColumnValuesToNotBeNull":
        return {column: None}
    if rule.kind == "ExpectColumnValuesToBeInSet":
        return {column: "no such word"}
    if rule.kind == "ExpectColumnValuesToBeBetween":
        wrong = -1 if rule.kwargs["max_value"] is None else rule.kwargs["max_value"] + 1
        return {column: Decimal(wrong) if table.column(column).type == MONEY else wrong}
    if rule.kind == "ExpectColumnValuesToMatchRegex":
        return {column: "¿ not so ?"}
    if rule.kind in ("ExpectColumnValuesToBeUnique", "ExpectCompoundColumnsToBeUnique"):
        return {one: first[one] for one in rule.columns}
    return None


def plain(name: str) -> list[dict[str, Any]]:
    frame = HEALTHY[name]
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def rows_for(name: str, count: int) -> list[dict[str, Any]]:
    """Enough healthy rows to spoil: whole rows again where the table is small, told apart by what must be unique."""
    rows = plain(name)
    key = BY_NAME[name].key[0]
    again = -(-count // len(rows))
    return [
        row | ({key: f"{row[key]}{turn}"} if turn else {}) for turn in range(again) for row in rows
    ]


def body(table: Table) -> list[ExpectationRule]:
    """The rules that look at rows; the first one counts them."""
    return suite(table, KNOWN)[1:]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_healthy_table_keeps_every_rule_and_none_raises(table: Table) -> None:
    result = check(table, HEALTHY[table.name], True, KNOWN)
    assert [(one.rule, one.error, one.examples) for one in result.checks if not one.success] == []
    assert (
        result.stop_reason is None
        and not result.faults
        and len(result.accepted) == len(HEALTHY[table.name])
    )
    assert [one.rule for one in result.checks] == [rule.name for rule in suite(table, KNOWN)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_rule_catches_its_seeded_fault(table: Table) -> None:
    rules = body(table)
    rows = rows_for(table.name, 2 * len(rules) + 20)
    spoiled: dict[str, int] = {}
    for number, rule in enumerate(rules):
        place = len(rows) - 1 - 2 * number if table.name != "program_courses" else 8 * (number + 2)
        seeded = fault(table, rule, rows[place], rows[0])
        if seeded is not None:
            rows[place] |= seeded
            spoiled[rule.name] = place
    assert len(spoiled) == len(rules) == len({rule.name for rule in rules}), (
        "a rule has no fault: add one to FAULTS"
    )
    found = {
        one.rule.name: one
        for one in engine.run(rules, prepared(table, pd.DataFrame(rows, dtype=object)))
    }
    assert {name: found[name].error for name in spoiled if found[name].error} == {}
    assert [
        name
        for name, place in spoiled.items()
        if found[name].success or place not in found[name].positions
    ] == []


def test_there_are_as_many_faults_as_rules_and_no_fault_without_its_rule() -> None:
    names = {rule.name for table in TABLES for rule in suite(table, KNOWN)}
    assert set(FAULTS) <= names
    assert sum(len(body(table)) for table in TABLES) >= 250


def test_every_rule_tells_what_it_means_and_what_to_do() -> None:
    for table in TABLES:
        for rule in suite(table, KNOWN):
            assert rule.sentence and rule.remedy and rule.severity in (CRITICAL, WARNING, INFO), (
                rule.name
            )
            assert len(rule.sentence) < 400, rule.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_empty_table_that_must_hold_rows_does_not_pass(table: Table) -> None:
    (one,) = check(table, HEALTHY[table.name].head(0), True, KNOWN).checks
    assert (one.rule, one.severity, one.success) == (
        "the table holds rows",
        CRITICAL,
        False,
    ) and one.remedy
    assert all(
        one.success for one in check(table, HEALTHY[table.name].head(0), False, KNOWN).checks
    )


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("programs", "credential_type"), ("courses", "topics"), ("events", "title"), ("program_courses", "role"), ("providers", "name"),
        ("profile_links", "status"), ("changes", "change"), ("quarantine", "detail"), ("source_health", "state"),
    ],
)  # fmt: skip
def test_a_required_column_that_is_null_everywhere_stops_the_release(
    name: str, column: str
) -> None:
    rows = [row | {column: None} for row in rows_for(name, 10)[:10]]
    result = check(BY_NAME[name], pd.DataFrame(rows, dtype=object), True, KNOWN)
    assert column in str(result.stop_reason)
    assert not next(one for one in result.checks if one.rule == f"{column} is not null").success


def test_an_optional_column_without_a_value_holds_and_says_that_nothing_was_looked_at() -> None:
    rows = [row | {"difficulty": None} for row in plain("courses")]
    result = check(COURSES, pd.DataFrame(rows, dtype=object), True, KNOWN)
    one = next(one for one in result.checks if one.rule == "difficulty is a word of its vocabulary")
    assert one.success and one.looked == 0 and one.rows == len(rows) and result.stop_reason is None


def _with(monkeypatch: pytest.MonkeyPatch, extra: ExpectationRule) -> str:
    monkeypatch.setattr("validation.check.suite", lambda *given: [*suite(*given), extra])
    return str(check(COURSES, HEALTHY["courses"], True, KNOWN).stop_reason)


BROKEN_RULES: dict[str, Callable[[], ExpectationRule]] = {
    "of a column that is not there": lambda: in_set(
        "colour is red", "colour", ["red"], WARNING, "It is red.", "Paint it."
    ),
    "that raises": lambda: row_rule(
        "two is a number", ("id",), lambda rows: rows["two"] > 1, INFO, "It is one.", "Count."
    ),
}


@pytest.mark.parametrize("name", BROKEN_RULES)
def test_a_rule_that_raises_stops_the_release_and_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = BROKEN_RULES[name]()
    assert f'"{extra.name}" could not be checked' in _with(monkeypatch, extra)


def test_a_rule_that_is_declared_and_not_run_stops_the_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    validate = engine._validate

    def forgetful(*given: Any) -> dict[str, Any]:
        return {name: one for name, one in validate(*given).items() if name != "title is not null"}

    monkeypatch.setattr(engine, "_validate", forgetful)
    result = check(COURSES, HEALTHY["courses"], True, KNOWN)
    assert 'the rule "title is not null" could not be checked: it was declared and not run' in str(
        result.stop_reason
    )


def test_a_check_shows_three_examples_with_their_pages_and_cuts_long_values() -> None:
    rows = plain("courses")
    for number in range(5):
        rows[number]["description"] = "{{ text }}" * 100
    one = next(
        one
        for one in check(COURSES, pd.DataFrame(rows, dtype=object), True, KNOWN).checks
        if one.rule == "description holds no template"
    )
    assert one.failed_rows == 5 and len(one.examples) == 3 and one.sentence and one.remedy
    assert (
        one.examples[0].id == rows[0]["id"]
        and one.examples[0].evidence_url == rows[0]["evidence_url"]
    )
    assert all(len(example.value) <= 120 for example in one.examples)


def test_a_withheld_row_tells_the_rule_the_sentence_the_value_and_the_page() -> None:
    rows = plain("courses")
    rows[7]["title"] = "Home"
    (row,) = quarantine_rows(
        COURSES, check(COURSES, pd.DataFrame(rows, dtype=object), True, KNOWN), "crawl"
    )
    assert row["rule"] == "title is no word of a menu" and row["detail"].startswith(
        "title names the thing itself"
    )
    assert (
        "'Home'" in row["detail"]
        and row["evidence_url"] == rows[7]["evidence_url"]
        and row["id"] == rows[7]["id"]
    )


def test_rules_that_need_other_tables_are_left_out_where_these_are_not_known() -> None:
    without = {rule.name for table in RECORD_TABLES for rule in suite(table, References())}
    assert not without & {
        "provider_id is a provider",
        "url is on a site of its source",
        "same_as are rows of the release",
    }


def test_a_value_of_another_type_is_told_and_not_stumbled_over() -> None:
    for kind, wrong in (
        (STRING, 7),
        (STRINGS, "a,b"),
        (DAY, "tomorrow"),
        (TIME, "now"),
        (BOOL, "yes"),
        ("double", "three"),
    ):
        table = next(one for one in TABLES if any(column.type == kind for column in one.columns))
        column = next(column.name for column in table.columns if column.type == kind)
        rows = rows_for(table.name, 5)
        rows[3][column] = wrong
        assert (
            prepared(table, pd.DataFrame(rows, dtype=object))[TYPED].tolist().index(False) == 3
        ), kind
