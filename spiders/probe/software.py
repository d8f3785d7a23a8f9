"""The software of a catalog: its vendor, and the version that its pages print."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated

import lxml.etree
from pydantic import Field

from courseatlas.records import Page, Unreadable
from courseatlas.text import one_line, printable
from courseatlas.yaml_files import RegularExpression, Text, YamlModel, read_model

# "Drupal 10 (https://www.drupal.org)"
_GENERATORS = lxml.etree.XPath(
    "//meta[translate(@name, 'GENRATO', 'genrato')='generator']/@content"
)
_ADDRESS = re.compile(r"\s*\(?https?://\S+")
_LONGEST = 60


class Print(YamlModel):
    """What a draft says where a pattern is found in a page."""

    says: Text
    pattern: RegularExpression


class Software(YamlModel):
    """The vendor of a platform, and where its pages print a version."""

    vendor: Text
    prints: tuple[Print, ...] = ()


class SoftwareFile(YamlModel):
    """The content of `software.yml`."""

    platforms: Annotated[
        dict[str, Software], Field(description="a mapping of platforms to vendors")
    ]


@cache
def known_software() -> Mapping[str, Software]:
    """The software of each platform whose vendor is known."""
    return read_model(Path(__file__).with_name("software.yml"), SoftwareFile).platforms


def software_of(platform: str, pages: Sequence[Page]) -> str:
    """The vendor of a platform and what its pages print of their version, as a sentence.

    '' where the platform has no vendor, and its pages name no software.
    """
    software = known_software().get(platform)
    prints = software.prints if software else ()
    found = dict.fromkeys(words for page in pages for words in _printed(page, prints))
    version = f"its pages print: {', '.join(found)}" if found else ""
    if software is None:
        return version
    return f"{software.vendor}; {version or 'its pages print no version'}"


def _printed(page: Page, prints: Sequence[Print]) -> Iterator[str]:
    yield from _generators(page)
    body = page.body.decode("utf-8", "replace")
    for each in prints:
        match = re.search(each.pattern, body, re.I)
        if match:
            yield each.says.format(found=_value(match))


def _generators(page: Page) -> Iterator[str]:
    """What the document names as its generator, without the address of who makes it."""
    if not page.is_html or page.is_sitemap or b"enerator" not in page.body:
        return
    try:
        contents = _GENERATORS(page.tree)
    except Unreadable:
        return
    names = (one_line(printable(_ADDRESS.sub("", text))).rstrip(" ()") for text in contents)
    yield from (name for name in names if name and len(name) <= _LONGEST)


def _value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("milliseconds"):
        return f"{datetime.fromtimestamp(int(groups['milliseconds']) / 1000, UTC):%Y-%m-%d}"
    return groups.get("found") or ""
