"""The registry of platforms: the folder's listing, who reads a page, and the digests."""

import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from courseatlas.records import Page
from samples.build import ANSWERS
from spiders import platforms
from spiders.imports import source_digest
from spiders.page.strength import Strength
from tests.spiders import platforms as tests_of_platforms
from tests.support.paths import ROOT

# never recognised by itself: a source names it
NAMED_ONLY = {"article"}


def examples() -> Iterator[tuple[str, Page]]:
    """The `EXAMPLES` of each platform's test, with the name of the test."""
    for test in pkgutil.iter_modules(tests_of_platforms.__path__):
        module = import_module(f"{tests_of_platforms.__name__}.{test.name}")
        for page in getattr(module, "EXAMPLES", ()):
            yield test.name, page


def sample_pages() -> Iterator[tuple[str, Page]]:
    for answers in ANSWERS.values():
        for answer in answers:
            content_type = dict(answer.headers)["Content-Type"].split(";")[0]
            if answer.status == 200 and not answer.url.endswith("/robots.txt"):
                yield answer.url, Page(answer.url, answer.body, content_type)


def test_the_folder_s_listing_is_the_registry() -> None:
    folder = ROOT / "spiders" / "platforms"
    listed = {path.stem for path in folder.iterdir() if not path.name.startswith("_")}
    assert set(platforms.names()) == listed


@pytest.mark.parametrize("name", platforms.names())
def test_a_platform_says_whose_software_it_is_and_gives_its_functions(name: str) -> None:
    platform = platforms.load(name)
    documentation = import_module(f"spiders.platforms.{name}").__doc__ or ""
    parts = ("How to recognise a page:", "In a source's YAML:", "Seen", "Key:")
    assert [part for part in parts if part not in documentation] == []
    assert callable(platform.read) and callable(platform.recognises)


def test_a_name_without_a_module_is_no_platform() -> None:
    with pytest.raises(KeyError, match="use one of acalog, article"):
        platforms.load("moodle")
    with pytest.raises(KeyError):
        platforms.digest("moodle")


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        (["recognises"], "lacks read"),
        (["recognises", "read", "next_page"], "next_page: is not a function of a platform"),
    ],
)
def test_a_function_that_is_missing_or_misspelt_is_an_error(
    monkeypatch: pytest.MonkeyPatch, functions: list[str], message: str
) -> None:
    module = ModuleType("spiders.platforms.lamps")
    exec("\n".join(f"def {name}(page): ..." for name in functions), vars(module))
    monkeypatch.setattr(platforms, "names", lambda: ("lamps",))
    monkeypatch.setattr(platforms, "import_module", lambda name: module)
    with pytest.raises(TypeError, match=message):
        platforms.load.__wrapped__("lamps")


def test_no_two_platforms_are_equally_sure_of_a_page() -> None:
    ties = {}
    for source, page in [*examples(), *sample_pages()]:
        by_name = platforms.strengths(page)
        surest = [name for name, each in by_name.items() if each == max(by_name.values())]
        if len(surest) > 1:
            ties[source] = surest
    assert ties == {}


def test_every_platform_recognises_an_example_of_its_own() -> None:
    recognised = {platforms.recognise(page) for _, page in examples()}
    assert set(platforms.names()) - NAMED_ONLY - recognised == set()


def test_of_two_that_are_equally_sure_none_reads_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def certain(name: str) -> platforms.Platform:
        return platforms.Platform(name, lambda page: Strength.OWN, lambda page: iter(()))

    monkeypatch.setattr(platforms, "load", certain)
    assert platforms.recognise(Page("https://example.org/", b"")) is None


def test_reading_a_page_needs_no_scrapy() -> None:
    code = (
        "import sys; from spiders import platforms;"
        " [platforms.load(name) for name in platforms.names()];"
        " sys.exit('scrapy' in sys.modules or 'twisted' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def project(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


FILES = {
    "spiders/__init__.py": "",
    "spiders/lamps/__init__.py": "from spiders.lamps.wick import burn\n",
    "spiders/lamps/wick.py": "from spiders.shared import oil\n",
    "spiders/shared/__init__.py": "",
    "spiders/shared/oil.py": "def pour():\n    from courseatlas import fuel\n",
    "spiders/shared/oil.yml": "grade: 1\n",
    "spiders/shared/other.py": "",
    "courseatlas/__init__.py": "",
    "courseatlas/fuel.py": "import json\n",
}


@pytest.mark.parametrize(
    "changed",
    [
        "spiders/lamps/__init__.py",
        "spiders/lamps/wick.py",
        "spiders/shared/oil.py",
        "spiders/shared/oil.yml",
        "courseatlas/fuel.py",
    ],
)
def test_a_digest_changes_with_whatever_a_platform_imports(tmp_path: Path, changed: str) -> None:
    project(tmp_path / "before", FILES)
    project(tmp_path / "after", FILES | {changed: FILES[changed] + "# changed\n"})
    before, after = (
        source_digest("spiders.lamps", tmp_path / each) for each in ("before", "after")
    )
    assert before != after


def test_a_digest_stays_with_what_a_platform_does_not_import(tmp_path: Path) -> None:
    project(tmp_path / "before", FILES)
    project(tmp_path / "after", FILES | {"spiders/shared/other.py": "# changed\n"})
    before, after = (
        source_digest("spiders.lamps", tmp_path / each) for each in ("before", "after")
    )
    assert before == after


def test_each_platform_has_a_digest_of_its_own() -> None:
    digests = {platforms.digest(name) for name in platforms.names()}
    assert len(digests) == len(platforms.names()) and all(len(each) == 64 for each in digests)
