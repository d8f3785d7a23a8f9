"""The best first for the person meant: level, then how directly it is said, then openness."""

import pytest

from courseatlas.profiles import Match, Recommendation
from pipelines.rank_matches import judge

ROW = {"id": "a:course:1", "title": "Algebra", "relevance": "supporting", "relevance_score": 0.1, "topics": []}  # fmt: skip
RULE = Match(title="algebra")


def score(audience: str = "secondary", match: Match = RULE, **row) -> float:
    recommendation = Recommendation("r", "s", "subject", "text", match, audience=audience)
    return judge(recommendation, ROW | row).score


@pytest.mark.parametrize(
    ("audience", "better", "worse"),
    [
        ("secondary", {"difficulty": "beginner"}, {}),
        ("secondary", {"academic_level": "secondary"}, {"academic_level": "graduate", "price_amount": 0, "delivery": "online"}),
        ("secondary", {}, {"academic_level": "graduate"}),
        ("secondary", {"academic_level": "undergraduate", "difficulty": "beginner"}, {"academic_level": "undergraduate"}),
        ("undergraduate", {"academic_level": "undergraduate"}, {"academic_level": "graduate"}),
        ("career_changer", {"academic_level": "professional"}, {"academic_level": "secondary"}),
        ("professional", {"academic_level": "graduate"}, {"academic_level": "undergraduate"}),
        ("secondary", {"title": "Algebra"}, {"title": "A Semester of Algebra and Its History in Pictures"}),
        ("secondary", {"price_amount": 0}, {"price_amount": 40}),
        ("secondary", {"delivery": "online"}, {"delivery": "in_person"}),
        ("secondary", {"description": "Lines and curves."}, {}),
    ],
)  # fmt: skip
def test_what_fits_the_person_better_stands_higher(
    audience: str, better: dict, worse: dict
) -> None:
    assert score(audience, **better) > score(audience, **worse)


def test_the_reason_names_what_decided() -> None:
    recommendation = Recommendation("r", "s", "subject", "text", RULE, audience="secondary")
    row = ROW | {"difficulty": "beginner", "price_kind": "free", "delivery": "online"}
    reason = "its title says “Algebra”; its level is beginner; it is free and online"
    assert judge(recommendation, row).reason == reason
    unstated = judge(recommendation, ROW | {"academic_level": None}).reason
    assert unstated == "its title says “Algebra”; it states no level"
    assert judge(recommendation, ROW).reason == "its title says “Algebra”"  # an event has no level


def test_a_score_lies_between_0_and_1() -> None:
    best = ROW | dict.fromkeys(("description", "language", "credits_min"), "x") | {
        "academic_level": "secondary", "price_amount": 0, "delivery": "online",
    }  # fmt: skip
    recommendation = Recommendation("r", "s", "subject", "text", RULE, audience="secondary")
    assert judge(recommendation, best).score == 1
    assert 0 <= score(academic_level="graduate", title="The Wider Uses of Algebra") < 0.5
