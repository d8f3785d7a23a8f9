"""Cornell's roster: its API's shapes, in our own words."""

import json
from pathlib import Path

import pytest

from courseatlas import sources
from courseatlas.records import Page, Unreadable
from spiders.platforms import recognise
from spiders.platforms.roster import links, read
from spiders.scope import Scope

API = "https://classes.cornell.edu/api/2.0/"


def answer(path: str, data: object, status: str = "success") -> Page:
    return Page(
        API + path,
        json.dumps({"status": status, "data": data, "message": "Say which subject"}).encode(),
        "application/json",
    )


def a_class(**more: object) -> dict:
    return {
        "subject": "CS",
        "catalogNbr": "4999",
        "titleLong": "Machines That See",
        "acadCareer": "UG",
        "crseId": 1,
        "enrollGroups": [],
    } | more


def group(least: float, most: float, begins: str = "08/24/2026") -> dict:
    person = {"firstName": "Ada", "middleName": "", "lastName": "Byron"}
    return {"unitsMinimum": least, "unitsMaximum": most, "sessionBeginDt": begins, "sessionEndDt": "12/07/2026",
            "simpleCombinations": [{"subject": "INFO", "catalogNbr": "4999"}, {"subject": "CS", "catalogNbr": "5999"}],
            "classSections": [{"meetings": [{"instructors": [person]}, {"instructors": [person]}]}]}  # fmt: skip


def test_a_class_takes_its_units_from_all_its_enrolment_groups() -> None:
    page = answer(
        "search/classes.json?roster=FA26&subject=CS",
        {"classes": [a_class(enrollGroups=[group(1, 3), group(2, 4)], catalogPrereq="CS 2800.")]},
    )
    (record,) = read(page)
    assert recognise(page) == "roster"
    assert (
        record.url == "https://classes.cornell.edu/browse/roster/FA26/class/CS/4999"
        and record.key == "CS-4999"
    )
    facts = record.fields
    assert (facts["credits_min"], facts["credits_max"], facts["credit_unit"]) == (1, 4, "unit")
    assert (facts["starts_on"], facts["ends_on"], facts["instructors"]) == (
        "2026-08-24",
        "2026-12-07",
        ["Ada Byron"],
    )
    assert (
        facts["cross_listed"] == ["INFO 4999"]
        and facts["prerequisites_text"] == "CS 2800."
        and facts["academic_level"] == "undergraduate"
    )


def test_what_the_answer_leaves_out_or_states_twice_over_is_not_guessed() -> None:
    rows = [
        a_class(titleLong="", titleShort="Seeing", acadCareer="XX", description=None),
        a_class(catalogNbr="5000", enrollGroups=[group(3, 3), group(3, 3, "10/01/2026")]),
    ]
    short, two = read(answer("search/classes.json?roster=FA26&subject=CS", {"classes": rows}))
    assert short.title == "Seeing" and set(short.fields) == {"code", "subject", "edition"}
    assert "starts_on" not in two.fields and two.fields["ends_on"] == "2026-12-07"


def test_an_error_of_the_api_is_no_empty_subject() -> None:
    with pytest.raises(Unreadable, match="Say which subject"):
        list(read(answer("search/classes.json?roster=FA26", None, "error")))


def test_terms_lead_to_subjects_and_subjects_that_are_followed_to_classes() -> None:
    terms = [
        {"slug": "FA25", "isDefaultRoster": "N"},
        {"slug": "SP26", "isDefaultRoster": "N"},
        {"slug": "FA26", "isDefaultRoster": "Y"},
    ]
    listed = answer("config/rosters.json", {"rosters": terms})
    assert list(read(listed)) == []
    assert list(links(listed)) == [
        API + "config/subjects.json?roster=SP26",
        API + "config/subjects.json?roster=FA26",
    ]
    subjects = answer(
        "config/subjects.json?roster=FA26", {"subjects": [{"value": "CS"}, {"value": "MUSIC"}]}
    )
    scope = Scope.of(sources.load(Path("sources/cornell.yml")))
    assert [url for url in links(subjects) if scope.includes(url)] == [
        API + f"search/classes.json?roster=FA26&subject={subject}" for subject in ("CS", "MUSIC")
    ]
    assert not scope.includes("https://elsewhere.example.org/config/subjects.json")


EXAMPLES = [answer("search/classes.json?roster=FA26&subject=CS", {"classes": [a_class()]})]
