"""A release that an older version made stays readable: what it does not have is empty, not damage.

`tests/releases/2026-11-24.1.tar.gz` was made from the sample archive before releases had the outcomes
of records, the origin of withheld rows and the digest of each source's reader.
"""

import tarfile
from pathlib import Path

import pytest

from cli.main import main
from courseatlas import releases
from courseatlas.errors import ExitStatus
from flows.plan import make_plan
from flows.refresh import refresh
from tests.support.crawls import crawls_of_last_run
from tests.support.paths import ROOT

VERSION = "2026-11-24.1"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    with tarfile.open(ROOT / "tests" / "releases" / f"{VERSION}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main([*arguments]) == 0
    return capsys.readouterr().out


def test_a_table_or_column_that_it_does_not_have_is_empty(output: Path) -> None:
    release = releases.find(output, VERSION)
    release.check()
    assert release.rows("records") == [] and release.columns("records") == []
    (withheld,) = release.rows("quarantine")
    assert withheld["origin"] is None and withheld["rule"]


def test_it_is_verified_and_compared(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--output", str(output)]
    assert "as its manifest says" in run(capsys, "releases", "verify", VERSION, *folder)
    assert "no record differs" in run(capsys, "releases", "diff", VERSION, VERSION, *folder)


def test_what_was_made_of_its_tables_since_is_empty(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release = releases.find(output, VERSION)
    assert release.rows("program_topics") == release.rows("course_prerequisites") == []
    assert {tuple(row["topics"]) for row in release.rows("program_courses")} == {()}
    assert main(["path", "10-301", "--output", str(output)]) == ExitStatus.FAILED
    assert "without prerequisites as a table" in capsys.readouterr().err


def test_why_answers_from_its_tables(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "why", "cmu:course:10-301", "--output", str(output))
    assert "2026-11-24.1, courses: fresh" in told


@pytest.mark.slow
def test_a_refresh_of_the_same_pages_changes_only_what_today_reads_otherwise(
    output: Path, sample_release: Path
) -> None:
    """Since then `adjacent` became narrower, and a source states the level of its courses.

    Programs that are read from an XML twin have the address of the page.

    The sample has more pages today, which add rows.
    """
    plan = make_plan(output, replay="sample", now="2026-11-25T05:00:00Z")
    result = refresh(plan, crawls_of_last_run(sample_release))
    assert result.status == ExitStatus.OK and result.release, result.headline
    changes = result.tables["changes"]
    assert set(changes["change"]) == {"added", "changed", "removed"}
    assert set(changes["field"].dropna()) <= {
        "academic_level",
        "matched_terms",
        "relevance",
        "relevance_score",
        "topics",
        "url",
    }
