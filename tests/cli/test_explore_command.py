"""`courseatlas explore`: Datasette over a release."""

import json
from pathlib import Path

import pytest

from cli.main import main
from courseatlas.releases import find


def answer(path: str, output: Path, capsys: pytest.CaptureFixture[str]) -> dict:
    assert main(["explore", "--get", path, "--output", str(output)]) == 0
    return json.loads(capsys.readouterr().out)


def test_tables_and_views_are_served_with_what_they_mean(
    sample_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = answer("/atlas.json", sample_release, capsys)
    assert {"courses", "programs"} <= {table["name"] for table in listed["tables"]}
    assert "programs_with_required_courses" in {view["name"] for view in listed["views"]}
    courses = answer("/atlas/courses.json?_size=1&_shape=objects", sample_release, capsys)
    assert courses["primary_keys"] == ["id"]
    assert courses["filtered_table_rows_count"] == len(
        find(sample_release, "latest").rows("courses")
    )
    described = answer("/-/metadata.json", sample_release, capsys)
    meanings = described["databases"]["atlas"]["tables"]["courses"]["columns"]
    assert meanings["credits_min"] == "lowest number of credits, in `credit_unit`"


def test_a_release_of_before_says_that_it_has_no_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "releases" / "2026-11-20.1"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"files": {}, "sources": {}}')
    assert main(["explore", "--output", str(tmp_path)]) == 1
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1 and "made before releases had one" in printed


def test_a_database_that_the_manifest_lists_and_that_is_missing_is_damage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "releases" / "2026-11-20.1"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(
        '{"files": {"atlas.sqlite": {"sha256": "0"}}, "sources": {}}'
    )
    assert main(["explore", "--output", str(tmp_path)]) == 9
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1 and "atlas.sqlite: is missing; put the file back" in printed


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/atlas/lessons.json", "Table not found"),
        ("/nothing", "Database not found"),
        ("/atlas.json?sql=select+lamp", "no such column: lamp"),
    ],
)
def test_a_request_without_an_answer_is_one_line(
    path: str, reason: str, sample_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explore", "--get", path, "--output", str(sample_release)]) == 1
    printed = capsys.readouterr()
    assert not printed.out and printed.err.count("\n") == 1
    assert reason in printed.err and "/atlas.json` lists the tables" in printed.err
