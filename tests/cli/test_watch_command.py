"""`courseatlas watch`: what a query gives that it did not give before."""

import shutil
from pathlib import Path

import pytest

from cli.main import main
from courseatlas.releases import find
from flows.publication.release_folder import complete, stage
from tests.support import healthy
from tests.support.releases import facts_of

QUERY = "SELECT id, topics FROM courses ORDER BY id"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Two releases, of which the second has a hundred rows more."""
    for version, rows in (("2026-11-20.1", 100), ("2026-11-27.1", 200)):
        staged = stage(tmp_path, version, healthy.tables(rows), {})
        complete(staged, {}, {"sources": {}}, facts_of(version))
    return tmp_path


def watched(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], str]:
    assert main(["watch", *arguments]) == 0
    printed = capsys.readouterr()
    return printed.out.splitlines(), printed.err


def test_only_rows_that_the_release_before_did_not_give_are_printed(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "courses.sql"
    saved.write_text(QUERY)
    lines, told = watched(capsys, "--query", str(saved), "--output", str(output))
    now = [row["id"] for row in find(output, "latest").rows("courses")]
    before = [row["id"] for row in find(output, "2026-11-20.1").rows("courses")]
    assert lines[0] == "id,topics"
    assert [line.partition(",")[0] for line in lines[1:]] == sorted(set(now) - set(before))
    assert told == f"{len(now) - len(before)} new, 0 gone since 2026-11-20.1\n"


def test_nothing_is_new_since_the_release_itself_and_all_is_in_a_first(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--query", QUERY, "--output", str(output))
    lines, told = watched(capsys, *arguments, "--since", "2026-11-27.1")
    assert (lines, told) == (["id,topics"], "0 new, 0 gone since 2026-11-27.1\n")
    shutil.rmtree(output / "releases" / "2026-11-20.1")
    lines, told = watched(capsys, *arguments)
    assert len(lines) - 1 == len(find(output, "latest").rows("courses"))
    assert told.endswith(" new, 0 gone in the first release\n")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM lessons", "lessons"),
        ("SELECT titel FROM courses", 'Candidate bindings: "title"'),
        ("SELECT CAST(title AS INT) FROM courses", "change the query"),
        ("-- nothing at all", "the query has no result"),
        ("", "is no query"),
        ("query.txt", "name a file that ends in .sql"),
        ("no/such/file.sql", "no/such/file.sql: cannot be read"),
    ],
)
def test_a_query_that_cannot_be_run_is_one_line(
    query: str, message: str, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", "--query", query, "--output", str(output)]) == 2
    printed = capsys.readouterr().err
    assert message in printed and printed.count("\n") == 1
