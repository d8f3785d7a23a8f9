"""The wheel for analysts: what it holds, and what it does in an environment without our frameworks."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from courseatlas.releases import find
from tests.support.paths import ROOT

# a checkout in the path would count as installed
ALONE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
WHEELHOUSE = ROOT / "build" / "wheelhouse"
pytestmark = pytest.mark.slow
ANALYSIS = """
import pkgutil, sys
import courseatlas
atlas = courseatlas.load(sys.argv[1])
print(atlas.version, len(atlas.programs), atlas.sql("SELECT count(*) AS n FROM courses_with_providers").n[0])
print(len(atlas.why("latin").explained))
for module in pkgutil.walk_packages(courseatlas.__path__, "courseatlas."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
print(sorted({"scrapy", "prefect", "great_expectations", "twisted"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as `pip wheel .` builds it, from a copy: a build leaves files behind."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "checkout"
    for room in ("courseatlas", "spiders"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--no-index", "-w", str(folder), str(copy)], check=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_the_domain_alone_with_its_data_and_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        metadata = next(name for name in names if name.endswith("METADATA"))
        requirements = file.read(metadata).decode()
    rooms = {name.partition("/")[0] for name in names if ".dist-info" not in name}
    assert rooms == {"courseatlas"}
    assert {"courseatlas/py.typed", "courseatlas/metadata/dataset.yml"} <= set(names)
    for framework in ("scrapy", "prefect", "great-expectations"):
        line = next(
            line for line in requirements.splitlines() if f"Requires-Dist: {framework}" in line
        )
        assert "extra ==" in line


def test_an_empty_environment_reads_a_release_with_the_wheel(
    wheel: Path, sample_release: Path, tmp_path: Path
) -> None:
    if not WHEELHOUSE.is_dir():
        pytest.skip("no wheelhouse: `make wheelhouse` makes it")
    venv.create(tmp_path / "empty")
    python = str(tmp_path / "empty" / "bin" / "python")
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index"]
    # byte code of all dependencies would take longer than all that is tested
    install += ["--no-compile", "--find-links", str(WHEELHOUSE), str(wheel)]
    subprocess.run(install, check=True, env=ALONE)
    latest = find(sample_release, "latest")
    read = subprocess.run(
        [python, "-c", ANALYSIS, str(sample_release / "latest")],
        capture_output=True, text=True, cwd=tmp_path, env=ALONE,
    )  # fmt: skip
    expected = f"{latest.version} {len(latest.rows('programs'))} {len(latest.rows('courses'))}"
    assert (read.stdout.splitlines(), read.stderr) == ([expected, "1", "[]"], "")
    hint = subprocess.run(
        [str(tmp_path / "empty" / "bin" / "courseatlas"), "status"],
        capture_output=True, text=True, cwd=tmp_path, env=ALONE,
    )  # fmt: skip
    assert (hint.returncode, hint.stdout) == (2, "")
    assert hint.stderr.startswith("error: this installation reads releases")
