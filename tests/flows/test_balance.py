"""The books of a run: three counts made in three places, and each of them can be wrong."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from courseatlas import releases
from courseatlas.errors import ExitStatus
from flows.curate import CuratedTables
from flows.plan import Plan, make_plan
from flows.refresh import Steps, refresh
from spiders.ledger import Ledger, PageOutcome
from tests.support.crawls import pages, replayed
from tests.support.paths import ROOT

SOURCE = "khan-academy"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return make_plan(
        tmp_path / "out",
        source_ids=[SOURCE],
        sources_folder=ROOT / "samples" / "sources",
        now="2026-11-24T05:00:00Z",
    )


def steps() -> Steps:
    return replayed(lambda source: pages(source.id))


def stopped(plan: Plan, broken: Steps) -> str:
    """Why a run with a broken step publishes nothing."""
    result = refresh(plan, broken)
    assert result.status == ExitStatus.NOT_PUBLISHED and result.release is None
    assert releases.latest(plan.output) is None
    assert list((plan.output / "releases").glob("*")) == []
    return result.headline


def test_a_good_run_balances(plan: Plan) -> None:
    result = refresh(plan, steps())
    assert result.status == ExitStatus.OK and result.release


def test_a_record_that_loses_its_outcome_stops_the_run(plan: Plan) -> None:
    good = steps()

    def forgetful(*values) -> CuratedTables:
        curated = good.curate(*values)
        return replace(curated, outcomes=curated.outcomes.iloc[1:])

    reason = stopped(plan, replace(good, curate=forgetful))
    assert "records do not have exactly one outcome" in reason and SOURCE in reason


def test_a_record_with_two_outcomes_stops_the_run(plan: Plan) -> None:
    good = steps()

    def repeating(*values) -> CuratedTables:
        curated = good.curate(*values)
        outcomes = pd.concat([curated.outcomes, curated.outcomes.iloc[:1]])
        return replace(curated, outcomes=outcomes)

    assert "do not have exactly one outcome" in stopped(plan, replace(good, curate=repeating))


def test_a_row_that_is_not_written_stops_the_run(plan: Plan) -> None:
    good = steps()

    def losing(*values):
        assembled = good.assemble(*values)
        courses = assembled.tables["courses"].iloc[1:]
        return replace(assembled, tables={**assembled.tables, "courses": courses})

    reason = stopped(plan, replace(good, assemble=losing))
    assert "have the outcome released, but the written tables hold" in reason


def test_a_ledger_that_counts_other_records_stops_the_run(plan: Plan) -> None:
    good = steps()

    def miscounting(sources, run):
        crawls = good.crawl(sources, run)
        ledger = Ledger(crawls[0].folder / "ledger.sqlite", SOURCE)
        ledger.close_url("https://www.khanacademy.org/more", PageOutcome("record", records=7))
        ledger.close()
        return crawls

    assert "its ledger counts" in stopped(plan, replace(good, crawl=miscounting))
