"""`courseatlas refresh --workers`: what must be set says so in one line."""

from pathlib import Path

import pytest

from cli.main import main
from courseatlas.errors import ExitStatus
from flows.workers import settings

STORAGE, API = "COURSEATLAS_STORAGE", "PREFECT_API_URL"


@pytest.mark.parametrize(
    ("environment", "options", "words"),
    [
        ({API: "http://127.0.0.1:1/api"}, [], "COURSEATLAS_STORAGE is not set"),
        ({STORAGE: "file:///srv/atlas"}, [], "PREFECT_API_URL is not set"),
        ({STORAGE: "file:///srv/atlas"}, ["--no-prefect"], "leave --no-prefect out"),
    ],
)
def test_what_workers_need_is_named(
    environment: dict[str, str],
    options: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in (STORAGE, API):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    arguments = ["refresh", "--workers", "--replay", "sample", "--output", str(tmp_path / "out")]
    assert main([*arguments, *options]) == ExitStatus.USAGE
    error = capsys.readouterr().err
    assert words in error and error.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "0", "61", "1.5", "soon", "-1", "²"])
def test_a_wrong_number_of_seconds_between_reports_is_named(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.REPORT_SECONDS, text)
    with pytest.raises(settings.UsageError, match="seconds from 1 to 60"):
        settings.reporting()


def test_a_worker_ends_its_crawl_before_it_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds in (1, 15, 60):
        monkeypatch.setenv(settings.REPORT_SECONDS, str(seconds))
        assert settings.reporting().tick == seconds
        assert 2 * seconds < settings.reporting().silence < settings.watching().silence - seconds
