"""The files that a stranger looks for are there and say what is so: licence, changelog, forms, and the documentation site."""

import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from cli.group import COMMANDS
from courseatlas.errors import ExitStatus
from tests.conftest import LONGEST
from tests.support.paths import ROOT, TESTS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_licence_citation_and_changelog_agree_with_the_package() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith(f"{PROJECT['license']} License")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (citation["license"], citation["version"]) == (PROJECT["license"], PROJECT["version"])
    headings = re.findall(r"^## \[(.+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[:2] == ["Unreleased", PROJECT["version"]]


def test_the_modules_that_run_first_exist() -> None:
    assert [name for name in LONGEST if not (TESTS / name).exists()] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-analysis.lock"])
def test_a_lock_is_for_every_python_from_the_oldest_on(name: str) -> None:
    command = (ROOT / name).read_text("utf-8").splitlines()[1]
    oldest = PROJECT["requires-python"].removeprefix(">=")
    assert f"--universal --python-version {oldest} --generate-hashes" in command
    assert command.endswith(f"-o {name}")


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob(".github/**/*.yml"), ROOT / ".pre-commit-config.yaml", ROOT / "mkdocs.yml"],
    ids=lambda path: path.name,
)
def test_the_configuration_is_yaml(path: Path) -> None:
    assert isinstance(yaml.safe_load(path.read_text("utf-8")), dict)


def test_the_workflow_and_the_hooks_run_what_exists() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["test"]["steps"] if "run" in step]
    assert runs == ["bash .ci/run"] and (ROOT / ".ci/run").exists()
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    made = [hook["entry"].split()[1] for hook in hooks if hook["entry"].startswith("make ")]
    assert made and set(made) <= set(targets)


class Loaded(HTMLParser):
    """Collects what a page loads: scripts, styles, images and fonts, not what it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get("href") if tag == "link" else values.get("src")
        self.addresses += [address] if address else []


def test_the_documentation_site_is_whole_and_loads_nothing_from_other_hosts(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "site").glob("*.html"))
    assert {page.stem for page in pages} >= {path.stem for path in (ROOT / "docs").glob("*.md")}
    for page in pages:
        loaded = Loaded()
        loaded.feed(page.read_text("utf-8"))
        assert loaded.addresses and not [
            address for address in loaded.addresses if re.match(r"(https?:)?//", address)
        ]
    for style in (tmp_path / "site").rglob("*.css"):
        assert not re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", style.read_text("utf-8"))


def test_the_documentation_names_every_command_and_every_exit_status() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert not [name for name in COMMANDS if f"`courseatlas {name}" not in page]
    assert [int(status) for status in re.findall(r"^\| (\d) \|", page, re.M)] == [
        status.value for status in ExitStatus
    ]
