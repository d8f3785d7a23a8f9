"""The registry: what ships is valid, and a mistake is named by file, line, field and remedy."""

from pathlib import Path

import pytest

from courseatlas import profiles, sources
from courseatlas.errors import InvalidFile
from tests.conftest import ROOT

GOOD = """name: Example
platform: courseleaf
provider: {type: university, country: US, website: https://example.edu}
start_urls: [https://catalog.example.edu/courses/]
hosts: [catalog.example.edu]
"""


def test_the_shipped_sources_and_profile_are_valid() -> None:
    registry = sources.load_all(ROOT / "sources")
    active = {source.id for source in registry.values() if source.state == "active"}
    systems = {
        "aaai",
        "cmu",
        "coursera",
        "ecornell",
        "edx",
        "ieee-cis",
        "indiana",
        "infosec",
        "khan-academy",
        "mit",
        "northeastern",
        "udemy",
    }
    assert len(active) >= 20 and systems <= active
    assert all(source.reason for source in registry.values() if source.state != "active")
    profile = profiles.load(ROOT / "profiles" / "deepfake-professional.yml", registry)
    kinds = [one.kind for one in profile.recommendations]
    assert kinds.count("certificate_course") == 9 and kinds.count("platform") == 4 and kinds.count("degree_program") == 3


@pytest.mark.parametrize(
    ("more", "line", "words"),
    [
        ("colour: red\n", 6, "colour: is not a known field"),
        ("delay_seconds: 0.1\n", 6, "delay_seconds: must be from 0.5"),
        ("follow:\n  programs: ['(']\n", 7, "follow: must map"),
        ("expect: {courses: {at_least: many}}\n", 6, "expect.courses.at_least: must be a row count"),
        ("name: Again\n", 6, "name: stands twice"),
        ("defaults: {credit_unit: bushels}\n", 6, "defaults.credit_unit"),
        ("terms: *anchor\n", 1, "anchor"),
    ],
)
def test_a_mistake_is_named_by_file_line_field_and_remedy(tmp_path: Path, more: str, line: int, words: str) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD + more)
    with pytest.raises(InvalidFile) as caught:
        sources.load(path)
    assert f"example.yml:{line}: " in str(caught.value) and words in str(caught.value)


def test_a_planned_source_must_say_why(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD + "state: planned\n")
    with pytest.raises(InvalidFile, match="reason: is missing"):
        sources.load(path)


def test_a_start_url_outside_of_the_hosts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD.replace("hosts: [catalog", "hosts: [www"))
    with pytest.raises(InvalidFile, match=r"hosts: does not name catalog\.example\.edu"):
        sources.load(path)
