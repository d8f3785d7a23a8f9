"""The profile page: one whole path, each status, each fact of a choice, and the same numbers in profile.json."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import html

from courseatlas.profiles import Profile
from courseatlas.schema import PARQUET_TABLES, TABLES
from reporting.profile_page import (
    learning_path,
    linked_rows,
    page_script,
    path_document,
    profile_page,
)
from reporting.release_documents import release_documents
from tests.support.browsing import Browse
from tests.support.guide import (
    LOST,
    VERSION,
    every_status,
    link,
    profile,
    recommendation,
    row,
    tables,
)

Release = tuple[Profile, dict[str, pd.DataFrame]]


@pytest.fixture(scope="module")
def release() -> Release:
    return every_status()


@pytest.fixture(scope="module")
def shown(release: Release) -> html.HtmlElement:
    asked, made = release
    return html.fromstring(profile_page(asked, VERSION, made))


def words(tree: html.HtmlElement, xpath: str) -> str:
    (element,) = tree.xpath(xpath)
    return " ".join(element.text_content().split())


def path_of(asked: Profile, made: dict[str, pd.DataFrame]) -> dict[str, Any]:
    return path_document(learning_path(asked, linked_rows(asked, made)))


ROWS = {table.name: 0 for table in (*TABLES, *PARQUET_TABLES)}
COURSES = [row(key, duration_hours=hours) for key, hours in (("a", 1.0), ("b", 2.0), ("c", 4.0))]
A, B, C = (course["id"] for course in COURSES)


@pytest.mark.parametrize(
    ("recommendations", "links", "steps", "hours"),
    [
        ([recommendation("one")], [link("one", A), link("one", B)], {"one": A}, 1),  # the best
        (
            [recommendation("one"), recommendation("two", "later")],
            [link("one", A), link("two", A), link("two", C)],
            {"one": A},  # each record once
            1,
        ),
        (
            [recommendation("whole", "school", "certificate", "part"), recommendation("part")],
            [link("whole", A), link("part", B)],
            {"whole": A},  # the part is in the whole
            1,
        ),
        (
            [recommendation("whole", "school", "certificate", "part"), recommendation("part")],
            [link("whole", A, "partly_met"), link("part", B)],
            {"part": B},  # a part of what is not met stands for itself
            2,
        ),
        (
            [recommendation(name) for name in ("gone", "none", "off", "one")],
            [link("gone", A, "closest", LOST), link("none", None, "not_found"), link("off", None, "source_unavailable"), link("one", C)],
            {"one": C},
            4,
        ),
    ],
)  # fmt: skip
def test_a_path_takes_the_best_record_of_what_is_met(
    recommendations: list, links: list, steps: dict, hours: float
) -> None:
    found = path_of(profile(*recommendations), tables(links, courses=COURSES))
    assert {step["recommendation_id"]: step["record_id"] for step in found["steps"]} == steps
    (time,) = found["whole"]["every"]["time"]
    assert time == {"unit": "hour", "low": hours, "high": hours, "records": len(steps)}


def test_fields_of_study_and_degrees_are_ways_of_which_one_is_taken() -> None:
    asked = profile(
        recommendation("one"),
        recommendation("two", "school", "field_of_study"),
        recommendation("three", "later", "degree_program"),
    )
    found = path_of(asked, tables([link("one", A), link("two", B), link("three", C)], courses=COURSES))  # fmt: skip
    whole, later = found["whole"], found["stages"]["later"]
    assert [(time["low"], time["high"]) for time in whole["every"]["time"]] == [(1, 1)]
    assert [(time["low"], time["high"]) for time in whole["one_of"]["time"]] == [(2, 4)]
    assert (later["every"]["records"], later["one_of"]["records"]) == (0, 1)
    assert [step["counted"] for step in found["steps"]] == ["every", "one_of", "one_of"]


def test_the_stages_of_the_sample_add_up_to_its_path(sample_release: Path) -> None:
    content = json.loads((sample_release / "latest" / "profile.json").read_text("utf-8"))
    path = content["path"]
    for part in ("every", "one_of"):
        stages = [stage[part] for stage in path["stages"].values()]
        for name in ("records", "free", "recurring", "time_unknown", "cost_unknown"):
            assert sum(stage[name] for stage in stages) == path["whole"][part][name]
    counted = {"hour": 0.0}
    for stage in path["stages"].values():
        counted["hour"] += sum(t["low"] for t in stage["every"]["time"] if t["unit"] == "hour")
    (hours,) = (time for time in path["whole"]["every"]["time"] if time["unit"] == "hour")
    assert hours["low"] == pytest.approx(counted["hour"]) and hours["low"] < hours["high"]
    met = [name for name, links in content["links"].items() if links[0]["status"] == "met"]
    assert {step["recommendation_id"] for step in path["steps"]} < set(met)
    assert all(
        step["record_id"] == content["links"][step["recommendation_id"]][0]["record_id"]
        for step in path["steps"]
    )


def test_the_page_and_profile_json_tell_the_same_numbers(release: Release) -> None:
    asked, made = release
    files = release_documents([asked], VERSION, made, ROWS, {})
    whole = json.loads(files["profile.json"])["path"]["whole"]
    (hours,) = (time for time in whole["every"]["time"] if time["unit"] == "hour")
    said = words(html.fromstring(files["profile.html"]), "//table[@class='path']//tr[th='All stages, without a field of study or degree']")  # fmt: skip
    assert f"{hours['low']:g}–{hours['high']:g} hours" in said and "3 days" in said
    assert f"{whole['every']['cost'][0]['low']} USD" in said and "1 is free" in said
    assert f"{whole['every']['time_unknown']} does not say" in said


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("programming", "met", "for pupils"),
        ("brass", "partly met", "for people who change careers; 1 of its 1 parts are met"),
        ("oil", "offered no more", "No catalog lists it any more; last seen in “A guide” of 2026-01-01. This comes closest; it does not count as met:"),
        ("whales", "not found", "No course in this release fits the rule."),
        ("wicks", "source not read", "This release has no rows of y."),
        ("fair", "met", "21 Feb 2027 to 23 Feb 2027 (soon)"),
    ],
)  # fmt: skip
def test_each_status_is_said(shown: html.HtmlElement, name: str, status: str, said: str) -> None:
    card = f"//article[@id='take-{name}']"
    assert words(shown, f"{card}/div/span") == status
    assert said in words(shown, card)


def test_what_is_offered_no_more_is_not_counted_as_met(shown: html.HtmlElement) -> None:
    assert "4 of 8 recommendations are met" in words(shown, "//section[@aria-labelledby='coverage']/p")  # fmt: skip
    reasons = words(shown, "//article[@id='take-oil']//p[@class='m']")
    assert reasons.startswith("It is about oil.")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, ("Lamps free Example University", "level beginner", "6 weeks, 18–30 hours in all", "price free", "English", "at any time", "Evidence, read 23 Nov 2026.")),
        (2, ("stale: last seen 2 Nov 2026", "not about AI", "9 hours", "price not stated", "began 14 Sep 2026; no later date is stated")),
    ],
)  # fmt: skip
def test_a_choice_says_what_it_is(shown: html.HtmlElement, number: int, said: tuple) -> None:
    item = f"//article[@id='take-programming']//li[{number}]"
    text = " ".join(" ".join(part.split()) for part in shown.xpath(f"{item}//text()"))
    squeezed = " ".join(text.split()).replace(" , read", ", read")
    assert not [each for each in said if each not in squeezed], squeezed


def test_a_choice_leads_to_its_own_page_and_to_its_evidence(shown: html.HtmlElement) -> None:
    addresses = shown.xpath("//article[@id='take-programming']//li[1]//a/@href")
    page = "https://catalog.example.edu/free"
    assert addresses == [page, f"{page}?as=read"]
    occupations = shown.xpath("//p[@class='onet']/a")
    assert [(a.get("href"), a.text) for a in occupations] == [
        ("https://www.onetonline.org/link/summary/15-2051.00", "Data Scientists (15-2051.00)")
    ]


def test_the_order_does_not_depend_on_the_day_of_the_release(release: Release) -> None:
    asked, made = release
    orders = [
        html.fromstring(profile_page(asked, f"{day}.1", made)).xpath("//p[@class='what']/a/text()")
        for day in (date(2026, 11, 24), date(2029, 1, 1))
    ]
    assert orders[0] == orders[1] and len(orders[0]) == 6


# counts the choices that are seen: first by anchors alone, then with the script of the page
_COUNT = """<script>
onload = () => {
  const seen = () => [...document.querySelectorAll(".choice")].filter((one) => one.getClientRects().length).length;
  const counts = TARGETS.map((target) => { location.hash = target; return seen(); });
  location.hash = "everything";
  const script = document.createElement("script");
  script.textContent = SCRIPT;
  document.body.append(script);
  const button = (words) => [...document.querySelectorAll("button")].find((one) => one.textContent === words);
  const press = (words) => { button(words).click(); return seen(); };
  const type = (words) => {
    const input = document.querySelector("input");
    input.value = words;
    input.dispatchEvent(new Event("input"));
    return seen();
  };
  counts.push(press("about AI"), press("online"), press("about AI"), press("online"));
  counts.push(type("lamps old"), type("take WHALES"), type("take programming"), type(""));
  location.hash = "stage-later";
  counts.push(seen(), press("starts soon"));
  document.title = counts.join(" ") + "; " + document.querySelector("[role=status]").textContent;
};
</script>"""
_TARGETS = {"": 6, "only-free": 1, "only-online": 1, "only-soon": 2, "only-ai": 5, "everything": 6, "stage-later": 3, "stages": 6}  # fmt: skip
_SCRIPTED = [5, 1, 1, 6, 1, 0, 2, 6, 3, 1]


def test_filters_work_without_the_script_and_together_with_it(
    release: Release, browse: Browse
) -> None:
    asked, made = release
    page = profile_page(asked, VERSION, made).replace("Content-Security-Policy", "none")
    script = str(page_script().text)
    count = _COUNT.replace("TARGETS", json.dumps([*_TARGETS])).replace("SCRIPT", json.dumps(script))
    dom = browse(page.replace(f"<script>{script}</script>", count))
    seen, _, status = html.fromstring(dom).findtext(".//title").partition("; ")
    assert [int(number) for number in seen.split()] == [*_TARGETS.values(), *_SCRIPTED]
    assert status == "1 of 8 recommendations are shown."


def test_a_filter_that_keeps_nothing_is_not_offered() -> None:
    asked = profile(recommendation("one"))
    tree = html.fromstring(profile_page(asked, VERSION, tables([link("one", A)], courses=COURSES)))
    assert tree.xpath("//nav[@id='filters']//a/@data-filter") == ["ai"]


def test_a_profile_of_which_nothing_is_met_has_no_path(release: Release) -> None:
    asked = profile(recommendation("one"))
    page = profile_page(asked, VERSION, tables([link("one", None, "not_found", "nothing fits")]))
    tree = html.fromstring(page)
    assert not tree.xpath("//table[@class='path']") and "Nothing fits." in page
    assert "no recommendation" in words(tree, "//table[@class='coverage']//tr[th='Later']")
