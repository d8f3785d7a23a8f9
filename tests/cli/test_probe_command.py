"""`courseatlas sources probe`, `registry` and `sources promote` as a person uses them."""

from pathlib import Path

import pytest

from cli.main import main
from courseatlas import sources
from courseatlas.errors import ExitStatus
from tests.support.sites import catalog
from tests.support.sites.server import Site

PAGE = """<html lang="en"><head><title>Computing | Example University</title>
<link rel="canonical" href="https://catalog.example.edu/cs/"></head>
<body><div id="textcontainer"><div class="courseblock">
<p class="courseblocktitle"><strong>CS 101. Deep Learning. 3 Credits</strong></p>
<p class="courseblockdesc">How neural networks learn.</p></div></div></body></html>"""


def test_a_saved_page_gives_a_draft_offline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(PAGE)
    assert main(["sources", "probe", str(saved)]) == 0
    told = capsys.readouterr()
    assert told.err == (
        "warning: no program was seen: add the address of the list of programs to start_urls\n"
    )
    printed = told.out
    assert "platform: courseleaf" in printed
    assert 'start_urls: ["https://catalog.example.edu/cs/"]' in printed
    assert "course   CS 101" in printed
    assert "course   description               100%" in printed


def test_a_draft_is_saved_once_and_never_over_another_file(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog.put(site, pages=3)
    command = ["sources", "probe", f"{site.url}/courses/", "--delay", "0"]
    command += ["--write", "example", "--sources", str(tmp_path)]
    assert main(command) == 0
    assert sources.load(tmp_path / "example.yml").platform == "courseleaf"
    assert main(command) == ExitStatus.USAGE
    assert "exists already" in capsys.readouterr().err


def test_an_address_that_is_no_catalog_writes_nothing(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.page("/", "<html><body><h1>Our bakery</h1></body></html>")
    command = ["sources", "probe", site.url, "--delay", "0", "--write", "bakery"]
    assert main([*command, "--sources", str(tmp_path)]) == ExitStatus.FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "no known platform" in printed.err
    assert list(tmp_path.iterdir()) == []


def test_a_candidate_becomes_a_source_by_its_state_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    path = folder / "123456.yml"
    text = (
        "id: example-university\nstate: candidate\nname: Example University\nplatform: courseleaf\n"
        "provider: {type: university, country: US, website: https://www.example.edu}\n"
        "start_urls: [https://catalog.example.edu/]\nhosts: [catalog.example.edu]\n"
    )
    path.write_text(text)
    promote = ["sources", "promote", "example-university", "--registry", str(tmp_path)]
    assert main(promote) == 0
    assert path.read_text() == text.replace("state: candidate", "state: active")
    assert main(promote) == ExitStatus.USAGE
    assert "no candidate has this id" in capsys.readouterr().err
