"""The tutorials run as they stand, on the sample release."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import openpyxl
import pytest

from courseatlas.releases import find
from tests.support.paths import ROOT

TUTORIALS = ROOT / "docs" / "tutorials"
_BLOCK = re.compile(r"^```(?P<language>[a-z ]+)\n(?P<code>.*?)^```$", re.M | re.S)


def blocks(name: str, language: str) -> list[str]:
    """The code blocks of a tutorial in a language."""
    found = _BLOCK.finditer((TUTORIALS / name).read_text("utf-8"))
    return [block["code"] for block in found if block["language"] == language]


@pytest.fixture
def desk(sample_release: Path, tmp_path: Path) -> Path:
    """A folder with a release in `output/latest`, as the tutorials assume."""
    (tmp_path / "output").symlink_to(sample_release)
    return tmp_path


def run(command: list[str], desk: Path, code: str = "") -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=desk, input=code, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def program(command: str, package: str) -> str:
    path = shutil.which(command)
    if path is None:
        pytest.skip(f"{command} is not installed; Debian's package is {package}")
    return path


def test_pandas(desk: Path) -> None:
    code = "\n".join(blocks("pandas.md", "python"))
    printed = run([sys.executable, "-"], desk, code)
    courses = find(desk / "output", "latest").rows("courses")
    assert printed.startswith(f"2026-11-24.1 {len(courses)} courses\n")
    assert "different courses in" in printed and "filtered by the rule" in printed
    assert "Deepfake Detection Basics" in printed and "0 stale rows" in printed
    assert "decimal128(12, 2)[pyarrow]" in printed and " 0613 " in printed


def test_sql_gives_the_same_in_duckdb_and_in_sqlite(desk: Path) -> None:
    latest = desk / "output" / "latest"
    with (
        duckdb.connect(str(latest / "atlas.duckdb"), read_only=True) as duck,
        closing(sqlite3.connect(latest / "atlas.sqlite")) as sqlite,
    ):
        queries = blocks("sql.md", "sql")
        assert len(queries) == 4
        for query in queries:
            rows = duck.execute(query).fetchall()
            assert rows and rows == sqlite.execute(query).fetchall(), query
        (of_duckdb,), (of_sqlite,) = blocks("sql.md", "sql duckdb"), blocks("sql.md", "sql sqlite")
        assert duck.execute(of_duckdb).fetchall() == sqlite.execute(of_sqlite).fetchall()


def test_r(desk: Path) -> None:
    rscript = program("Rscript", "r-base-core")
    printed = run([rscript, "-"], desk, "\n".join(blocks("r.md", "r")))
    courses = find(desk / "output", "latest").rows("courses")
    assert printed.startswith(f"{len(courses)} courses\n") and "semester_hour" in printed


def test_a_spreadsheet_keeps_codes_as_text_and_numbers_as_numbers(desk: Path) -> None:
    soffice = program("soffice", "libreoffice-calc-nogui")
    text = (TUTORIALS / "spreadsheet.md").read_text("utf-8")
    command = re.search(r"^    soffice (.*)$", text, re.M)
    assert command is not None
    arguments = command[1].replace('"', "").split()
    run([soffice, f"-env:UserInstallation=file://{desk}/profile", *arguments], desk)
    sheet = openpyxl.load_workbook(desk / "courses.xlsx").active
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    held = [dict(zip(head, row, strict=True)) for row in rows]
    courses = find(desk / "output", "latest").rows("courses")
    assert [row["code"] for row in held] == [row["code"] for row in courses]
    assert [row["credits_max"] for row in held] == [row["credits_max"] for row in courses]
