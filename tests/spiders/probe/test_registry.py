"""Working through the registry: who is visited, what is noted, which candidates are written."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from courseatlas import sources
from courseatlas.known_catalogs import KnownCatalog
from courseatlas.probe_verdicts import ProbeVerdict, load_verdicts
from courseatlas.records import Page
from spiders.ledger import PageRow
from spiders.probe.candidates import candidate_id
from spiders.probe.registry import Round, due, probe_registry
from spiders.probe.visit import Visit, VisitLimits

TODAY = date(2026, 11, 26)
COURSES = b"""<html><body><div id="textcontainer"><div class="courseblock">
<p class="courseblocktitle"><strong>CS 101. Deep Learning. 3 Credits</strong></p>
<p class="courseblockdesc">How neural networks learn.</p></div></div></body></html>"""


def known(
    host: str, unitid: str = "", platform: str = "courseleaf", name: str = ""
) -> KnownCatalog:
    return KnownCatalog.model_validate(
        {
            "host": host,
            "institution": name or "Example University",
            "ipeds_unitid": unitid,
            "country": "US",
            "state": "MA",
            "size": "",
            "level": "",
            "control": "",
            "website": "",
            "start_url": f"https://{host}/",
            "programs_url": "",
            "platform": platform,
            "evidence": "url_form",
            "year_seen": "",
        }
    )


def row(url: str, outcome: str = "record", code: str | None = None) -> PageRow:
    return PageRow(
        source_id="probe",
        url=url,
        outcome=outcome,
        code=code,
        detail=code,
        records=0,
        referrer=None,
        depth=0,
        http_status=200,
        bytes=1,
        payload_sha256=None,
        fetched_at="2026-11-26T00:00:00Z",
        attempts=1,
        seconds=0.1,
        reason="start",
    )


def answered(url: str, folder: Path, limits: VisitLimits) -> Visit:
    """A site whose host decides what it answers."""
    if "gone" in url:
        return Visit(url, None, (), (row(url, "error", "dns"),), (), {}, 1)
    if "slow" in url:
        return Visit(url, None, (), (row(url, "error", "timeout"),), (), {}, 1)
    return Visit(
        url, "courseleaf", (Page(url, COURSES),), (row(url),), (urlsplit(url).netloc,), {}, 3
    )


def probe_all(folder: Path, *catalogs: KnownCatalog, limit: int = 100) -> list[ProbeVerdict]:
    this = Round(TODAY, limit)
    return list(probe_registry(folder, catalogs, this, (), answered))


def test_each_catalog_gets_a_dated_verdict_and_a_catalog_a_candidate(tmp_path: Path) -> None:
    catalogs = [
        known("catalog.a.edu", "100001", name="A College"),
        known("catalog.b.edu", "100002", "acalog", name="B College"),
        known("catalog.gone.edu", "100003"),
        known("catalog.slow.edu", "100004"),
    ]
    probe_all(tmp_path, *catalogs)
    verdicts = load_verdicts(tmp_path / "verdicts.csv")
    assert {host: verdict.verdict for host, verdict in verdicts.items()} == {
        "catalog.a.edu": "confirmed",
        "catalog.b.edu": "other_platform",
        "catalog.gone.edu": "gone",
        "catalog.slow.edu": "failed",
    }
    assert {verdict.checked_on for verdict in verdicts.values()} == {TODAY}
    source = sources.load(tmp_path / "sources" / "100001.yml")
    assert (source.id, source.state, source.provider.ipeds_unitid) == (
        "a-college",
        "candidate",
        "100001",
    )
    written = sorted(path.name for path in (tmp_path / "sources").iterdir())
    assert written == ["100001.yml", "100002.yml"]


def test_a_round_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    catalogs = [known(f"catalog.s{number}.edu", f"20000{number}") for number in range(5)]
    first = probe_all(tmp_path, *catalogs, limit=2)
    second = probe_all(tmp_path, *catalogs, limit=2)
    third = probe_all(tmp_path, *catalogs, limit=2)
    hosts = [verdict.host for verdict in (*first, *second, *third)]
    assert sorted(hosts) == [catalog.host for catalog in catalogs]
    assert probe_all(tmp_path, *catalogs) == []


def test_a_failed_visit_is_made_again_and_an_old_verdict_is_renewed() -> None:
    verdicts = {
        host: ProbeVerdict(host=host, checked_on=day, verdict=word, platform=None)
        for host, day, word in (
            ("new.edu", TODAY, "confirmed"),
            ("failed.edu", TODAY, "failed"),
            ("old.edu", TODAY - timedelta(days=91), "walled"),
        )
    }
    catalogs = [known(host) for host in ("new.edu", "failed.edu", "old.edu", "never.edu")]
    waiting = due(catalogs, verdicts, Round(TODAY, 10))
    assert [catalog.host for catalog in waiting] == ["never.edu", "old.edu", "failed.edu"]


def test_a_candidate_that_exists_is_not_written_again(tmp_path: Path) -> None:
    catalog = known("catalog.a.edu", "100001")
    probe_all(tmp_path, catalog)
    path = tmp_path / "sources" / "100001.yml"
    by_hand = path.read_text().replace("state: candidate", "state: active")
    path.write_text(by_hand)
    (tmp_path / "verdicts.csv").unlink()
    probe_all(tmp_path, catalog)
    assert path.read_text() == by_hand


def test_two_catalogs_of_an_institution_are_two_candidates(tmp_path: Path) -> None:
    probe_all(tmp_path, known("catalog.a.edu", "100001"), known("graduate.a.edu", "100001"))
    written = {
        path.name: sources.load(path).id for path in sorted((tmp_path / "sources").iterdir())
    }
    assert len(written) == len(set(written.values())) == 2
    assert "100001.yml" in written


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Saint Mary's University (Halifax)", (), "saint-marys-university-halifax"),
        ("Université Laval", (), "universite-laval"),
        ("A College", ("a-college",), "a-college-catalog"),
        ("A College", ("a-college", "a-college-catalog"), "catalog-a-edu"),
        ("x" * 90, (), "x" * 64),
    ],
)
def test_an_id_is_made_of_the_name_and_is_new(
    name: str, taken: tuple[str, ...], expected: str
) -> None:
    assert candidate_id(known("catalog.a.edu", name=name), taken) == expected
