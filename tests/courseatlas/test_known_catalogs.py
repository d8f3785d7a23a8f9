"""The registry's files: what they hold, and what is said of a wrong row."""

from pathlib import Path

import pytest

from courseatlas import paths
from courseatlas.coverage import ReadInstitutions, coverage, program_coverage
from courseatlas.errors import InvalidFile
from courseatlas.known_catalogs import load_catalogs, load_programs
from courseatlas.probe_verdicts import ProbeVerdict

CATALOGS = load_catalogs(paths.REGISTRY / "catalogs.csv")
PROGRAMS = load_programs(paths.REGISTRY / "ai_programs.csv")
HEADER = (paths.REGISTRY / "catalogs.csv").read_text().splitlines()[0]


def test_the_registry_names_a_thousand_catalogs_of_known_institutions() -> None:
    assert len(CATALOGS) > 1000
    assert len({catalog.ipeds_unitid for catalog in CATALOGS if catalog.ipeds_unitid}) > 950
    assert sum(catalog.platform == "acalog" for catalog in CATALOGS) > 400
    assert all(catalog.address.startswith(("http://", "https://")) for catalog in CATALOGS)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a.edu,A,12345,US,MA,,,,,https://a.edu/,,acalog,url_form,2026", "ipeds_unitid"),
        ("a.edu,A,123456,US,MA,huge,,,,https://a.edu/,,acalog,url_form,2026", "size"),
        ("a.edu,A,123456,US,MA,,,,,a.edu,,acalog,url_form,2026", "start_url"),
        (",A,123456,US,MA,,,,,https://a.edu/,,acalog,url_form,2026", "host"),
        ("a.edu,A,123456,US,MA,,,,,https://a.edu/,,acalog,rumour,2026", "evidence"),
        ("a.edu,A,123456,US,MA,,,,,https://a.edu/,,acalog,url_form,26", "year_seen"),
    ],
)
def test_a_wrong_row_is_named_by_file_line_and_field(row: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "catalogs.csv"
    path.write_text(f"{HEADER}\n{row}\n")
    with pytest.raises(InvalidFile, match=rf"catalogs\.csv:2: {said}: "):
        load_catalogs(path)


def test_a_host_that_stands_twice_and_another_header_are_errors(tmp_path: Path) -> None:
    row = "a.edu,A,123456,US,MA,,,,,https://a.edu/,,acalog,url_form,2026"
    path = tmp_path / "catalogs.csv"
    path.write_text(f"{HEADER}\n{row}\n{row}\n")
    with pytest.raises(InvalidFile, match=r"catalogs\.csv:3: host: a\.edu stands on line 2 too"):
        load_catalogs(path)
    path.write_text("host,name\n")
    with pytest.raises(InvalidFile, match="the columns must be"):
        load_catalogs(path)


def test_coverage_counts_institutions_and_not_hosts() -> None:
    berkeley = [each for each in CATALOGS if each.ipeds_unitid == "110635"]
    assert len(berkeley) > 1
    verdicts = {
        each.host: ProbeVerdict(
            host=each.host, checked_on="2026-11-26", verdict="confirmed", platform=None
        )
        for each in berkeley
    }
    read = ReadInstitutions(frozenset({"110635"}), {"110635": ("Machine Learning",)})
    rows = {(row.group, row.name): row for row in coverage(CATALOGS, verdicts, read)}
    total = rows["all", "all"]
    assert (total.probed, total.confirmed, total.read, total.with_ai_program) == (1, 1, 1, 1)
    assert total.known == len({each.key for each in CATALOGS})
    by_state = [row for row in rows.values() if row.group == "state"]
    assert sum(row.known for row in by_state) >= total.known
    assert rows["state", "CA"].read == 1


def test_a_program_that_was_seen_elsewhere_is_found_by_its_words() -> None:
    seen = next(each for each in PROGRAMS if each.ipeds_unitid)
    unitid = seen.ipeds_unitid or ""
    with_it = ReadInstitutions(frozenset({unitid}), {unitid: (seen.program.upper(),)})
    without = ReadInstitutions(frozenset({unitid}), {unitid: ("Basket Weaving",)})
    assert program_coverage([seen], with_it).found == 1
    assert program_coverage([seen], without).missing == (seen,)
    assert program_coverage([seen], ReadInstitutions(frozenset(), {})).of_read_institutions == 0
