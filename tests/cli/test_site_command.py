"""`courseatlas site` as a person runs it: built, found again, served until a signal."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from cli.main import main
from tests.support.paths import ROOT
from tests.support.small_release import write_release


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with two releases."""
    write_release(tmp_path, "2026-11-23.1")
    write_release(tmp_path, "2026-11-24.1")
    return tmp_path


def test_the_site_of_any_release_is_built_anywhere(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = output / "elsewhere" / "site of before"
    options = ["--output", str(output), "--release", "2026-11-23.1", "--to", str(place)]
    assert main(["site", *options]) == 0
    assert capsys.readouterr().out.startswith(f"site: {place} (")
    assert "release 2026-11-23.1" in (place / "index.html").read_text("utf-8")
    assert main(["site", "--output", str(output)]) == 0
    page = (output / "site" / "2026-11-24.1" / "charts.html").read_text("utf-8")
    assert "charts/growth.svg" in page  # two releases are enough to draw growth


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--release", "2026-11-01.1"], "no release 2026-11-01.1; there is: 2026-11-23.1"),
        (["--to", "{output}/releases"], "is no site of Course Atlas; give a new folder with --to"),
        (["--to", "{output}/latest.json"], "is a file"),
    ],
)
def test_what_cannot_be_built_is_told_in_a_line(
    output: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [option.format(output=output) for option in options]
    assert main(["site", "--output", str(output), *given]) in (1, 2)
    told = capsys.readouterr().err
    assert message in told and told.count("\n") == 1
    assert (output / "releases" / "2026-11-24.1" / "manifest.json").exists()


def test_a_site_is_served_until_a_signal_and_that_is_no_error(output: Path) -> None:
    command = [sys.executable, "-m", "cli", "site", "--output", str(output), "--serve", "--port", "0"]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(2)]
        assert lines[0].startswith("site: ") and lines[1].startswith("http://127.0.0.1:")
        with urlopen(lines[1].split()[0]) as answer:
            assert b"AI and machine learning" in answer.read()
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == "stopped\n"
    assert process.returncode == 0
