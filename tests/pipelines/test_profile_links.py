"""What a careful person would link to a recommendation: what is linked, in which order, and what is said where nothing is."""

from datetime import date

import pandas as pd
import pytest

from courseatlas.profiles import Match, Profile, Recommendation, Section
from pipelines.profile_links import profile_links

COLUMNS = [
    "id",
    "source_id",
    "title",
    "relevance",
    "relevance_score",
    "topics",
    "academic_level",
    "difficulty",
]
COURSES = pd.DataFrame(
    [
        ("a:course:py", "a", "Python", "adjacent", 0.3, ["programming"], None, "beginner"),
        (
            "a:course:prog",
            "a",
            "Programming of Large Machines",
            "adjacent",
            0.3,
            ["programming"],
            None,
            None,
        ),
        (
            "a:course:mlpy",
            "a",
            "Machine Learning with Python",
            "core",
            0.9,
            ["machine_learning"],
            None,
            None,
        ),
        (
            "b:course:low",
            "b",
            "Linear Algebra: Low Dimension",
            "adjacent",
            0.3,
            ["mathematics"],
            None,
            None,
        ),
        (
            "b:course:lin",
            "b",
            "Learning with Linear Classifiers",
            "core",
            0.9,
            ["machine_learning"],
            None,
            None,
        ),
    ],
    columns=COLUMNS,
)
PROGRAMS = pd.DataFrame(
    [("b:program:c", "b", "Machine Learning Certificate", "core", 0.9, ["machine_learning"], None)],
    columns=COLUMNS[:7],
).assign(credential_type="certificate")
TABLES = {"courses": COURSES, "programs": PROGRAMS, "events": COURSES.iloc[:0]}
LISTED = pd.DataFrame(
    [{"program_id": "b:program:c", "course_title": "Decision Trees and Model Selection"}]
)


def links(*recommendations: Recommendation, available: frozenset = frozenset("ab")) -> pd.DataFrame:
    profile = Profile(
        "p", "P", "1", "article", date(2026, 11, 23), (), (Section("s", "S", ()),), recommendations
    )
    return pd.DataFrame(profile_links([profile], TABLES, LISTED, set(available)).links).reindex(
        columns=["recommendation_id", "status", "record_id", "match_score", "match_reason"]
    )


def one(
    match: Match, name: str = "r", parts: tuple = (), audience: str = "professional"
) -> Recommendation:
    return Recommendation(name, "s", "course", "text", match, parts, audience=audience)


def test_the_fuller_the_title_says_it_the_higher_it_ranks_and_what_only_looks_right_is_left_out() -> (
    None
):
    found = links(
        one(
            Match(
                kind="course",
                title=r"python|programming",
                unless="machine learning",
            ),
            audience="secondary",
        )
    )
    assert (
        list(found.record_id) == ["a:course:py", "a:course:prog"]
        and found.match_score.is_monotonic_decreasing
    )
    assert found.match_reason[0] == "its title says “Python”; its level is beginner"


def test_topics_and_relevance_are_told_in_words() -> None:
    found = links(
        one(
            Match(
                topics=("machine_learning",),
                relevance=("core",),
                kind="program",
                credential_type=("certificate",),
            )
        )
    )
    assert (
        list(found.record_id) == ["b:program:c"]
        and found.match_reason[0]
        == "it is about machine learning; AI is its subject; it states no level"
    )


def test_a_changed_name_is_linked_with_both_names_and_a_twin_is_not() -> None:
    found = links(
        one(Match(source=("b",), named="Learning with Linear Classifier"), "changed"),
        one(Match(source=("b",), named="Linear Algebra: Low Dimension"), "low"),
        one(Match(source=("b",), named="Linear Algebra: High Dimension"), "high"),
    ).set_index("recommendation_id")
    assert (
        "“Learning with Linear Classifiers” by the catalog" in found.match_reason["changed"]
        and found.match_score["changed"] < 1
    )
    assert found.record_id["low"] == "b:course:low" and found.status["high"] == "not_found"


def test_a_certificate_is_met_in_part_and_says_how_many_of_its_courses() -> None:
    found = links(
        one(
            Match(source=("b",), title="machine learning", kind="program"),
            "certificate",
            ("x", "y", "z"),
        ),
        one(Match(source=("b",), named="Learning with Linear Classifiers"), "x"),
        one(Match(source=("b",), named="Decision Trees and Model Selection"), "y"),
        one(Match(source=("b",), named="Debugging and Improving Models"), "z"),
    ).set_index("recommendation_id")
    assert found.status.to_dict() == {
        "certificate": "partly_met",
        "x": "met",
        "y": "met",
        "z": "not_found",
    }
    assert found.match_reason["certificate"].endswith("2 of its 3 parts are met")
    assert found.record_id["y"] == "b:program:c" and found.match_reason["y"].startswith(
        "listed by the program"
    )


@pytest.mark.parametrize(
    "available, status, words",
    [
        ("ab", "not_found", "no event of b in this release fits the rule"),
        ("a", "source_unavailable", "this release has no rows of b"),
    ],
)
def test_nothing_found_and_nothing_read_are_two_things(
    available: str, status: str, words: str
) -> None:
    found = links(one(Match(source=("b",), kind="event")), available=frozenset(available))
    assert (found.status[0], found.match_reason[0]) == (
        status,
        words,
    ) and found.record_id.isna().all()


def test_what_is_offered_no_more_says_so_and_what_comes_closest_is_not_met() -> None:
    gone = Recommendation(
        "r", "s", "course", "text", Match(source=("b",), named="Lamps for All"),
        closest=Match(kind="course", topics=("machine_learning",)),
    )  # fmt: skip
    found = links(gone)
    assert set(found.status) == {"closest"} and list(found.record_id)[0] == "a:course:mlpy"
    assert (
        "last seen in “article” of 2026-11-23; this comes close: it is about"
        in (found.match_reason[0])
    )
    assert found.match_score.between(0, 1).all()


def test_a_level_that_an_audience_cannot_begin_with_is_left_out() -> None:
    rule = Match(kind="course", title="python", unless="machine learning")
    assert list(links(one(rule, audience="secondary")).record_id) == ["a:course:py"]
    advanced = {**TABLES, "courses": COURSES.assign(difficulty="advanced")}
    profile = Profile(
        "p", "P", "1", "a", date(2026, 11, 23), (), (), (one(rule, audience="secondary"),)
    )
    (link,) = profile_links([profile], advanced, LISTED, {"a"}).links
    assert link["status"] == "not_found"
