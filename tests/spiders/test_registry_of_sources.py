"""A source is found by its id wherever its file stands."""

from pathlib import Path

import pytest

from courseatlas import paths
from courseatlas.errors import UsageError
from spiders.registry import load_sources, source_file
from tests.support.paths import ROOT


@pytest.fixture
def candidate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the registry of catalogs: it bears a number, and names its id."""
    file = tmp_path / "registry" / "sources" / "123456.yml"
    file.parent.mkdir(parents=True)
    text = (ROOT / "sources" / "cornell.yml").read_text()
    file.write_text(f"id: example-university\nstate: candidate\n{text}")
    monkeypatch.setattr(paths, "REGISTRY", tmp_path / "registry")
    return file


def test_a_candidate_is_found_by_the_id_that_its_file_names(candidate: Path) -> None:
    assert source_file("example-university") == candidate
    assert load_sources()["example-university"].state == "candidate"


def test_a_source_of_the_project_is_found_by_its_file(candidate: Path) -> None:
    assert source_file("cornell") == ROOT / "sources" / "cornell.yml"


def test_an_id_of_no_source_is_told(candidate: Path) -> None:
    with pytest.raises(UsageError, match="123456: no such source; see courseatlas sources list"):
        source_file("123456")


def test_a_folder_of_its_own_has_its_own_sources(tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_text("name: [")
    assert source_file("broken", tmp_path) == tmp_path / "broken.yml"
