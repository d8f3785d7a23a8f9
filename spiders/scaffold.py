"""The first files of a new platform or source, each with a test that fails until it is filled."""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from courseatlas.errors import UsageError
from spiders import platforms

_PLATFORM_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SOURCE_ID = re.compile(r"[a-z0-9-]{1,64}")

_PLATFORM = Template('''"""TODO: the name of the software, and whose it is.

How a page is told: TODO: a class name, a key or an address that only this software has.

In a source's YAML: `start_urls` name TODO; `follow` names TODO.

Seen on real pages: TODO. Inferred: TODO.

Key: TODO: the catalog's own key of a record.
"""

from collections.abc import Iterator

import lxml.etree

from courseatlas.records import Page, Record
from courseatlas.text import slug
from courseatlas.values.codes import split_code
from spiders.page.fields import stated
from spiders.page.markup import prose, text
from spiders.page.strength import Strength

_MARK = b"TODO"
_COURSES = lxml.etree.XPath("//*[@class='TODO']")


def recognises(page: Page) -> Strength:
    """TODO: what tells a page of this software."""
    return Strength.OWN.when(_MARK in page.body)


def read(page: Page) -> Iterator[Record]:
    """Each course that a page describes, with its strings as printed."""
    for element in _COURSES(page.tree):
        code, title = split_code(text(element.find(".//h3")))
        fields = {"code": code, "description": prose(element)}
        yield Record("course", slug(code or title), page.url, title.strip(" .:"), stated(fields))
''')

_PLATFORM_TEST = Template(
    '''"""TODO: the pages of $name, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import $name, recognise

# the smallest page that shows one course; replace it, and what the test expects
EXAMPLES = [Page("https://catalog.example.edu/", b"<html><body></body></html>")]


@pytest.mark.parametrize("page", EXAMPLES)
def test_a_page_of_$name is_recognised(page: Page) -> None:
    assert recognise(page) == "$name"


def test_a_page_of_$name states_its_course() -> None:
    (course,) = $name.read(EXAMPLES[0])
    fields = parse(course.fields)
    assert (course.title, fields["code"], fields["credits_min"]) == ("Seeing Machines", "CS 101", 3)
'''.replace("$name is", "${name}_is").replace("$name states", "${name}_states")
)

_SOURCE = Template("""\
# yaml-language-server: $$schema=source.schema.json
# TODO: what is peculiar about this catalog, and where the numbers below come from.
name: Example University
platform: $platform
provider: {type: university, country: US, website: https://www.example.edu}
start_urls: [https://catalog.example.edu/courses/]
hosts: [catalog.example.edu]
budget: {pages: 100, minutes: 30}
defaults: {language: en}
expect:
  courses: {at_least: 1}       # TODO: a floor, and why it is that number
""")

_SOURCE_TEST = Template('''"""The source $source_id: its own addresses, nothing left to fill in."""

from pathlib import Path

from courseatlas import sources
from spiders import platforms

FILE = Path(__file__).resolve().parents[2] / "sources" / "$source_id.yml"


def test_the_source_names_its_own_catalog() -> None:
    source = sources.load(FILE, platforms.names())
    assert source.name != "Example University"
    assert not [url for url in source.start_urls if "example.edu" in url]


def test_nothing_is_left_to_fill_in() -> None:
    assert "TODO" not in FILE.read_text("utf-8")
''')


def new_platform(root: Path, name: str) -> list[Path]:
    """Write the module of a new platform and its test; returns the files that were written.

    `root` is the project's folder. Raises UsageError for a name that cannot be a module's, and for
    a platform that exists.
    """
    if not _PLATFORM_NAME.fullmatch(name):
        raise UsageError(
            f"{name}: a platform's name is of a-z, 0-9 and _, and begins with a letter"
        )
    values = {"name": name}
    return _write(
        root,
        {
            f"spiders/platforms/{name}.py": _PLATFORM.substitute(values),
            f"tests/spiders/platforms/test_{name}.py": _PLATFORM_TEST.substitute(values),
        },
    )


def new_source(root: Path, source_id: str, platform: str) -> list[Path]:
    """Write the YAML file of a new source and its test; returns the files that were written.

    `root` is the project's folder. Raises UsageError for an id that cannot be a source's, for a
    platform that is not known, and for a source that exists.
    """
    if not _SOURCE_ID.fullmatch(source_id):
        raise UsageError(f"{source_id}: a source's id is of a-z, 0-9 and -, at most 64 characters")
    if platform not in platforms.names():
        names = ", ".join(platforms.names())
        raise UsageError(f"--platform {platform}: is not known; use one of {names}")
    values = {"source_id": source_id, "platform": platform}
    test = f"tests/sources/test_{source_id.replace('-', '_')}.py"
    return _write(
        root,
        {
            f"sources/{source_id}.yml": _SOURCE.substitute(values),
            test: _SOURCE_TEST.substitute(values),
        },
    )


def _write(root: Path, files: Mapping[str, str]) -> list[Path]:
    """Write files below a folder, none of which may exist."""
    paths = [root / name for name in files]
    for path in paths:
        if path.exists():
            raise UsageError(f"{path}: exists already; choose another name")
    for path, text in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return paths
