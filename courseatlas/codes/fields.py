"""The field of study that a program's title names, as codes of CIP 2020 and ISCED-F 2013.

The rules are in `fields.yml`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from courseatlas.yaml_files import RegularExpression, Text, YamlModel, read_model

RULES = Path(__file__).with_name("fields.yml")

_DEGREE = (
    r"(?:(?:combined |accelerated |online |executive |professional |post-?baccalaureate |advanced "
    r"|undergraduate |graduate )*"
    r"(?:(?:bachelor|master|doctor|associate)(?:'?s)?(?: degree)?(?: of (?:applied )?"
    r"(?:science|arts|engineering|philosophy|professional studies|fine arts))?"
    r"|ph\.?d\.?|[bm]\.?s\.?c?\.?|[bm]\.?a\.?|m\.?eng\.?|a\.?s\.?"
    r"|micro-?(?:masters|bachelors|credential)s?"
    r"|minor|major|concentration|specializ?ation|certificate|certification|boot ?camp|degree"
    r"|program))"
)
# what is printed around the name of the field: "X, MS (Boston)", "Minor in X", "X Graduate
# Certificate", "X: concentration"
_BEFORE = re.compile(rf"^(?:{_DEGREE}\W+(?:program )?(?:in|of)\s+|{_DEGREE}\s*[:–—-]\s*)+", re.I)
# an award of a school's own, such as ", BSCS"
_AWARD = re.compile(r"\s*,\s*[A-Z][A-Za-z]{0,4}[A-Z](?:/[A-Z]{2,5})?$")
_AFTER = re.compile(
    rf"(?:\s*\([^()]*\)|\s*[,:|–—-]\s*{_DEGREE}(?:\s+degree|\s+program)?"
    rf"|\s+{_DEGREE}(?:\s+degree|\s+program|\s+program™)?|\s+programme?|[®™])\s*$",
    re.I,
)


@dataclass(frozen=True)
class FieldOfStudy:
    """The codes of a field of study, None where a classification has none, and the reason."""

    cip: str | None
    isced: str | None
    why: str


@dataclass(frozen=True)
class CodeRule:
    """The name of a field of study, as an expression, and its codes."""

    pattern: re.Pattern[str]
    field: FieldOfStudy


class CodeRuleEntry(YamlModel):
    """One rule of `fields.yml`."""

    field: RegularExpression
    cip: Annotated[
        str | None,
        Field(
            pattern=r"^\d\d\.\d{4}$", description='a CIP code in quotes, such as "11.0102", or null'
        ),
    ] = None
    isced: Annotated[
        str | None,
        Field(pattern=r"^\d{4}$", description='an ISCED-F code in quotes, such as "0613", or null'),
    ] = None
    why: Annotated[Text, Field(description="a sentence that says why the field has this code")]


class CodeRulesFile(YamlModel):
    """The content of `fields.yml`."""

    rules: Annotated[tuple[CodeRuleEntry, ...], Field(description="a list of rules")]


@cache
def rules(path: Path = RULES) -> tuple[CodeRule, ...]:
    """The rules of a file, in order. Raises InvalidFile that names file, line, field and remedy."""
    return tuple(
        CodeRule(re.compile(entry.field, re.I), FieldOfStudy(entry.cip, entry.isced, entry.why))
        for entry in read_model(path, CodeRulesFile).rules
    )


def field_name(title: str) -> str:
    """A program's title without its award, campus and marks.

    >>> field_name("Artificial Intelligence, MS (Boston)"), field_name("Minor in Machine Learning")
    ('Artificial Intelligence', 'Machine Learning')
    """
    name, before = title.strip(), ""
    while name != before:
        before, name = name, _BEFORE.sub("", _AFTER.sub("", _AWARD.sub("", name))).strip()
    return name


def field_of(title: str) -> FieldOfStudy | None:
    """The field of study that a title names, or None where no rule matches the whole name.

    >>> field_of("Data Science, BS").cip
    '30.7001'
    """
    name = field_name(title)
    return next((rule.field for rule in rules() if rule.pattern.fullmatch(name)), None)
