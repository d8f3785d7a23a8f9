"""The profile page with the rules of axe-core that matter for it, and that each of these rules can fail."""

import re
from pathlib import Path

import pytest

from reporting.profile_page import profile_page
from tests.support.accessibility import contrast, problems
from tests.support.guide import VERSION, every_status, link, profile, recommendation, tables


@pytest.fixture(scope="module")
def page() -> str:
    asked, made = every_status()
    return profile_page(asked, VERSION, made)


def test_a_page_with_every_status_has_no_problem(page: str) -> None:
    assert problems(page) == []


def test_ids_of_a_profile_may_have_spaces() -> None:
    asked = profile(recommendation("open flames"))
    page = profile_page(asked, VERSION, tables([link("open flames", None, "not_found")]))
    assert problems(page) == [] and 'id="take-open-flames"' in page


def test_the_pages_of_the_sample_have_no_problem(sample_release: Path) -> None:
    latest = sample_release / "latest"
    for path in (latest / "profile.html", *latest.glob("profiles/*.html")):
        assert problems(path.read_text("utf-8")) == [], path.name


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("document-title", "<title>.*?</title>", "<title> </title>"),
        ("html-has-lang", '<html lang="en">', "<html>"),
        ("meta-viewport", "width=device-width, initial-scale=1", "width=device-width, maximum-scale=1"),
        ("landmark-one-main", "<(/?)main>", r"<\1div>"),
        ("region", "<header>", "<p>lost</p><header>"),
        ("landmark-unique", '<nav aria-labelledby="stages">', "<nav>"),
        ("skip-link", 'class="skip" href="#stages"', 'class="skip" href="#nowhere"'),
        ("skip-link", 'href="#stage-later"', 'href="#stage-never"'),
        ("page-has-heading-one", "<(/?)h1>", r"<\1h2>"),
        ("heading-order", "<h3(.*?)</h3>", r"<h5\1</h5>"),
        ("empty-heading", '<h2 id="coverage">.*?</h2>', '<h2 id="coverage"></h2>'),
        ("svg-img-alt", 'role="img"', ""),
        ("svg-img-alt", 'aria-label="School: [^"]*"', 'aria-label=": "'),
        ("link-name", 'aria-label="Evidence: [^"]*"', ""),
        ("link-name", "Skip to the stages", ""),
        ("label", "</main>", '<input type="search"></main>'),
        ("duplicate-id", 'id="take-oil"', 'id="take-gas"'),
        ("aria-valid-attr-value", 'id="text-oil"', 'id="text-coal"'),
        ("list", '<ul class="key">', '<ul class="key"><p>key</p>'),
        ("listitem", "</main>", "<div><li>lost</li></div></main>"),
        ("td-has-header", ' scope="(?:col|row)"', ""),
        ("focus-visible", "button:focus-visible,", ""),
        ("focus-visible", "outline:3px", "outline:0;top:3px"),
        ("color-contrast", "--dim:#586675", "--dim:#8896a5"),
        ("color-contrast", "--dim:#9aa8b6", "--dim:#5a6876"),
        ("color-contrast", "--link:#0b5cad", "--link:#5ba4e5"),
    ],
)  # fmt: skip
def test_each_rule_finds_what_breaks_it(page: str, rule: str, old: str, new: str) -> None:
    broken = re.sub(old, new, page, flags=re.S)
    assert broken != page
    assert any(sentence.startswith(f"{rule}:") for sentence in problems(broken))


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#fff", "#000", 21), ("#777777", "#fff", 4.48), ("#abc", "#abc", 1)]
)  # fmt: skip
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
