"""Which records a rule of a profile finds, among those that are about AI and all others."""

import pytest

from courseatlas.profiles import Match, Recommendation
from pipelines.match_rules import SupportingRules, conditions

ALGEBRA = {"source_id": "a", "title": "College Algebra", "code": "MATH 101", "topics": ["mathematics"]}  # fmt: skip
SECURITY = {"source_id": "b", "title": "Cyber Operations, BS", "code": None, "topics": ["computer_security"]}  # fmt: skip
SOFTWARE = {"source_id": "b", "title": "Software Engineering, BS", "code": None, "topics": ["programming"]}  # fmt: skip


def holds(match: Match, row: dict) -> bool:
    return all(condition(row) for condition in conditions(match))


@pytest.mark.parametrize(
    ("match", "row", "expected"),
    [
        (Match(title="algebra"), ALGEBRA, True),
        (Match(title="calculus"), ALGEBRA, False),
        (Match(title="calculus", subjects=("MATH",)), ALGEBRA, True),
        (Match(title="calculus", topics=("mathematics",)), ALGEBRA, True),
        (Match(title="algebra", unless="college"), ALGEBRA, False),
        (Match(title="algebra", source=("b",)), ALGEBRA, False),
        (Match(cip=("14.09",)), SOFTWARE, True),
        (Match(cip=("11.07",)), SOFTWARE, False),
        (Match(cip=("11.07",)), SOFTWARE | {"cip_code": "11.0701"}, True),
        (Match(topics=("computer_security",), academic_level=("graduate",)), SECURITY, False),
    ],
)
def test_one_part_says_what_a_record_is_about_and_all_others_hold(
    match: Match, row: dict, expected: bool
) -> None:
    assert holds(match, row) is expected


def rules(*matches: Match) -> SupportingRules:
    return SupportingRules.of(
        Recommendation(f"r{number}", "s", "subject", "text", match)
        for number, match in enumerate(matches)
    )


@pytest.mark.parametrize(
    "match",
    [
        Match(title="algebra"),
        Match(kind="course", topics=("mathematics",)),
        Match(subjects=("MATH",)),
        Match(source=("a",), named="Algebra, College"),
    ],
)
def test_what_a_profile_recommends_is_found_before_and_after_its_columns_are_parsed(
    match: Match,
) -> None:
    assert rules(match).may_meet("course", ALGEBRA) and rules(match).meets("course", ALGEBRA)
    assert not rules(match).may_meet("course", SECURITY | {"title": "Weaving"})


@pytest.mark.parametrize(
    "match",
    [
        Match(source=("a",)),
        Match(title="algebra", relevance=("core", "applied")),
        Match(kind="program", title="algebra"),
    ],
)
def test_a_rule_that_names_no_subject_or_asks_for_ai_takes_no_other_record(match: Match) -> None:
    assert not rules(match).may_meet("course", ALGEBRA)
    assert not rules(match).meets("course", ALGEBRA)


def test_a_level_that_is_read_later_decides_later() -> None:
    school = rules(Match(title="algebra", academic_level=("secondary",)))
    assert school.may_meet("course", ALGEBRA)
    assert not school.meets("course", ALGEBRA)
    assert school.meets("course", ALGEBRA | {"academic_level": "secondary"})


@pytest.mark.parametrize("title", ["COLLEGE ALGEBRA", "college algebra", "Álgebra I"])
def test_the_case_of_a_title_does_not_matter(title: str) -> None:
    look = rules(Match(title=r"\bAlgebra\b|ÁLGEBRA\W"))
    assert look.may_meet("course", ALGEBRA | {"title": title, "topics": []})
    assert not look.may_meet("course", ALGEBRA | {"title": "Geometry", "topics": []})
