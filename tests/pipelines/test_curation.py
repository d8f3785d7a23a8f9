"""Curation as a whole: what becomes of each record, whatever it is and in whatever order it came."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from courseatlas import sources
from courseatlas.arrow import rows_of, values
from courseatlas.ids import KnownIds
from courseatlas.outcomes import counts
from courseatlas.records import Component
from flows.curate.join import CuratedTables, join
from flows.curate.records import CurationInputs, curate_records

SOURCE = """
name: Example University
platform: courseleaf
provider: {type: university, country: US, website: https://www.example.edu/}
start_urls: [https://catalog.example.edu/cs/]
hosts: [catalog.example.edu]
defaults: {credit_unit: semester_hour}
"""


def record(key: str, title: str, description: str = "", page: str = "cs", **fields) -> dict:
    return {
        "source_id": "example",
        "kind": "course",
        "key": key,
        "url": f"https://catalog.example.edu/{page}/",
        "title": title,
        "fields": {"code": key, "description": description} | fields,
        "components": [],
        "evidence_url": f"https://catalog.example.edu/{page}/",
        "fetched_at": "2026-11-24T00:00:00Z",
        "payload_sha256": "0" * 64,
        "freshness": "fresh",
    }


@pytest.fixture
def curated(tmp_path: Path):
    def run(*records: dict, declared: str = "") -> CuratedTables:
        (tmp_path / "example.yml").write_text(SOURCE + declared)
        source = sources.load(tmp_path / "example.yml")
        inputs = CurationInputs({source.id: source}, KnownIds(), recommendations=())
        return join([curate_records(json.loads(json.dumps(records)), inputs)])

    return run


def ended(done: CuratedTables) -> dict[str, int]:
    """Outcome -> number of records of the source that ended in curation."""
    named = done.records.merge(done.outcomes[["record_number", "outcome"]], on="record_number")
    return dict(counts(named).get("example", {}))


def accounted(done: CuratedTables) -> list[int]:
    """The numbers of all records that are rows or have an outcome."""
    rows = [number for frame in done.tables.values() for number in values(frame["record_number"])]
    return sorted([*rows, *done.outcomes["record_number"]])


def program(title: str, *components: Component) -> dict:
    fields = {"credential_text": title}
    return record(title, title) | {
        "kind": "program",
        "fields": fields,
        "components": [asdict(component) for component in components],
    }


def test_the_courses_of_a_program_say_what_it_is_about_where_its_words_do_not(curated) -> None:
    titles = ("", "CS 2", "CS 3")  # as readers name courses whose titles are not printed
    codes = [
        Component(f"CS {number}", title, "required") for number, title in enumerate(titles, start=1)
    ]
    done = curated(
        record("CS 1", "Machine Learning"),
        record("CS 2", "Deep Learning"),
        record("CS 3", "Computer Vision"),
        program("Applied Wonders, MS", *codes, Component("ED 9", "Pottery", "required")),
        program("Plain Wonders, MS", Component("ED 9", "Pottery", "required")),
        program("Computer Science, MS", *codes),
    )
    (row,) = rows_of(done.tables["programs"])
    assert (row["title"], row["relevance"]) == ("Applied Wonders, MS", "applied")
    assert row["matched_terms"] == ["computer vision", "deep learning", "machine learning"]


def test_every_record_is_a_row_or_ends_in_exactly_one_outcome(curated) -> None:
    done = curated(
        record("CS 1", "Machine Learning", credits_text="3.0"),
        record("CS 1", "Machine Learning", "Models from data.", page="ee"),
        record("CS 1", "Organic Chemistry", page="ch"),
        record("HI 1", "Medieval History"),
        record("HI 1", "Medieval History", page="ee"),
        record("CS 2", "Deep Learning", starts_on="the 31st of June"),
        record("CS 3", ["not", "a", "title"]),  # type: ignore[arg-type]
    )
    assert list(done.tables["courses"]["id"]) == ["example:course:CS-1"]
    row = done.tables["courses"].iloc[0]
    assert (row["credits_min"], row["credit_unit"], row["description"]) == (
        3.0,
        "semester_hour",
        "Models from data.",
    )
    assert accounted(done) == list(range(7))
    assert ended(done) == {"filtered": 1, "merged": 2, "left_out": 2, "quarantined": 1}
    withheld = done.outcomes[done.outcomes["faults"].notna()]
    assert sorted(withheld["rule"]) == [
        "clean can handle the row",
        "normalize can handle the row",
        "the key is one record's alone",
    ]
    assert all("evidence_url" in json.loads(text) for text in withheld["row"])
    assert not any("fetched_at" in json.loads(text) for text in withheld["row"])
    assert "example:course:HI-1" in set(done.catalog["id"])


def test_a_filtered_record_says_which_rule_and_which_score(curated) -> None:
    done = curated(record("HI 1", "Medieval History"))
    (outcome,) = done.outcomes.to_dict("records")
    assert (outcome["outcome"], outcome["step"], outcome["rule"]) == (
        "filtered",
        "prefilter",
        "about AI/ML",
    )
    assert "relevance score 0" in outcome["detail"] and outcome["id"] == "example:course:HI-1"


def test_the_order_of_the_records_makes_no_difference(curated) -> None:
    records = [
        record(f"CS {n}", f"Machine Learning {n % 5}", f"About data, part {n}.", page=f"p{n % 3}")
        for n in range(20)
    ]
    records += [record(f"CS {n}", f"Machine Learning {n % 5}", page="again") for n in range(5)]
    one, other = curated(*records), curated(*reversed(records))
    left_aside = ["record_number"]
    assert (
        one.tables["courses"]
        .drop(columns=left_aside)
        .equals(other.tables["courses"].drop(columns=left_aside))
    )
    assert one.catalog.equals(other.catalog)


def test_programs_of_one_title_are_one_row_per_degree(curated) -> None:
    def program(degree: str, page: str) -> dict:
        title = "Machine Learning"
        fields = {"credential_text": f"{title} | {degree}"}
        return record(title.replace(" ", "-"), title, page=page, **fields) | {"kind": "program"}

    arts, science, again = (
        program("Bachelor of Arts", "ba"),
        program("Bachelor of Science", "bs"),
        program("Bachelor of Science", "print"),
    )
    for each in (arts, science, again):
        del each["fields"]["code"]
    both = curated(arts, science, again).tables["programs"]
    assert list(both["id"]) == [f"example:program:Machine-Learning~{end}" for end in ("BA", "BS")]
    alone = curated(science, again).tables["programs"]
    assert list(alone["id"]) == ["example:program:Machine-Learning"]


def test_strings_that_no_value_could_be_made_of_are_counted(curated) -> None:
    done = curated(
        record("CS 1", "Machine Learning", credits_text="a generous helping"),
        record("CS 2", "Deep Learning", credits_text="a generous helping"),
        record("CS 3", "Computer Vision", credits_text="3 hours"),
        record("CS 4", "Neural Networks", credits_text="Variable"),
    )
    assert done.unread == {"credits_text": {"a generous helping": 2}}
    assert list(done.tables["courses"]["credits_text"]) == [
        "a generous helping",
        "a generous helping",
        "3 hours",
        "Variable",
    ]


def test_a_price_that_a_reader_states_leaves_the_others_to_be_read(curated) -> None:
    done = curated(
        record(
            "CS 1",
            "Machine Learning",
            price_amount="9500.00",
            price_currency="USD",
            price_text="9500",
        ),
        record("CS 2", "Deep Learning", price_text="$19.99"),
        record("CS 3", "Neural Networks", price_text="300"),
        record("CS 4", "Computer Vision", level_text="Graduate"),
        record("CS 5", "Reinforcement Learning", level_text="Intermediate"),
    )
    rows = done.tables["courses"]
    amounts = [str(value) for value in values(rows["price_amount"])]
    assert amounts == ["9500.00", "19.99", "None", "None", "None"]
    assert values(rows["academic_level"]) == [None, None, None, "graduate", None]
    assert values(rows["difficulty"]) == [None, None, None, None, "intermediate"]
    assert done.unread == {"price_text": {"300": 1}}


@pytest.mark.parametrize(
    ("declared", "credits"), [("", [None, None]), ("credits: sum_of_hours\n", [12.0, 12.0])]
)
def test_hours_are_added_up_only_where_the_source_declares_it(
    curated, declared: str, credits: list[float | None]
) -> None:
    course = record("CS 1", "Machine Learning", "Deep learning.", credits_text="3-0-9 units")
    done = curated(course, declared=declared)
    courses = done.tables["courses"]
    assert [values(courses[name])[0] for name in ("credits_min", "credits_max")] == credits
    assert values(courses["credits_text"]) == ["3-0-9 units"]
    assert values(done.catalog["credits"]) == credits[:1]


def test_three_numbers_end_in_the_credits_where_all_courses_of_the_source_fit(curated) -> None:
    hours = ["3-0-3", "(3-2-4)", "2-6-4"]
    courses = [
        record(f"CS {number}", f"Deep Learning {number}", credits_text=hours[number % 3])
        for number in range(12)
    ]
    rows = curated(*courses).tables["courses"]
    assert set(values(rows["credits_min"])) == {3.0, 4.0}
    few = curated(*courses[:6]).tables["courses"]
    assert set(values(few["credits_min"])) == {None}
