"""What the scaffolds write: files that a person can begin with, and tests that fail until then."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from courseatlas import sources
from courseatlas.errors import UsageError
from spiders import platforms
from spiders.scaffold import new_platform, new_source
from tests.support.paths import ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project folder whose packages are the real ones, with room for a new platform."""
    for name in ("courseatlas", "samples"):
        (tmp_path / name).symlink_to(ROOT / name)
    for folder in (tmp_path / "spiders", tmp_path / "spiders" / "platforms"):
        folder.mkdir()
        real = ROOT / folder.relative_to(tmp_path)
        for path in real.iterdir():
            if path.name not in ("platforms", "__pycache__"):
                (folder / path.name).symlink_to(path)
    return tmp_path


def failed_tests(root: Path, test: Path) -> set[str]:
    """The names of the tests of a file that fail."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", str(test)]
    # byte code is told by the second and the size of its source, which a test may keep as they were
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=environment)
    lines = [line for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    assert done.returncode in (0, 1), done.stdout
    return {line.split("::")[1].split("[")[0].split(" ")[0] for line in lines}


def test_a_new_platform_is_read_and_its_test_fails_until_it_is_filled(root: Path) -> None:
    module, test = new_platform(root, "lamps")
    assert module == root / "spiders" / "platforms" / "lamps.py"
    names = {"test_a_page_of_lamps_is_recognised", "test_a_page_of_lamps_states_its_course"}
    assert failed_tests(root, test) == names
    page = '<div class="lamp"><h3>CS 101 Seeing Machines</h3><p>Credits: 3</p></div>'
    module.write_text(
        module.read_text()
        .replace('TODO"\n_COURSES', 'lamp"\n_COURSES')
        .replace("@class='TODO'", "@class='lamp'")
    )
    test.write_text(test.read_text().replace("<html><body></body></html>", page.replace('"', "'")))
    assert failed_tests(root, test) == set()


def test_a_new_source_is_valid_and_its_test_fails_until_it_is_filled(root: Path) -> None:
    path, test = new_source(root, "lamp-school", "courseleaf")
    source = sources.load(path, platforms.names())
    assert (source.id, source.platform) == ("lamp-school", "courseleaf")
    names = {"test_the_source_names_its_own_catalog", "test_nothing_is_left_to_fill_in"}
    assert failed_tests(root, test) == names
    text = path.read_text().replace("Example University", "Lamp School").replace("TODO: ", "")
    path.write_text(text.replace("example.edu", "lamps.example.org"))
    assert failed_tests(root, test) == set()


@pytest.mark.parametrize("name", ["Lamps", "1lamp", "lamp-school", "../lamps", ""])
def test_a_platform_has_a_module_s_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="a platform's name"):
        new_platform(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("source_id", "platform", "message"),
    [("Lamp", "courseleaf", "a source's id"), ("lamp", "moodle", "use one of acalog")],
)
def test_a_source_has_an_id_and_a_known_platform(
    tmp_path: Path, source_id: str, platform: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        new_source(tmp_path, source_id, platform)
    assert list(tmp_path.iterdir()) == []


def test_what_exists_is_not_written_over(tmp_path: Path) -> None:
    new_platform(tmp_path, "lamps")
    with pytest.raises(UsageError, match="exists already"):
        new_platform(tmp_path, "lamps")
