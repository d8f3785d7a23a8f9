"""Codes for joins: a title's field by rule, null where unsure."""

from pathlib import Path

import pytest

from courseatlas.codes.fields import RULES, field_of, rules
from courseatlas.codes.occupations import occupations
from courseatlas.errors import InvalidFile
from courseatlas.profiles import load


@pytest.mark.parametrize(
    "title, cip, isced",
    [
        ("Artificial Intelligence, MS (Boston)", "11.0102", "0613"),
        ("Bachelor of Science in Artificial Intelligence", "11.0102", "0613"),
        ("Machine Learning PhD", "11.0102", "0613"),
        ("Minor in Machine Learning", "11.0102", "0613"),
        ("Machine Learning Certificate", "11.0102", "0613"),
        ("Deep Learning Specialization", "11.0102", "0613"),
        ("IBM Data Science Professional Certificate", None, None),
        ("Data Science Professional Certificate", "30.7001", "0688"),
        ("Data Science, BS", "30.7001", "0688"),
        ("Master of Science in Data Analytics", "30.7101", "0688"),
        ("Robotics Engineering, BS", "14.4201", "0714"),
        ("Computational Linguistics, Graduate Certificate", "30.4801", "0232"),
        ("Computer Science, BSCS", "11.0701", "0613"),
        ("AI in Healthcare", None, "0688"),
        ("Computer Science and Philosophy, BA", None, None),
        ("Neural Engineering, MS", None, None),
    ],
)
def test_a_title_gets_the_codes_of_the_field_it_names_or_none(
    title: str, cip: str | None, isced: str | None
) -> None:
    field = field_of(title)
    assert (field.cip if field else None, field.isced if field else None) == (cip, isced)


def test_every_rule_gives_a_reason_and_no_name_is_claimed_twice() -> None:
    assert all(rule.field.why and (rule.field.cip or rule.field.isced) for rule in rules())
    for name in ("machine learning", "data science", "computer science", "robotics", "statistics"):
        assert sum(bool(rule.pattern.fullmatch(name)) for rule in rules()) == 1


def test_a_broken_rule_names_file_line_field_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "fields.yml"
    path.write_text(
        'rules:\n  - {field: "(", cip: "11.0102", isced: "0613", why: x}\n  - {field: x, cip: "110102", isced: null, why: x}\n'
    )
    with pytest.raises(InvalidFile) as e:
        rules(path)
    assert f"{path}:2: rules[0].field: must be a regular expression" in str(e.value)
    assert f"{path}:3: rules[1].cip: must be a CIP code" in str(e.value)


def test_a_profile_names_only_occupations_whose_reason_is_written_down(tmp_path: Path) -> None:
    profile = load(RULES.parents[2] / "profiles" / "deepfake-professional.yml")
    assert set(profile.occupation_codes) <= set(occupations()) and all(
        occupation.why for occupation in occupations().values()
    )
    path = tmp_path / "p.yml"
    path.write_text(
        (RULES.parents[2] / "profiles" / "deepfake-professional.yml")
        .read_text()
        .replace("15-2051.00", "99-9999.00")
    )
    with pytest.raises(InvalidFile, match=r"p\.yml:6: occupation_codes\[0\]: .*99-9999\.00"):
        load(path)
