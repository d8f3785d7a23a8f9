"""What a wrong folder or a full disk gives: one line with a remedy, and nothing that was not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import main
from courseatlas.errors import ExitStatus
from tests.support.paths import ROOT


@pytest.mark.parametrize(
    "command",
    [
        "runs prune --keep 3",
        "releases prune --keep 3",
        "releases rollback 2026-11-23.1",
        "releases resume",
        "archive prune --older-than 180d",
    ],
)
def test_what_works_on_a_folder_that_is_there_makes_no_other(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "mistyped"
    assert main([*command.split(), "--output", str(missing)]) == ExitStatus.USAGE
    told = capsys.readouterr().err
    assert (told.count("\n"), f"{missing}: is no folder" in told) == (1, True)
    assert not missing.exists()


@pytest.mark.parametrize("command", ["releases verify", "site", "explore"])
def test_a_folder_without_a_release_says_what_to_do_first(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "--output", str(tmp_path)]) == ExitStatus.FAILED
    told = (
        "no release yet; name the folder that has `releases/`, or make one with `courseatlas refr"
    )
    assert told in capsys.readouterr().err
    assert main([*command.split(), "--output", str(tmp_path / "none")]) == ExitStatus.FAILED
    assert "none: no such folder; name the folder" in capsys.readouterr().err


def test_why_in_a_folder_without_a_run_says_what_to_do_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", "latin", "--output", str(tmp_path)]) == ExitStatus.FAILED
    assert "no run has ended here; make one with courseatlas refresh" in capsys.readouterr().err


def test_a_list_of_no_releases_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["releases", "list", "--output", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert (printed.out, "no release yet" in printed.err) == ("", True)


def test_a_draft_is_not_begun_where_it_cannot_be_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "sources"
    command = ["sources", "probe", "https://catalog.example.edu/", "--write", "example"]
    assert main([*command, "--sources", str(missing)]) == ExitStatus.USAGE
    assert f"{missing}: is no folder; make it" in capsys.readouterr().err


def test_a_standard_output_that_is_full_is_one_line_and_status_3() -> None:
    command = [sys.executable, "-m", "cli", "platforms", "list"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    remedy = "standard output: No space left on device; free some space and run again"
    assert (done.returncode, done.stderr) == (ExitStatus.STORAGE, f"error: {remedy}\n")
