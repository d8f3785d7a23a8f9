"""Text as a reader of the tables should see it."""

import pytest

from courseatlas.text import described, one_line, paragraphs, title_case


@pytest.mark.parametrize(
    "printed, meant",
    [
        ("Intro to  Machine\u00a0Learning\n", "Intro to Machine Learning"),
        ("Research &amp; Development", "Research & Development"),
        ("Schr&#246;dinger&rsquo;s Models", "Schrödinger’s Models"),
        ("AT&T; R&D and Q&A", "AT&T; R&D and Q&A"),
        ("Montr\u00c3\u00a9al", "Montréal"),
        ("Turing\u00e2\u20ac\u2122s Machines", "Turing’s Machines"),
        ("Fundamentos de programaci\u00c3\u00b3n", "Fundamentos de programación"),
        ("ÉTÉ Â LA MER", "ÉTÉ Â LA MER"),
        ("e\u0301cole", "école"),
        ("zero\u200bwidth and \u202eturned\u202c around", "zerowidth and turned around"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("机器学习", "机器学习"),
    ],
)
def test_a_line_is_repaired_and_nothing_else(printed: str, meant: str) -> None:
    assert one_line(printed) == meant


def test_paragraphs_and_list_items_keep_their_lines() -> None:
    assert (
        paragraphs("  One  topic.\r\n\r\n• first\r• second\n\n\n")
        == "One topic.\n• first\n• second"
    )


@pytest.mark.parametrize(
    "printed, meant",
    [
        ("Models of data.\nShow more", "Models of data."),
        ("Models of data. Read more", "Models of data."),
        ("Models of data… Show less", "Models of data"),
        ("Skip to main content\nModels of data.\nBack to top", "Models of data."),
        ("We use cookies to improve this site.\nModels of data.", "Models of data."),
        ("© 2026 Example University. All rights reserved.\nModels of data.", "Models of data."),
        ("Students read more", "Students read more"),
        (
            "Learn how search engines index the home page.",
            "Learn how search engines index the home page.",
        ),
        (
            "How we use cookies in experiments on privacy is the subject.",
            "How we use cookies in experiments on privacy is the subject.",
        ),
        ("Show more", ""),
        (None, ""),
    ],
)
def test_a_site_s_own_words_are_no_description(printed: str | None, meant: str) -> None:
    assert described(printed) == meant


@pytest.mark.parametrize(
    "printed, meant",
    [
        ("INTRODUCTION TO MACHINE LEARNING", "Introduction to Machine Learning"),
        ("AI FOR THE ARTS: GANS AND MORE", "AI for the Arts: GANS and More"),
        ("CALCULUS II", "Calculus II"),
        ("WEB3 AND 3D VISION", "WEB3 and 3D Vision"),
        ("Deep Learning with PyTorch", "Deep Learning with PyTorch"),
    ],
)
def test_capitals_become_title_case_and_acronyms_stay(printed: str, meant: str) -> None:
    assert title_case(printed) == meant
