"""Each gate catches the fault it is there for, and passes a healthy source."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from courseatlas.findings import SourceStats
from courseatlas.sources import Expect
from pipelines.carry_forward import expired
from validation.gates.change import CHANGES
from validation.gates.gate import findings
from validation.gates.source_stats import previous_stats, source_stats
from validation.gates.thresholds import GateThresholds

HEALTHY = SourceStats(
    rows={"courses": 100, "programs": 4, "events": 0},
    filled={
        "courses.title": 1.0,
        "courses.description": 0.98,
        "courses.credits_min": 0.95,
        "courses.price_amount": 0.0,
    },
    words={
        "courses.relevance": {"core": 30, "applied": 10, "adjacent": 60},
        "courses.credit_unit": {"semester_hour": 95},
    },
    lengths={"courses.title": 31.0, "courses.description": 310.0},
    distinct={"courses.title": 1.0, "courses.description": 0.97},
    titles={f"s:course:{n}": f"Course {n}" for n in range(104)},
    pages={"record": 12, "listing": 2, "error:http_404": 1},
)


def source(at_least: dict | None = None, filled: dict | None = None):
    return SimpleNamespace(id="s", expect=Expect(at_least or {}, filled or {}))


FAULTS = {
    "rows lost": replace(HEALTHY, rows={"courses": 79, "programs": 4, "events": 0}),
    "rows lost, all of a small table": replace(
        HEALTHY, rows={"courses": 100, "programs": 0, "events": 0}
    ),
    "rows grown": replace(HEALTHY, rows={"courses": 201, "programs": 4, "events": 0}),
    "filled less": replace(HEALTHY, filled=HEALTHY.filled | {"courses.description": 0.03}),
    "filled less, of few rows": replace(
        HEALTHY, rows=HEALTHY.rows, filled=HEALTHY.filled | {"courses.credits_min": 0.0}
    ),
    "ids vanished": replace(
        HEALTHY,
        titles={f"s:course:x{n}" if n < 40 else f"s:course:{n}": f"Course {n}" for n in range(104)},
    ),
    "renamed": replace(HEALTHY, titles={one: f"About {one}" for one in HEALTHY.titles}),
    "words shifted": replace(
        HEALTHY, words=HEALTHY.words | {"courses.relevance": {"core": 95, "adjacent": 5}}
    ),
    "words shifted, another unit": replace(
        HEALTHY, words=HEALTHY.words | {"courses.credit_unit": {"unit": 95}}
    ),
    "lengths changed": replace(
        HEALTHY, lengths={"courses.title": 240.0, "courses.description": 31.0}
    ),
    "alike": replace(HEALTHY, distinct={"courses.title": 1.0, "courses.description": 0.01}),
    "pages without records": replace(HEALTHY, pages={"record": 4, "no_record": 8, "listing": 2}),
    "pages in error": replace(HEALTHY, pages={"record": 8, "error:timeout": 3, "error:blocked": 2}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_caught_by_its_gate_and_told_with_what_to_do(name: str) -> None:
    found = findings(source(), FAULTS[name], HEALTHY, accepted=False)
    assert {one.gate for one in found} == {name.partition(",")[0]}
    assert found[0].sentence and "courseatlas" in found[0].remedy or "--accept s" in found[0].remedy


@pytest.mark.parametrize(
    "now",
    [
        HEALTHY,
        replace(HEALTHY, rows={"courses": 82, "programs": 3, "events": 0}),
        replace(HEALTHY, rows={"courses": 150, "programs": 9, "events": 0}),
        replace(
            HEALTHY,
            filled=HEALTHY.filled | {"courses.description": 0.8, "courses.price_amount": 1.0},
        ),
        replace(HEALTHY, titles={f"s:course:{n}": f"Course {n}" for n in range(10, 114)}),
        replace(HEALTHY, pages={"record": 12, "listing": 2, "error:http_404": 9}),
    ],
)
def test_what_changes_from_term_to_term_passes(now: SourceStats) -> None:
    assert findings(source(), now, HEALTHY, accepted=False) == []


def test_a_first_release_has_nothing_to_be_compared_with_and_its_floors_all_the_same() -> None:
    assert findings(source(), SourceStats(), None, accepted=False) == []
    found = findings(
        source({"courses": 101}, {"courses.description": 0.99}), HEALTHY, None, accepted=False
    )
    assert [one.gate for one in found] == ["rows at least", "filled at least"]
    assert (
        "100 courses, fewer than the 101" in found[0].sentence
        and "filled in 98% of 100 courses" in found[1].sentence
    )


def test_a_column_without_rows_never_passes_its_floor() -> None:
    assert [
        one.gate
        for one in findings(
            source({}, {"courses.description": 0.5}), SourceStats(rows={"courses": 0}), None, False
        )
    ] == ["filled at least"]


def test_a_person_s_word_lifts_a_change_and_no_floor() -> None:
    now = FAULTS["rows grown"]
    found = findings(source({"courses": 500}), now, HEALTHY, accepted=True)
    assert [(one.gate, one.lifted) for one in found] == [
        ("rows at least", False),
        ("rows grown", True),
    ]


def test_every_gate_has_a_fault_and_every_threshold_a_gate() -> None:
    names = {gate.__name__.replace("_", " ") for gate in CHANGES} | {"pages in error"}
    caught = {name.partition(",")[0] for name in FAULTS}
    assert len(names) == len(caught)
    # and the columns that must not be emptied, the age of carried rows, the share of withheld rows
    assert len(GateThresholds.model_fields) == len(names) + 3


def test_facts_count_rows_words_and_pages_and_come_back_from_a_manifest() -> None:
    courses = pd.DataFrame(
        {"id": ["s:course:1", "s:course:2", "t:course:1"], "source_id": ["s", "s", "t"], "title": ["A", "B", "C"], "description": ["x", None, None],
         "relevance": ["core", "core", "adjacent"], "topics": [["a"], [], []]}
    )  # fmt: skip
    from courseatlas.schema import RECORD_TABLES

    tables = {table.name: pd.DataFrame(columns=table.names) for table in RECORD_TABLES}
    tables["courses"] = courses.reindex(
        columns=RECORD_TABLES[[one.name for one in RECORD_TABLES].index("courses")].names
    )
    tables["courses"]["topics"] = courses["topics"]
    for name in tables["courses"]:
        if tables["courses"][name].isna().all():
            tables["courses"][name] = pd.Series(
                [[]] * 3
                if name
                in (
                    "matched_terms",
                    "offered_by",
                    "same_as",
                    "cross_listed",
                    "topic_titles",
                    "prerequisite_codes",
                    "instructors",
                    "syllabus",
                )
                else [None] * 3,
                dtype=object,
            )
    facts = source_stats(
        {name: frame[frame["source_id"] == "s"] for name, frame in tables.items()},
        [{"outcome": "record", "code": None}, {"outcome": "error", "code": "timeout"}],
    )
    assert (
        facts.rows["courses"] == 2
        and facts.filled["courses.description"] == 0.5
        and facts.filled["courses.topics"] == 0.5
    )
    assert (
        facts.words["courses.relevance"] == {"core": 2}
        and facts.pages == {"error:timeout": 1, "record": 1}
        and facts.pages_in_error == 1
    )
    assert (
        previous_stats({"sources": {"s": {"facts": facts.as_manifest()}}}, "s", facts.titles)
        == facts
    )
    assert previous_stats({"sources": {}}, "s", facts.titles) is None


def test_rows_that_nobody_saw_for_too_long_are_named_with_their_day() -> None:
    old = pd.DataFrame(
        {
            "id": ["s:a", "s:b"],
            "source_id": ["s", "s"],
            "last_seen": [date(2026, 8, 1), date(2026, 11, 1)],
        }
    )
    assert expired(old, date(2026, 11, 24), 90) == {"s:a": date(2026, 8, 1)}


def test_a_source_whose_yaml_changed_may_grow_and_says_so() -> None:
    grown, lost = FAULTS["rows grown"], FAULTS["rows lost"]
    (finding,) = findings(source(), grown, HEALTHY, accepted=False, yaml_changed=True)
    assert finding.gate == "rows grown" and finding.lifted and "YAML" in finding.why_lifted
    assert not findings(source(), lost, HEALTHY, accepted=False, yaml_changed=True)[0].lifted
