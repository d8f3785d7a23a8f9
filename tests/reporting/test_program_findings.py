"""What AI programs ask for: shares with their counts, sizes by unit, and what earlier releases say."""

import json
from pathlib import Path

import pandas as pd
import pytest
from lxml import html

from courseatlas.arrow import from_rows
from courseatlas.errors import InvalidFile
from courseatlas.releases import Release, find
from courseatlas.schema import BY_NAME, PROGRAM_COURSES
from flows.publication.release_folder import complete, stage
from reporting.finding_definitions import definitions
from reporting.findings_page import findings_page
from reporting.program_findings import counted_programs, findings
from reporting.release_findings import findings_files
from tests.support import healthy
from tests.support.releases import facts_of

EMPTY = dict.fromkeys(PROGRAM_COURSES.names)
AI, ML, ETHICS = (
    ["artificial_intelligence"],
    ["machine_learning"],
    ["ai_ethics", "artificial_intelligence"],
)


def course(position: int, title: str, topics: list[str], **columns: object) -> dict:
    base = {"position": position, "course_title": title, "role": "required", "topics": topics}
    return EMPTY | base | {"in_release": False, "excluded_codes": []} | columns


def choice(position: int, title: str, topics: list[str]) -> dict:
    return course(position, title, topics, role="elective", choose_count=1, group_title="Options")


def tables(
    programs: dict[str, list[dict]], columns: dict[str, dict] | None = None
) -> dict[str, pd.DataFrame]:
    """Programs by their key, with the courses that each lists."""
    rows = [
        {"id": f"s:program:{key}", "provider_id": "x", "relevance": "core", "credential_type": "bachelor"} | (columns or {}).get(key, {})
        for key in programs
    ]  # fmt: skip
    listed = [
        row | {"program_id": f"s:program:{key}"} for key, part in programs.items() for row in part
    ]
    providers = [{"provider_id": "x", "country": "US"}, {"provider_id": "y", "country": "DE"}]
    parts = {"programs": rows, "program_courses": listed, "providers": providers}
    return {name: from_rows(BY_NAME[name], part) for name, part in parts.items()}


def document(programs: dict[str, list[dict]], columns: dict[str, dict] | None = None) -> dict:
    counted = definitions()
    return findings(
        "2026-11-24.1", counted_programs(tables(programs, columns), counted), {}, counted
    )


def asked(programs: dict[str, list[dict]], requirement: str) -> tuple[int, int, int]:
    """How many require it, how many offer it by choice, of how many."""
    rows = document(programs)["requirements"]
    (row,) = [row for row in rows if row["requirement"] == requirement and row["country"] is None]
    return row["required"], row["by_choice"], row["programs"]


@pytest.mark.parametrize(
    ("rows", "requirement", "expected"),
    [
        ([course(1, "Introduction to Artificial Intelligence", AI)], "general_ai", (1, 0, 1)),
        # a course on the ethics of AI is no introduction to AI
        ([course(1, "AI Ethics", ETHICS)], "general_ai", (0, 0, 1)),
        ([course(1, "AI Ethics", ETHICS)], "ethics", (1, 0, 1)),
        ([course(1, "Ethics", [])], "ethics", (1, 0, 1)),
        ([choice(1, "Artificial Intelligence", AI), choice(2, "Machine Learning", ML)], "machine_learning", (0, 1, 1)),
        # nobody can leave both
        ([choice(1, "Artificial Intelligence", AI), choice(2, "Machine Learning", ML)], "general_ai_or_machine_learning", (1, 0, 1)),
        ([course(1, "Artificial Intelligence", AI), course(2, "Machine Learning", ML, alternative_to=1)], "general_ai_or_machine_learning", (1, 0, 1)),
        ([course(1, "Artificial Intelligence", AI), course(2, "Linear Algebra", ["mathematics"], alternative_to=1)], "general_ai_or_machine_learning", (0, 1, 1)),
        ([course(1, "Linear Algebra", ["mathematics"])], "mathematics", (1, 0, 1)),
        ([course(1, "Senior Design Project", [])], "capstone", (1, 0, 1)),
        ([course(1, "Capstone in Agents", AI)], "capstone", (1, 0, 1)),
        ([course(1, "Industry Internship", [])], "capstone", (0, 0, 1)),
        ([course(1, "Artificial Intelligence", AI), course(2, "Master's Thesis", [], role="elective")], "capstone", (0, 1, 1)),
        # a description names what a course only touches
        ([course(1, "Deep Learning", [*ETHICS, "mathematics"])], "ethics", (0, 0, 1)),
        ([course(1, "Deep Learning", [*ETHICS, "mathematics"])], "mathematics", (0, 0, 1)),
        # a program that prints a code alone
        ([course(1, "CS 440", AI)], "general_ai", (1, 0, 1)),
        # a degree that lists courses and says nothing of them requires none
        ([course(1, "Artificial Intelligence", AI, role="component")], "general_ai", (0, 1, 1)),
        # a range is not looked into
        ([course(1, "Artificial Intelligence", AI), course(2, "Machine Learning courses", [], range_from="CS 300")], "machine_learning", (0, 0, 1)),
    ],
)  # fmt: skip
def test_a_program_requires_what_nobody_can_leave(
    rows: list[dict], requirement: str, expected: tuple[int, int, int]
) -> None:
    assert asked({"p": rows}, requirement) == expected


def test_only_programs_about_ai_that_list_courses_are_in_a_share() -> None:
    listed = [course(1, "Machine Learning", ML)]
    found = document(
        {"a": listed, "b": [], "c": listed, "d": [course(1, "Any", [], range_from="CS 1")]},
        {"c": {"relevance": "adjacent"}},
    )
    assert found["programs"] == {
        "counted": 3, "with_courses": 1, "with_ranges": 0, "institutions": 1, "countries": 1,
    }  # fmt: skip
    assert {row["programs"] for row in found["requirements"]} == {1}
    assert found["counts"] == [{"credential_type": "bachelor", "country": "US", "programs": 3}]


def test_shares_are_told_by_credential_type_and_country() -> None:
    listed = [course(1, "Machine Learning", ML)]
    found = document(
        {f"p{number}": listed for number in range(12)} | {"q": listed, "r": []},
        {"p0": {"provider_id": "y"}, "q": {"credential_type": "minor"}},
    )
    shares = {
        (row["credential_type"], row["country"]): (row["programs"], row["is_small"])
        for row in found["requirements"]
    }
    assert shares == {
        ("bachelor", None): (12, False), ("bachelor", "DE"): (1, True), ("bachelor", "US"): (11, False),
        ("minor", None): (1, True), ("minor", "US"): (1, True),
    }  # fmt: skip
    text = " ".join(html.fromstring(findings_page(found)).text_content().split())
    assert "12 of 12 (100 %)" in text
    assert "1 of 1" in text and "1 of 1 (" not in text and "fewer than 10 programs" in text


def test_sizes_of_two_units_are_never_put_together() -> None:
    credits = {
        "a": (120.0, "semester_hour"), "b": (124.0, "semester_hour"), "c": (128.0, "semester_hour"),
        "d": (180.0, "quarter_hour"), "e": (None, None),
    }  # fmt: skip
    sizes = document(
        {key: [] for key in credits},
        {key: {"credits_total_min": amount, "credit_unit": unit} for key, (amount, unit) in credits.items()},
    )["sizes"]  # fmt: skip
    assert [(row["credit_unit"], row["programs"], row["least"], row["median"], row["most"]) for row in sizes] == [
        ("quarter_hour", 1, 180.0, 180.0, 180.0), ("semester_hour", 3, 120.0, 124.0, 128.0),
    ]  # fmt: skip


def test_a_release_without_programs_has_a_page_that_says_so() -> None:
    found = document({})
    assert found["requirements"] == found["sizes"] == found["counts"] == []
    assert "No program about AI" in findings_page(found)


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """An earlier release of a healthy folder."""
    made = healthy.tables(100)
    folder = stage(tmp_path, "2026-11-20.1", made, {})
    complete(folder, {}, {"sources": {}}, facts_of("2026-11-20.1"))
    return find(tmp_path, "2026-11-20.1")


def test_earlier_releases_are_counted_again(release: Release) -> None:
    now = {name: release.table(name) for name in ("programs", "providers", "program_courses")}
    files = findings_files("2026-11-24.1", now, [release])
    found = json.loads(files["findings.json"])
    first, last = found["history"]
    assert (first["release"], last["release"]) == ("2026-11-20.1", "2026-11-24.1")
    assert first["counts"] == last["counts"] and first["requirements"] == last["requirements"]
    assert "2026-11-20.1" in files["findings.html"]


def test_a_release_that_is_damaged_is_left_out(release: Release) -> None:
    now = {name: release.table(name) for name in ("programs", "providers", "program_courses")}
    (release.path / "program_courses.parquet").write_bytes(b"no table")
    files = findings_files("2026-11-24.1", now, [Release(release.path)])
    assert len(json.loads(files["findings.json"])["history"]) == 1
    assert "the first release" in files["findings.html"]


def test_charts_say_in_words_what_they_draw() -> None:
    page = html.fromstring(findings_page(document({"p": [course(1, "Machine Learning", ML)]})))
    charts = page.xpath("//svg")
    assert charts and all(
        chart.get("role") == "img" and chart.get("aria-label") == chart.xpath("string(title)")
        for chart in charts
    )
    assert page.xpath("//script | //@onclick | //img") == []


YAML = """relevance: [core]
fewest_programs: 10
requirements:
  - {key: a, title: A, why: B, topics: [machine_learning]}
"""


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("machine_learning", "astrology", "topics: must be topics of"),
        (", topics: [machine_learning]", "", "must name topics, titles or any_of"),
        ("topics: [machine_learning]", "any_of: [b]", "'b' is none"),
        ("topics: [machine_learning]", "titles: ['(']", "regular expression"),
        ("[core]", "[splendid]", "relevance"),
        ("fewest_programs: 10", "fewest_programs: 0", "fewest_programs"),
        ("title: A", "title: A, colour: red", "colour"),
    ],
)
def test_a_wrong_definition_is_an_error_with_its_line(
    before: str, after: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "program_findings.yml"
    path.write_text(YAML.replace(before, after))
    with pytest.raises(InvalidFile, match=r"program_findings\.yml:\d+: ") as raised:
        definitions(path)
    assert message in str(raised.value)
