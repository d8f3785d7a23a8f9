"""`courseatlas.load`: a release as typed frames, from a folder or an address."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

import courseatlas
from courseatlas.arrow import arrow_schema
from courseatlas.atlas import Atlas
from courseatlas.errors import AtlasError, DamagedRelease, StorageError, UsageError
from courseatlas.release_copy import push
from courseatlas.releases import find
from courseatlas.schema import PARQUET_TABLES, TABLES
from courseatlas.views import VIEWS


@pytest.fixture
def atlas(sample_release: Path) -> Atlas:
    return courseatlas.load(sample_release / "latest")


def test_every_table_is_a_frame_in_its_declared_types(atlas: Atlas) -> None:
    names = [table.name for table in (*TABLES, *PARQUET_TABLES)]
    assert list(Atlas.__annotations__) == names == list(atlas.tables)
    for table in (*TABLES, *PARQUET_TABLES):
        frame = getattr(atlas, table.name)
        kinds = {name: kind.pyarrow_dtype for name, kind in frame.dtypes.items()}
        assert kinds == {field.name: field.type for field in arrow_schema(table)}, table.name
    assert atlas.programs is atlas.programs
    assert {"programs", "sql", "why"} <= set(dir(atlas))


def test_a_table_is_read_when_it_is_used(sample_release: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample_release / "latest", tmp_path / "2026-11-24.1")
    (folder / "courses.parquet").unlink()
    atlas = courseatlas.load(folder)
    assert len(atlas.programs) > 0
    with pytest.raises(DamagedRelease, match=r"courses\.parquet"):
        _ = atlas.courses
    with pytest.raises(AttributeError, match="no table lessons; the tables are: programs, "):
        _ = atlas.lessons


@pytest.mark.parametrize("place", [".", "latest", "releases/{version}"])
def test_a_place_may_be_the_output_folder_its_latest_or_a_release(
    place: str, sample_release: Path
) -> None:
    version = find(sample_release, "latest").version
    atlas = courseatlas.load(str(sample_release / place.format(version=version)))
    assert atlas.version == version and version in repr(atlas)


@pytest.mark.parametrize(
    ("place", "version", "message"),
    [
        ("nowhere", "latest", "nowhere: no such folder"),
        (".", "2020-01-01.1", "no release 2020-01-01.1; there is: "),
        ("latest", "2020-01-01.1", "not 2020-01-01.1; name the output folder"),
    ],
)
def test_a_place_without_a_release_is_told(
    place: str, version: str, message: str, sample_release: Path
) -> None:
    with pytest.raises(AtlasError, match=message):
        courseatlas.load(sample_release / place, version)


def test_sql_knows_tables_and_views(atlas: Atlas) -> None:
    counted = atlas.sql("SELECT count(*) AS n FROM courses JOIN providers USING (provider_id)")
    assert counted.n.tolist() == [len(atlas.courses)]
    assert isinstance(counted.n.dtype, pd.ArrowDtype)
    assert atlas.views == tuple(view.name for view in VIEWS)
    for view in VIEWS:
        assert len(atlas.sql(f"SELECT * FROM {view.name} LIMIT 1")) == 1
    with pytest.raises(UsageError, match="lessons.*the tables and views are: programs, "):
        atlas.sql("SELECT * FROM lessons")


def test_why_answers_from_the_release_alone(atlas: Atlas) -> None:
    (explained,) = atlas.why("latin").explained
    assert dict(explained.lines)["outcome"].startswith("filtered by the rule")
    (explained,) = atlas.why(atlas.programs.id.iloc[0]).explained
    assert atlas.programs.title.iloc[0] in explained.heading
    assert atlas.why("no such thing anywhere").explained == ()


@pytest.fixture
def pushed(sample_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that a release was pushed to, and an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    push(find(sample_release, "latest"), f"file://{tmp_path}/pushed")
    return tmp_path / "pushed"


@pytest.mark.parametrize("place", ["", "/latest", "/releases/{version}"])
def test_a_pushed_release_is_read_by_its_address(
    place: str, pushed: Path, sample_release: Path, tmp_path: Path
) -> None:
    version = find(sample_release, "latest").version
    atlas = courseatlas.load(f"file://{pushed}{place.format(version=version)}")
    assert atlas.programs.equals(courseatlas.load(sample_release).programs)
    assert len(atlas.sql("SELECT * FROM profile_with_records")) > 0
    fetched = {path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert fetched == {"manifest.json", "programs.parquet", "courses.parquet", "events.parquet", "profile_links.parquet"}  # fmt: skip
    assert len(atlas.why("latin").explained) == 1


def test_what_was_fetched_is_not_fetched_again_and_damage_is_found(pushed: Path) -> None:
    before = courseatlas.load(f"file://{pushed}/latest")
    expected = before.programs
    (path,) = pushed.glob("releases/*/programs.parquet")
    path.write_bytes(b"damaged")
    assert courseatlas.load(f"file://{pushed}/latest").programs.equals(expected)
    (cached,) = before.release.path.glob("programs.parquet")
    cached.write_bytes(b"damaged, too")
    with pytest.raises(DamagedRelease, match=r"programs\.parquet: is not as its manifest says"):
        _ = courseatlas.load(f"file://{pushed}/latest").programs


@pytest.mark.parametrize(
    ("address", "error", "message"),
    [
        ("file:///no/such/place/at/all/latest", AtlasError, r"has no latest\.json"),
        ("nothing://host/atlas/latest", UsageError, "give one such as"),
        ("file:///no/such/place/2026-11-24.1", AtlasError, r"no release 2026-11-24\.1"),
    ],
)
def test_an_address_without_a_release_is_told(
    address: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        courseatlas.load(address)


def test_a_pointer_that_names_no_release_is_damage(pushed: Path) -> None:
    (pushed / "latest.json").write_text(json.dumps({"version": "../../etc"}))
    with pytest.raises(DamagedRelease, match="names no release"):
        courseatlas.load(f"file://{pushed}/latest")


def test_a_place_that_cannot_be_reached_is_an_error_of_storage() -> None:
    pytest.importorskip("paramiko")
    with pytest.raises(StorageError, match="check the address"):
        courseatlas.load("sftp://127.0.0.1:1/atlas/latest")


def test_an_empty_question_is_about_no_record(atlas: Atlas) -> None:
    answer = atlas.why(" ")
    assert (answer.explained, answer.candidates) == ((), ())
