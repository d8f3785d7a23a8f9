"""`courseatlas match`: two CSV files in, pairs out, one clear line for bad input."""

import csv
import io
from pathlib import Path

import pytest

from cli.main import main

MINE = "id,title,provider\nm1,Harbour History,Duke University\nm2,Rope Work,Hill College\n"
THEIRS = "id,title,provider\nt1,Tides,Duke University\nt2,HARBOUR HISTORY,Duke University Logo\n"


def run(
    tmp_path: Path, capsys: pytest.CaptureFixture, a: str | bytes, b: str | bytes, *options: str
) -> tuple[int, list[dict], str]:
    for name, text in (("a.csv", a), ("b.csv", b)):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    status = main(["match", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), *options])
    printed = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(printed.out))), printed.err


def test_pairs_are_printed_with_score_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    status, pairs, _ = run(tmp_path, capsys, MINE, THEIRS)
    assert status == 0
    assert pairs == [
        {
            "a_id": "m1",
            "b_id": "t2",
            "score": "0.7",
            "reason": "same title; provider Duke University in both",
        }
    ]


def test_rows_without_ids_are_counted_from_one(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    _, pairs, _ = run(tmp_path, capsys, MINE.replace("id,", "n,"), THEIRS)
    assert [(pair["a_id"], pair["b_id"]) for pair in pairs] == [("1", "t2")]


def test_ids_that_are_numbers_stay_as_written(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    _, pairs, _ = run(tmp_path, capsys, MINE.replace("m1", "007"), THEIRS.replace("t2", "1e3"))
    assert [(pair["a_id"], pair["b_id"]) for pair in pairs] == [("007", "1e3")]


def test_the_order_of_the_rows_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    head, *rows = MINE.splitlines(keepends=True)
    assert run(tmp_path, capsys, head + "".join(reversed(rows)), THEIRS) == run(
        tmp_path, capsys, MINE, THEIRS
    )


def test_columns_may_have_other_names(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    renamed = [
        text.replace("title", "name").replace("provider", "school") for text in (MINE, THEIRS)
    ]
    _, pairs, _ = run(tmp_path, capsys, *renamed, "--title", "name", "--provider", "school")
    assert len(pairs) == 1


def test_a_list_is_linked_to_a_release(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    release = 'id,provider_id,title,offered_by\nx:course:1,coursera,Harbour History,"[""Duke University""]"\nduke:course:2,duke,Rope Work,[]\n'
    _, pairs, _ = run(tmp_path, capsys, MINE, release)
    assert [pair["b_id"] for pair in pairs] == ["x:course:1"]


def test_a_release_s_provider_id_stands_for_the_name_in_the_file_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    release = "id,provider_id,title\nhill:course:1,hc,Rope Work\n"
    assert run(tmp_path, capsys, MINE, release)[1] == []
    (tmp_path / "providers.csv").write_text("provider_id,name\nhc,Hill College\n")
    _, pairs, told = run(tmp_path, capsys, MINE, release)
    assert [(pair["a_id"], pair["b_id"]) for pair in pairs] == [("m2", "hill:course:1")]
    assert told.startswith("1 of 2 rows of ") and told.count("\n") == 1


def test_a_file_with_a_mark_of_byte_order_and_no_rows_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    status, pairs, _ = run(tmp_path, capsys, b"\xef\xbb\xbfid,title\r\n", THEIRS)
    assert (status, pairs) == (0, [])


@pytest.mark.parametrize(
    ("a", "options", "status", "words"),
    [
        (
            MINE.replace("title", "name"),
            (),
            2,
            ["a.csv", "no column 'title'", "id, name, provider", "--title"],
        ),
        (MINE, ("--provider", "school"), 2, ["a.csv", "no column 'school'", "--provider"]),
        (MINE, ("--code", "number"), 2, ["a.csv", "no column 'number'", "--code"]),
        (MINE.replace("m2", "m1"), (), 1, ["a.csv", "'id'", "'m1'", "rows 1 and 2", "unique"]),
        ("", (), 1, ["a.csv", "empty", "id,title"]),
        (MINE.encode("utf-16"), (), 1, ["a.csv", "UTF-8"]),
        (b"id,title\n1,caf\xe9\n", (), 1, ["a.csv", "UTF-8"]),
    ],
)
def test_bad_input_is_one_line_with_file_column_and_remedy(
    tmp_path: Path,
    capsys: pytest.CaptureFixture,
    a: str | bytes,
    options: tuple[str, ...],
    status: int,
    words: list[str],
) -> None:
    ended_with, pairs, error = run(tmp_path, capsys, a, THEIRS, *options)
    assert ended_with == status and not pairs and error.count("\n") == 1
    assert all(word in error for word in words), error


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["match", str(tmp_path / "none.csv"), str(tmp_path / "none.csv")]) == 1
    printed = capsys.readouterr().err
    assert "none.csv: no such file" in printed and "Errno" not in printed


def test_the_help_shows_an_example(capsys: pytest.CaptureFixture) -> None:
    assert main(["match", "--help"]) == 0
    assert "courseatlas match mine.csv output/latest/courses.csv" in capsys.readouterr().out
