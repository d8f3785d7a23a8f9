"""What `releases diff` says of two releases, and the changes of a run whose source failed."""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cli.changes import change_lines
from courseatlas import releases
from courseatlas.releases import Release
from flows.diff import difference

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def two(sample_release: Path, tmp_path: Path) -> Path:
    """The sample release, and a copy of it in which one course is gone, one is new, and one costs another price."""
    output = tmp_path / "output"
    shutil.copytree(sample_release / "releases", output / "releases", symlinks=True)
    first = releases.all_releases(output)[0].path
    second = first.parent / "2026-12-01.1"
    shutil.copytree(first, second)
    table = pq.read_table(second / "courses.parquet")
    rows = table.to_pylist()
    gone = next(row for row in rows if row["source_id"] == "udemy")
    changed = next(row for row in rows if row["id"] == "mitx:course:MITxT+6.86x")
    changed["title"], changed["fetched_at"] = "Machine Learning, Once Again", rows[0]["fetched_at"]
    new = dict(changed, id="mitx:course:new", title="Brand New")
    pq.write_table(
        pa.Table.from_pylist([row for row in rows if row is not gone] + [new], table.schema),
        second / "courses.parquet",
    )
    manifest = (second / "manifest.json").read_text().replace(first.name, second.name)
    (second / "manifest.json").write_text(manifest)
    return output


def test_the_page_sums_up_and_names_each_record(two: Path, tmp_path: Path) -> None:
    old, new = (one.version for one in releases.all_releases(two))
    out = tmp_path / "changes.csv"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "cli",
            "releases",
            "diff",
            old,
            new,
            "--csv",
            str(out),
            "--output",
            str(two),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"{old} -> {new}" and lines[1] == "courses: 1 added, 1 removed, 1 changed"
    assert "+ mitx:course:new  Brand New" in lines and any(
        line.startswith("- udemy:course:") for line in lines
    )
    assert any(
        line.strip().startswith("title: ") and line.endswith("-> Machine Learning, Once Again")
        for line in lines
    )
    with open(out, newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["change"] for row in rows} == {"added", "removed", "changed"} and len(
        rows
    ) == 3  # when it was fetched is no change


def test_what_was_gone_and_comes_again_returned(two: Path) -> None:
    old, new = releases.all_releases(two)
    back = difference(Release(new.path), Release(old.path))
    assert {row["change"] for row in back if row["id"].startswith("udemy")} == {"returned"}


def test_a_release_does_not_differ_from_itself(two: Path) -> None:
    old = releases.all_releases(two)[0]
    assert list(change_lines("none", difference(old, old), {}))[1:] == ["no record differs"]
