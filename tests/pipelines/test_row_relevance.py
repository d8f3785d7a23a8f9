"""What a program is about where only its courses say so."""

import pytest

from courseatlas import relevance

ABOUT_AI = ["Machine Learning", "Deep Learning", "Computer Vision"]
OTHERS = ["Choir", "Pottery", "Ethics of Work", "Calculus", "Statics"]


def listed(titles: list[str], weight: float = 1.0) -> list[tuple[str, float]]:
    return [(title, weight) for title in titles]


@pytest.mark.parametrize(
    ("courses", "level"),
    [
        (listed(ABOUT_AI + OTHERS), "applied"),
        (listed(ABOUT_AI[:2]), "none"),
        (listed(ABOUT_AI + OTHERS + ["Algebra", "Optics"]), "none"),
        (listed(ABOUT_AI, 1 / 3) + listed(OTHERS[:1]), "applied"),
        (listed(ABOUT_AI, 1 / 3) + listed(OTHERS), "none"),
        ([], "none"),
    ],
)
def test_a_third_of_the_courses_and_three_of_them_make_a_program_applied(
    courses: list[tuple[str, float]], level: str
) -> None:
    assert relevance.load().classify_courses(courses).relevance == level


def test_the_result_says_how_many_courses_decide_it() -> None:
    result = relevance.load().classify_courses(listed([*ABOUT_AI, "Choir"]))
    assert result.reasons == ("applied: 3 of the 4 courses that it lists name AI/ML",)
    assert result.matched_terms == ("computer vision", "deep learning", "machine learning")
    assert 0.5 < result.score < 0.75
