"""A mistake in a profile is named by file, line, field and remedy, and so is a name that nothing has."""

from pathlib import Path

import pytest

from courseatlas import profiles
from courseatlas.errors import InvalidFile

GOOD = """id: example
title: Example
version: "1"
source: {title: An article, retrieved: 2026-11-23}
occupation_codes: ["15-2051.00"]
sections:
  - {id: school, title: School, statements: [A sentence.]}
recommendations:
  - {id: first, section: school, kind: course, text: Take it, audience: secondary, match: {kind: course, topics: [machine_learning]}}
"""
SECOND = (
    "  - {id: %s, section: %s, kind: course, text: Take it, audience: secondary, match: {%s}%s}\n"
)


def test_a_profile_is_read_with_the_line_of_each_recommendation(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD)
    profile = profiles.load(path)
    assert profile.recommendations[0].line == 9
    assert profile.recommendations[0].match == profiles.Match(
        kind="course", topics=("machine_learning",)
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (SECOND % ("first", "school", "kind: course", ""), "10: recommendations[1].id: first is the id of two"),
        (SECOND % ("second", "scool", "kind: course", ""), "10: recommendations[1].section: scool is not a section; use one of school; did you mean"),
        (SECOND % ("second", "school", "kind: course", ", parts: [firsst]"), "10: recommendations[1].parts[0]: firsst is not a recommendation; add it or correct the name; did you mean first?"),
        (SECOND % ("second", "school", "topics: [machine_lerning]", ""), "10: recommendations[1].match.topics[0]: is 'machine_lerning', which is not a topic"),
        (SECOND % ("second", "school", "source: nope", ""), "10: recommendations[1].match.source[0]: is 'nope', which is not a source; add sources/nope.yml"),
        (SECOND % ("second", "school", "title: '('", ""), "10: recommendations[1].match.title: must be a regular expression"),
        (SECOND % ("second", "school", "", ""), "10: recommendations[1].match: would match every record"),
        (SECOND.replace("secondary", "hard") % ("second", "school", "kind: course", ""), "10: recommendations[1].audience: must be one of secondary, "),
        (SECOND % ("second", "school", "cip: ['110']", ""), "10: recommendations[1].match.cip[0]: must be a CIP 2020 code"),
        ("sections: []\n", "10: sections: is given twice"),
        ("extra: 1\n", "10: extra: is not a known field"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_profile_is_named_by_line_field_and_remedy(
    tmp_path: Path, more: str, message: str
) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD + more)
    with pytest.raises(InvalidFile) as caught:
        profiles.load(path, {"cmu"})
    assert f"{path}:{message}" in str(caught.value)


def test_a_date_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "example.yml"
    path.write_text(GOOD.replace("2026-11-23", "2026-13-45"))
    with pytest.raises(
        InvalidFile,
        match=r"yml:4: source\.retrieved: must be a date such as 2026-11-23, not '2026-13-45'",
    ):
        profiles.load(path)
