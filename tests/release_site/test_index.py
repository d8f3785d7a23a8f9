"""The index of the search: what Pagefind says when it fails, and releases from before today's tables."""

import tarfile
from pathlib import Path

import pytest

from courseatlas.errors import AtlasError
from courseatlas.releases import Release
from release_site.build import MARK, write_site
from release_site.search.index import write_index
from tests.support.paths import ROOT


def test_what_pagefind_says_when_it_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = tmp_path / "fails"
    fails.write_text("#!/bin/sh\necho 'no room\nleft' >&2\nexit 3\n")
    fails.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(fails))
    with pytest.raises(AtlasError, match=r"Pagefind ended with 3 \(no room left\); free some"):
        write_index(tmp_path / "site", [], 1)


def test_a_pagefind_that_is_not_there_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(AtlasError, match="nowhere: No such file .*; install the packages pagefind"):
        write_index(tmp_path / "site", [], 1)


def test_a_release_from_before_todays_tables_has_a_site(tmp_path: Path) -> None:
    with tarfile.open(ROOT / "tests" / "releases" / "2026-11-24.1.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    (tmp_path / "built").mkdir()
    write_site(Release(tmp_path / "releases" / "2026-11-24.1"), [], tmp_path / "built")
    assert (tmp_path / "built" / MARK).exists()
    page = (tmp_path / "built" / "courses" / "cmu" / "10-301.html").read_text("utf-8")
    assert "As printed: 15-122" in page and "findings.html" not in page
