"""`courseatlas profiles`: what is wrong with a profile, what its rules find, and the first file of a new one."""

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cli.main import main
from courseatlas import paths, profiles
from courseatlas.errors import ExitStatus, InvalidFile
from courseatlas.profiles import Match, Profile, Recommendation
from pipelines.profile_links import profile_links
from tests.support.paths import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "profiles", tmp_path / "profiles")
    monkeypatch.setattr(paths, "PROFILES", tmp_path / "profiles")
    return tmp_path / "profiles"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["profiles", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_new_profile_is_valid_and_is_read_with_the_others(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "new", "lamp-maker")[1].strip() == str(folder / "lamp-maker.yml")
    status, out, _ = run(capsys, "check", "--output", str(tmp_path / "none"))
    assert status == 0 and "3 profiles are valid" in out and "lamp-maker (1)" in out
    assert run(capsys, "new", "lamp-maker")[0] == ExitStatus.USAGE


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("topics: [machine_learning]", "topics: [lamps]"), "which is not a topic"),
        (("audience: undergraduate", "audience: everyone"), "audience: must be one of secondary"),
        (("kind: course,", "kind: course, source: lamps,"), "which is not a source"),
        (("id: lamp-maker", "id: lamps"), "give it the name of the file"),
    ],
)
def test_a_rule_that_can_match_nothing_is_an_error_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], message: str
) -> None:
    run(capsys, "new", "lamp-maker")
    path = folder / "lamp-maker.yml"
    path.write_text(path.read_text().replace(*change))
    status, _, err = run(capsys, "check")
    assert status == ExitStatus.INVALID_FILE and message in err
    assert f"{path}:" in err and "Traceback" not in err


def test_a_folder_without_a_profile_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="holds no profile"):
        profiles.load_all(tmp_path)


def test_show_prints_what_is_recommended_and_whether_the_release_has_it(
    sample_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = ["--output", str(sample_release)]
    _, out, _ = run(capsys, "show", "machine-learning-engineer", *output)
    (line,) = [line for line in out.splitlines() if line.split()[:1] == ["linear-algebra"]]
    assert line.split()[1:3] == ["met", "undergraduate"]
    assert run(capsys, "show", "nobody", *output)[0] == ExitStatus.USAGE


def test_the_release_has_every_profile(sample_release: Path) -> None:
    latest = sample_release / "latest"
    links = pd.read_parquet(latest / "profile_links.parquet")
    assert list(links["profile_id"].unique()) == sorted(links["profile_id"].unique())
    assert "Machine Learning Engineer" in (
        latest / "profiles" / "machine-learning-engineer.html"
    ).read_text("utf-8")
    assert "Deepfake Professional" in (latest / "profile.html").read_text("utf-8")


def test_a_rule_that_finds_much_of_everything_is_a_warning_with_examples() -> None:
    rows = pd.DataFrame(
        {
            "id": [f"a:course:{number}" for number in range(100)],
            "source_id": "a",
            "title": "Lamps",
            "relevance": "core",
            "relevance_score": 1.0,
            "topics": [[] for _ in range(100)],
        }
    )
    tables = {"courses": rows, "programs": rows.iloc[:0], "events": rows.iloc[:0]}
    wide = Recommendation("wide", "s", "subject", "text", Match(title="lamps"), line=7)
    narrow = Recommendation("narrow", "s", "subject", "text", Match(title="oil"))
    profile = Profile("p", "P", "1", "a text", date(2026, 11, 26), (), (), (wide, narrow))
    listed = pd.DataFrame(columns=["program_id", "course_title"])
    ((told, sentence),) = profile_links([profile], tables, listed, {"a"}).broad
    assert told == "profile p" and "wide (line 7) matches 100 of 100 rows" in sentence
    assert "a:course:" in sentence
