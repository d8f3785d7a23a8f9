"""The field of study that a program's title names, as CIP 2020 and ISCED-F 2013 codes, by the rules of `fields.yml`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from courseatlas.errors import InvalidFile
from courseatlas.yaml_fields import Fields, compose, text

RULES = Path(__file__).with_name("fields.yml")

_DEGREE = (
    r"(?:(?:combined |accelerated |online |executive |professional |post-?baccalaureate |advanced |undergraduate |graduate )*"
    r"(?:(?:bachelor|master|doctor|associate)(?:'?s)?(?: degree)?(?: of (?:applied )?(?:science|arts|engineering|philosophy|professional studies|fine arts))?"
    r"|ph\.?d\.?|[bm]\.?s\.?c?\.?|[bm]\.?a\.?|m\.?eng\.?|a\.?s\.?|micro-?(?:masters|bachelors|credential)s?"
    r"|minor|major|concentration|specializ?ation|certificate|certification|boot ?camp|degree|program))"
)
# what stands around the name of the field: "X, MS (Boston)", "Minor in X", "X Graduate Certificate", "X: concentration"
_BEFORE = re.compile(rf"^(?:{_DEGREE}\W+(?:program )?(?:in|of)\s+|{_DEGREE}\s*[:–—-]\s*)+", re.I)
_AWARD = re.compile(r"\s*,\s*[A-Z][A-Za-z]{0,4}[A-Z](?:/[A-Z]{2,5})?$")  # ", BSCS": an award of a school's own
_AFTER = re.compile(
    rf"(?:\s*\([^()]*\)|\s*[,:|–—-]\s*{_DEGREE}(?:\s+degree|\s+program)?|\s+{_DEGREE}(?:\s+degree|\s+program|\s+program™)?|\s+programme?|[®™])\s*$",
    re.I,
)


@dataclass(frozen=True)
class Field:
    """The codes of a field and the rule's reason. A code may be None where a classification has none."""

    cip: str | None
    isced: str | None
    why: str


@dataclass(frozen=True)
class Rule:
    pattern: re.Pattern[str]
    field: Field


@cache
def rules(path: Path = RULES) -> tuple[Rule, ...]:
    """The rules of a file, in order. Raises InvalidFile with file, line, field and remedy of each problem."""
    problems: list[str] = []
    fields = Fields(path, compose(path), problems)
    found = tuple(
        Rule(
            one.take("field", _pattern, must="must be a regular expression"),
            Field(
                one.take("cip", _code(r"\d\d\.\d{4}"), None, 'must be a CIP code in quotes, such as "11.0102", or null'),
                one.take("isced", _code(r"\d{4}"), None, 'must be an ISCED-F code in quotes, such as "0613", or null'),
                one.take("why", text, must="must say in words why the field has this code"),
            ),
        )
        for one in fields.items("rules")
    )
    if problems:
        raise InvalidFile("\n".join(problems))
    return found


def _pattern(value: Any) -> re.Pattern[str]:
    try:
        return re.compile(text(value), re.I)
    except re.error as e:
        raise ValueError(str(e)) from e


def _code(form: str):
    def read(value: Any) -> str | None:
        if value is not None and not re.fullmatch(form, text(value)):
            raise ValueError(value)
        return value

    return read


def field_name(title: str) -> str:
    """A program's title without its award, campus and marks.

    >>> field_name("Artificial Intelligence, MS (Boston)"), field_name("Minor in Machine Learning")
    ('Artificial Intelligence', 'Machine Learning')
    """
    name, before = title.strip(), ""
    while name != before:
        before, name = name, _BEFORE.sub("", _AFTER.sub("", _AWARD.sub("", name))).strip()
    return name


def field_of(title: str) -> Field | None:
    """The field that a title names, or None where no rule is sure of it.

    >>> field_of("Data Science, BS").cip
    '30.7001'
    """
    name = field_name(title)
    return next((rule.field for rule in rules() if rule.pattern.fullmatch(name)), None)
