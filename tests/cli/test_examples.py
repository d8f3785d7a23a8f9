"""Every command shows an example in its help, and every example works."""

import os
import shlex
import shutil
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.group import courseatlas
from cli.main import main
from courseatlas import paths
from flows.deployment import serve
from tests.support.paths import ROOT

EARLIER = "2026-11-23.1"  # a second release, for the examples of a rollback
CSV = "id,title,summary,provider\n1,Deep Learning,Neural networks.,Example University\n2,Latin,Grammar.,Example University\n"
PAGE = """<html><body><div id="textcontainer"><div class="courseblock">
<p class="courseblocktitle"><strong>CS 101. Deep Learning. 3 Credits</strong></p>
<p class="courseblockdesc">How neural networks learn.</p></div></div></body></html>"""


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")


EXAMPLES = {path: getattr(command, "example", None) for path, command in commands(courseatlas)}


@pytest.mark.parametrize("path", EXAMPLES)
def test_the_help_of_a_command_shows_an_example_of_it(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*path.split(), "--help"]) == 0
    example = EXAMPLES[path]
    assert example and example.startswith(path.split()[0])
    assert f"Example:\n  courseatlas {example}\n" in capsys.readouterr().out


@pytest.fixture
def desk(sample_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples name: an output folder with a release, a page, and two CSV files."""
    shutil.copytree(sample_release, tmp_path / "output", symlinks=True)
    published = tmp_path / "output" / "releases"
    shutil.copytree(published / "2026-11-24.1", published / EARLIER)
    (tmp_path / "robots.txt").write_text("User-agent: *\nDisallow: /search/\n")
    (tmp_path / "page.html").write_text(PAGE)
    for name in ("courses.csv", "mine.csv"):
        (tmp_path / name).write_text(CSV)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(webbrowser, "open", lambda url: True)
    monkeypatch.setattr(
        serve, "serve", lambda cron, output, folder, site: print(f"would serve {cron}") or 0
    )
    return tmp_path


@pytest.fixture
def project_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folders in which the scaffolds write."""
    root = tmp_path / "project"
    for name in ("profiles", "registry", "sources", "spiders"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "tests").mkdir()
    monkeypatch.setattr(paths, "ROOT", root)
    monkeypatch.setattr(paths, "PROFILES", root / "profiles")
    monkeypatch.setattr(paths, "REGISTRY", root / "registry")
    candidate = (ROOT / "sources" / "cornell.yml").read_text()
    (root / "registry" / "sources").mkdir()
    (root / "registry" / "sources" / "123456.yml").write_text(
        f"id: example-university\nstate: candidate\n{candidate}"
    )
    return root


@pytest.mark.parametrize("example", sorted({example for example in EXAMPLES.values() if example}))
def test_the_example_works(
    example: str, desk: Path, project_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = shlex.split(example.partition(">")[0].replace("/tmp/", f"{desk}/"))
    if arguments[0] == "refresh":
        arguments.append("--plan")  # the sample release of `desk` was made by the example itself
    if example == "releases resume":
        assert main(["releases", "rollback", EARLIER]) == 0
    if example.startswith("releases pull"):
        assert main(["releases", "push", arguments[2]]) == 0
    assert main(arguments) == 0
    printed = capsys.readouterr()
    assert printed.out or printed.err == "0 rows withheld\n"


def test_no_example_needs_a_file_that_only_this_machine_has() -> None:
    assert not [
        example for example in EXAMPLES.values() if example and os.path.expanduser("~") in example
    ]
