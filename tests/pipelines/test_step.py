"""A row that a step cannot handle ends as left_out, with the name of the step; the others go on."""

import pandas as pd
import pytest

from courseatlas.arrow import values
from courseatlas.outcomes import LEFT_OUT, outcomes
from courseatlas.schema import COURSES
from pipelines.curation import CURATION, IDENTIFICATION
from pipelines.step import CurationContext, StepResult, isolate_failures, nothing_ends, run_steps

CONTEXT = CurationContext(COURSES, "course", {}, lambda title, description: None)  # type: ignore[arg-type, return-value]


def frame(numbers: list) -> pd.DataFrame:
    rows = {"record_number": range(len(numbers)), "n": pd.Series(numbers, dtype=object)}
    return pd.DataFrame(rows)


def add_one(rows: pd.DataFrame, context: CurationContext) -> StepResult:
    return nothing_ends(rows.assign(n=[number + 1 for number in rows["n"]]))


def drop_even(rows: pd.DataFrame, context: CurationContext) -> StepResult:
    even = rows[rows["n"] % 2 == 0]
    ended = outcomes(values(even["record_number"]), "filtered", "drop_even", rule="odd")
    return rows[rows["n"] % 2 == 1], ended


def test_only_the_rows_that_raise_are_left_out_with_what_they_raised() -> None:
    numbers: list = list(range(50))
    numbers[7], numbers[31] = "seven", None
    handled, ended = isolate_failures(add_one, frame(numbers), CONTEXT)
    assert len(handled) == 48 and list(handled["n"][:8]) == [1, 2, 3, 4, 5, 6, 7, 9]
    assert list(ended["record_number"]) == [7, 31] and set(ended["outcome"]) == {LEFT_OUT}
    assert set(ended["rule"]) == {"add_one can handle the row"}
    assert all(detail.startswith("TypeError: ") for detail in ended["detail"])


def test_healthy_rows_pass_in_one_call() -> None:
    calls = []

    def count(rows: pd.DataFrame, context: CurationContext) -> StepResult:
        calls.append(len(rows))
        return nothing_ends(rows)

    isolate_failures(count, frame([0] * 9), CONTEXT)
    assert calls == [9]


def test_a_step_that_fails_for_no_single_row_is_a_fault_of_the_program() -> None:
    def refuse_many(rows: pd.DataFrame, context: CurationContext) -> StepResult:
        if len(rows) > 1:
            raise RuntimeError("too many")
        return nothing_ends(rows)

    with pytest.raises(RuntimeError, match="too many"):
        isolate_failures(refuse_many, frame([0] * 4), CONTEXT)


def test_every_record_goes_on_or_ends_in_one_outcome() -> None:
    numbers: list = [1, "two", 3, 4, 5]
    remaining, ended = run_steps((add_one, drop_even), frame(numbers), CONTEXT)
    accounted = [*remaining["record_number"], *ended["record_number"]]
    assert sorted(accounted) == [0, 1, 2, 3, 4]
    assert dict(zip(ended["record_number"], ended["outcome"], strict=True)) == {
        0: "filtered",
        1: LEFT_OUT,
        2: "filtered",
        4: "filtered",
    }


def test_every_step_of_curation_has_a_name_of_its_own() -> None:
    names = [step.__name__ for step in (*IDENTIFICATION, *CURATION)]
    assert len(set(names)) == len(names)
