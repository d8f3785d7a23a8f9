"""A step of curation: what all steps have in common, and how they are run one after the other.

Every step has the signature of `Step`: it takes the rows of one table and returns the rows that go
on and the outcomes of the records that end with it. A row that a step cannot handle ends as
`left_out`, with the name of the step and the error, and the run goes on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from courseatlas.ids import KnownIds
from courseatlas.outcomes import LEFT_OUT, Fault, combine, no_outcomes, outcomes
from courseatlas.relevance import RelevanceResult
from courseatlas.schema import Table
from courseatlas.sources import Source
from pipelines.date_orders import DateOrders
from pipelines.match_rules import SupportingRules

Classify = Callable[[str, str | None], RelevanceResult]
TitleOfCourse = Callable[[str, str], str | None]


def _no_title(source_id: str, code: str) -> None:
    """No course is known."""


@dataclass(frozen=True)
class CurationContext:
    """What the steps know besides the rows.

    That is the table and its kind, the sources by id with the order of their dates, the classifier,
    the rules of profiles for what is not about AI, the ids of earlier releases, and the titles of
    courses by source and code.
    """

    table: Table
    kind: str
    sources: Mapping[str, Source]
    classify: Classify
    known_ids: KnownIds = KnownIds()
    date_orders: DateOrders = field(default_factory=dict)
    supporting: SupportingRules = SupportingRules()
    title_of_course: TitleOfCourse = _no_title


StepResult = tuple[pd.DataFrame, pd.DataFrame]
Step = Callable[[pd.DataFrame, CurationContext], StepResult]


def run_steps(steps: Sequence[Step], frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """Run the steps in order; returns the rows that remain and the outcomes of all others.

    `frame` has the column `record_number`, which names the record that a row was made of.
    """
    ended = []
    for step in steps:
        frame, outcomes_of_step = isolate_failures(step, frame, context)
        ended.append(outcomes_of_step)
    return frame, combine(ended)


def isolate_failures(step: Step, frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """Run a step over the rows that it can handle; the others end as `left_out`.

    Where the step raises, the rows are halved until those that raise stand alone, so that healthy
    rows cost nothing. Raises what the step raises where no single row is the cause.
    """
    try:
        return step(frame, context)
    except Exception:  # whatever is wrong with a row, it becomes a line of the quarantine
        failures = dict(_failing_rows(step, frame, context))
        if not failures:
            raise
    handled, ended = step(frame[~frame["record_number"].isin(list(failures))], context)
    faults = [[_fault(step, error)] for error in failures.values()]
    left_out = outcomes(list(failures), LEFT_OUT, step.__name__, faults=faults)
    return handled, combine([ended, left_out])


def nothing_ends(frame: pd.DataFrame) -> StepResult:
    """The result of a step in which no record ends."""
    return frame, no_outcomes()


def _failing_rows(
    step: Step, frame: pd.DataFrame, context: CurationContext
) -> Iterator[tuple[int, Exception]]:
    """The record numbers of the rows that raise by themselves, each with its error."""
    try:
        step(frame, context)
        return
    except Exception as e:
        if len(frame) == 1:
            yield int(frame["record_number"].iloc[0]), e
            return
    half = len(frame) // 2
    yield from _failing_rows(step, frame.iloc[:half], context)
    yield from _failing_rows(step, frame.iloc[half:], context)


def _fault(step: Step, error: Exception) -> Fault:
    detail = f"{type(error).__name__}: {error}"[:500]
    return Fault(f"{step.__name__} can handle the row", "warning", detail)
