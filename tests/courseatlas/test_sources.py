"""The registry: what ships is valid, and a mistake is named by file, line, field and remedy."""

import json
import os
from pathlib import Path

import jsonschema
import pytest
import yaml

from courseatlas import profiles, sources
from courseatlas.errors import InvalidFile
from courseatlas.source_file import json_schema
from spiders import platforms
from tests.support.paths import ROOT

GOOD = """name: Example
platform: courseleaf
provider: {type: university, country: US, website: https://example.edu}
start_urls: [https://catalog.example.edu/courses/]
hosts: [catalog.example.edu]
"""


def test_the_shipped_sources_and_profile_are_valid() -> None:
    registry = sources.load_all(ROOT / "sources", platforms.names())
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
    kinds = [recommendation.kind for recommendation in profile.recommendations]
    assert (
        kinds.count("certificate_course") == 9
        and kinds.count("platform") == 4
        and kinds.count("degree_program") == 3
    )


MISTAKES = [
    ("colour: red\n", 6, "colour: is not a known field"),
    ("delay_second: 2\n", 6, "did you mean delay_seconds?"),
    (
        "delay_seconds: 0.1\n",
        6,
        "delay_seconds: must be a number of seconds between two requests, from 0.5 to 60",
    ),
    ("follow: ['^/ok/', '(']\n", 6, "follow[1]: must be a regular expression"),
    ("follow: ['^/(x|x)+$']\n", 6, "follow[0]: must come to an end on any address"),
    ("follow:\n  programs: ['^/ok/']\n", 6, "follow: must be a list of regular expressions"),
    (
        "expect: {courses: {at_least: many}}\n",
        6,
        "expect.courses.at_least: must be a number of rows",
    ),
    ("expect: {course: {at_least: 3}}\n", 6, "did you mean courses?"),
    (
        "expect:\n  filled:\n    courses.title: 1\n    courses.descriptionn: 0.8\n",
        9,
        "expect.filled.courses.descriptionn: is not a table and column such as courses.description; "
        "did you mean courses.description?",
    ),
    (
        "expect: {filled: {courses.title: 80}}\n",
        6,
        "expect.filled.courses.title: must be a share from 0 to 1, not 80",
    ),
    (
        "budget: {pages: .nan}\n",
        6,
        "budget.pages: must be a whole number of pages from 1 to 100,000, not nan",
    ),
    ("budget: {pages: 0}\n", 6, "budget.pages: must be a whole number of pages"),
    ("budget: {pages: -3}\n", 6, "budget.pages: must be a whole number of pages"),
    ("budget: {pages: 2.5}\n", 6, "budget.pages: must be a whole number of pages"),
    ("budget: {pages: 100001}\n", 6, "budget.pages: must be a whole number of pages"),
    ("budget: {pages: yes}\n", 6, "budget.pages: must be a whole number of pages"),
    (
        "budget:\n  pages: 3\n  minutes: .inf\n",
        8,
        "budget.minutes: must be a number of minutes from 1 to 1440, not inf",
    ),
    ("budget: {minutes: 90000}\n", 6, "budget.minutes: must be a number of minutes"),
    ("name: Again\n", 6, "name: is given twice"),
    (
        "defaults: {credit_unit: bushels}\n",
        6,
        "defaults.credit_unit: must be one of semester_hour, ",
    ),
    ("? [a, b]\n: 1\n", 1, "a key that is not a word: is not a known field"),
    ("terms: &anchor x\n", 6, "anchor"),
    ("terms: *anchor\n", 6, "alias"),
    ("terms: !!str x\n", 6, "tag"),
    ("terms: [\n", 7, "is not valid YAML"),
]


@pytest.mark.parametrize(("more", "line", "message"), MISTAKES)
def test_a_mistake_is_named_by_file_line_field_and_remedy(
    tmp_path: Path, more: str, line: int, message: str
) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD + more)
    with pytest.raises(InvalidFile) as caught:
        sources.load(path, {"courseleaf"})
    assert str(caught.value).startswith(f"{path}:{line}: ") and message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


# what replaces a line of GOOD, and the message of its line
SLIPS = [
    ("hosts: [10.0.0.1]", 5, "hosts[0]: is 10.0.0.1, which is not public"),
    ("hosts: ['[::1]:80']", 5, "hosts[0]: is [::1]:80, which is not public"),
    ("hosts: [localhost]", 5, "hosts[0]: is localhost, which is not public"),
    ("hosts: [printer.local]", 5, "hosts[0]: is printer.local, which is not public"),
    ("hosts: ['catalog.example.edu:99999']", 5, "hosts[0]: must be a host such as"),
    ("hosts: ['catalog.example.edu:abc']", 5, "hosts[0]: must be a host such as"),
    ("hosts: ['catalog.example.edu:0']", 5, "hosts[0]: must be a host such as"),
    ("hosts: ['https://catalog.example.edu/']", 5, "hosts[0]: must be a host such as"),
    ("hosts: ['catalog example.edu']", 5, "hosts[0]: must be a host such as"),
    ("hosts: ['me@catalog.example.edu']", 5, "hosts[0]: must be a host such as"),
    ("start_urls: []", 4, "start_urls: is missing; a source that is active must give at least one"),
    ("start_urls: ['https://catalog.example.edu/a b']", 4, "start_urls[0]: holds a space"),
    ('start_urls: ["https://catalog.example.edu/\\u0001"]', 4, "start_urls[0]: holds a space"),
    ("start_urls: ['https://catalog.example.edu:abc/']", 4, "start_urls[0]: is no address"),
    ("start_urls: ['https://catalog.example.edu:99999/']", 4, "start_urls[0]: is no address"),
    ("start_urls: ['https://catalog.example.edu:0/']", 4, "start_urls[0]: has the port 0"),
    ("start_urls: ['http://[::1/']", 4, "start_urls[0]: is no address"),
    (f"name: {'x' * 201}", 1, "name: must be one line of at most 200 characters"),
    ('name: "Example\\nagain"', 1, "name: must be one line of at most 200 characters"),
]


@pytest.mark.parametrize(("slip", "line", "message"), SLIPS)
def test_a_slip_in_a_required_field_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: str, line: int, message: str
) -> None:
    monkeypatch.delenv("COURSEATLAS_ALLOW_ADDRESSES", raising=False)
    field = slip.partition(":")[0]
    lines = [slip if known.startswith(f"{field}:") else known for known in GOOD.splitlines()]
    path = tmp_path / "example.yml"
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(InvalidFile) as caught:
        sources.load(path, {"courseleaf"})
    assert str(caught.value).startswith(f"{path}:{line}: {message}")
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("name", ["con", "aux", "nul", "prn", "com1", "lpt9"])
def test_a_source_has_no_name_that_is_a_device_on_windows(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.yml"
    path.write_text(GOOD)
    with pytest.raises(InvalidFile, match="the file's name: is a device on Windows"):
        sources.load(path, {"courseleaf"})


def test_a_private_host_is_taken_where_the_environment_opens_its_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEATLAS_ALLOW_ADDRESSES", "10.0.0.0/8")
    path = tmp_path / "example.yml"
    path.write_text(GOOD.replace("catalog.example.edu", "10.0.0.1"))
    assert sources.load(path, {"courseleaf"}).hosts == ("10.0.0.1",)


def test_all_mistakes_of_a_folder_are_told_at_once_in_the_order_of_the_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.yml").write_text(
        GOOD.replace("US", "USA").replace("courseleaf", "courseleef") + "budget: {pages: 0}\n"
    )
    (tmp_path / "b.yml").write_text("name: B\n")
    with pytest.raises(InvalidFile) as caught:
        sources.load_all(tmp_path, {"courseleaf", "acalog"})
    told = [
        line.removeprefix(f"{tmp_path}/").split(": ")[:2] for line in str(caught.value).splitlines()
    ]
    assert told == [
        ["a.yml:2", "platform"],
        ["a.yml:3", "provider.country"],
        ["a.yml:6", "budget.pages"],
        ["b.yml:1", "hosts"],
        ["b.yml:1", "platform"],
        ["b.yml:1", "provider"],
        ["b.yml:1", "start_urls"],
    ]


def test_an_active_source_needs_a_platform_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD.replace("courseleaf", "courseleef"))
    with pytest.raises(
        InvalidFile, match=r"example\.yml:2: platform: .*; did you mean courseleaf\?"
    ):
        sources.load(path, {"courseleaf", "acalog"})
    assert sources.load(path).platform == "courseleef"
    path.write_text(path.read_text() + "state: planned\nreason: its reader is not written yet\n")
    assert sources.load(path, {"courseleaf"}).state == "planned"


def test_a_pipe_is_refused_without_being_read(tmp_path: Path) -> None:
    pipe = tmp_path / "example.yml"
    os.mkfifo(pipe)
    with pytest.raises(InvalidFile, match="is no regular file; give a YAML file"):
        sources.load(pipe)


def test_a_file_that_is_too_large_or_no_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text("# " + "x" * 70_000)
    with pytest.raises(InvalidFile, match="larger than 64 KiB"):
        sources.load(path)
    path.write_text("- a list\n")
    with pytest.raises(InvalidFile, match="must be a mapping of fields"):
        sources.load(path)


def test_a_planned_source_must_say_why(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD + "state: planned\n")
    with pytest.raises(InvalidFile, match="reason: is missing; say why the source is planned"):
        sources.load(path)


def test_a_start_url_outside_of_the_hosts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD.replace("hosts: [catalog", "hosts: [www"))
    with pytest.raises(
        InvalidFile,
        match=r"yml:4: start_urls\[0\]: is on catalog\.example\.edu, which hosts does not name",
    ):
        sources.load(path)


def test_the_file_s_name_is_the_source_s_id_and_must_be_one(tmp_path: Path) -> None:
    path = tmp_path / "Example_1.yml"
    path.write_text(GOOD)
    with pytest.raises(InvalidFile, match="the file's name: must be of a-z"):
        sources.load(path)


def test_the_json_schema_for_editors_is_current() -> None:
    committed = (ROOT / "sources" / "source.schema.json").read_text("utf-8")
    assert committed == json_schema(), (
        "write it anew: courseatlas sources schema > sources/source.schema.json"
    )


@pytest.mark.parametrize("folder", ["sources", "samples/sources"])
def test_each_shipped_source_names_the_schema_and_fits_it(folder: str) -> None:
    paths = sorted((ROOT / folder).glob("*.yml"))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / named).read_text("utf-8"))
        jsonschema.validate(yaml.safe_load(text), schema)


def test_the_json_schema_refuses_what_the_reader_refuses() -> None:
    schema = json.loads(json_schema())
    wrong = yaml.safe_load(GOOD + "budget: {pages: 0}\ncolour: red\n")
    messages = sorted(
        error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(wrong)
    )
    assert messages == [
        "0 is less than the minimum of 1",
        "Additional properties are not allowed ('colour' was unexpected)",
    ]
