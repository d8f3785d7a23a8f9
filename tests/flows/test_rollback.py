"""Rollback, resume and prune: what stands, what is held, and what is never removed."""

import json
import shutil
from pathlib import Path

import pytest

from cli.main import main
from courseatlas import releases
from flows.plan import make_plan
from flows.refresh import refresh
from flows.result import RunResult
from flows.runs import all_runs
from tests.support.crawls import pages, replayed
from tests.support.paths import ROOT

SAMPLES = ROOT / "samples" / "sources"
DAYS = ("2026-11-16", "2026-11-17", "2026-11-18")
FIRST, SECOND, THIRD = (f"{day}.1" for day in DAYS)


def run(output: Path, source: str, day: str) -> RunResult:
    now = f"{day}T05:00:00Z"
    plan = make_plan(output, source_ids=[source], sources_folder=SAMPLES, now=now)
    return refresh(plan, replayed(lambda source: pages(source.id)))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("rollback")
    for day, source in zip(DAYS, ("khan-academy", "cmu", "mit"), strict=True):
        assert run(output, source, day).release
    return output


@pytest.fixture
def output(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path / "out", symlinks=True)
    return tmp_path / "out"


def latest(output: Path) -> str:
    release = releases.latest(output)
    assert release is not None
    pointer = json.loads((output / "latest.json").read_text())
    assert pointer["version"] == release.version and releases.verify(release.path) == []
    return release.version


def test_a_rollback_holds_publication_until_a_person_resumes_it(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    withdrawn = set(releases.find(output, THIRD).ids())
    assert main(["releases", "rollback", SECOND, "--output", str(output)]) == 0
    assert latest(output) == SECOND
    held = run(output, "mit", "2026-11-19")
    assert held.status == 7 and held.release is None and latest(output) == SECOND
    assert f"when {THIRD} was rolled back to {SECOND}" in held.headline
    assert all_runs(output)[-1]["state"] == "held"
    capsys.readouterr()
    assert main(["status", "--output", str(output)]) == 0
    assert "held:         publication is held since 20" in capsys.readouterr().out
    assert main(["releases", "resume", "--output", str(output)]) == 0
    assert run(output, "khan-academy", "2026-11-20").release is None  # nothing new
    published = run(output, "cornell", "2026-11-20")
    assert published.release is not None and published.status == 0
    # the ids that only the withdrawn release held are never given again
    assert withdrawn <= set(releases.Release(published.release).ids())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rollback", THIRD], "is the last release already"),
        (["rollback", "2020-01-01.1"], "no release 2020-01-01.1"),
        (["resume"], "nothing holds publication"),
    ],
)
def test_what_cannot_be_rolled_back_is_told_in_a_line(
    output: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["releases", *arguments, "--output", str(output)]) == 1
    assert message in capsys.readouterr().err and latest(output) == THIRD


def test_a_damaged_release_is_not_rolled_back_to(output: Path) -> None:
    (output / "releases" / FIRST / "courses.parquet").write_bytes(b"PAR1")
    assert main(["releases", "rollback", FIRST, "--output", str(output)]) == 9
    assert latest(output) == THIRD and run(output, "mit", "2026-11-19").status == 0


@pytest.mark.parametrize(
    ("keep", "back_to", "left"),
    [
        (1, None, [THIRD]),
        (2, None, [SECOND, THIRD]),
        (9, None, [FIRST, SECOND, THIRD]),
        # what is newer than the last release was withdrawn, and its ids are in no other yet
        (1, SECOND, [SECOND, THIRD]),
        (1, FIRST, [FIRST, SECOND, THIRD]),
    ],
)
def test_the_last_release_is_never_pruned(
    output: Path, keep: int, back_to: str | None, left: list[str]
) -> None:
    if back_to:
        assert main(["releases", "rollback", back_to, "--output", str(output)]) == 0
    assert main(["releases", "prune", "--keep", str(keep), "--output", str(output)]) == 0
    assert sorted(path.name for path in (output / "releases").iterdir()) == left
    assert latest(output) == (back_to or THIRD)


def test_old_runs_are_pruned_and_an_unfinished_one_stays(output: Path) -> None:
    oldest, *others = [entries["id"] for entries in all_runs(output)]
    path = output / "runs" / oldest / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"state": "running"}))
    (output / "runs" / "left-by-a-kill").mkdir()
    assert main(["runs", "prune", "--keep", "1", "--output", str(output)]) == 0
    left = sorted(path.name for path in (output / "runs").iterdir())
    assert left == sorted([oldest, others[-1]])
