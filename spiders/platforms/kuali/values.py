"""Values of Kuali's answers: texts by the form of their names, and credits in several shapes."""

import re
from typing import Any

from courseatlas.text import paragraphs
from spiders.page.api_values import Row
from spiders.page.markup import html_to_text

_DESCRIPTION = re.compile(r".*description", re.I)


def named_text(row: Row, name: re.Pattern[str]) -> str:
    """The first string with words under a name that the pattern matches, the shortest name first.

    "description" is the course's own before "descriptionOfTheLaboratory".
    """
    names = sorted((each for each in row if name.match(each)), key=len)
    values = (row[each] for each in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def description(row: Row) -> str:
    """The paragraphs of a course's or a program's description."""
    return paragraphs(html_to_text(named_text(row, _DESCRIPTION)))


def credits_of(value: Any) -> dict[str, Any]:
    """The least and the most credit that a value states; nothing where one of them is no number.

    >>> credits_of({"chosen": "multiple", "credits": ["1.5", "3"], "value": ["1.5", "3"]})
    {'credits_min': 1.5, 'credits_max': 3.0, 'credits_text': '1.5 or 3'}
    >>> credits_of({"chosen": "range", "credits": {"min": "1.5", "max": "3"}})
    {'credits_min': 1.5, 'credits_max': 3.0}
    >>> credits_of("3 to 4")
    {'credits_text': '3 to 4'}
    """
    if isinstance(value, list):
        return _one_or_other(value)
    if not isinstance(value, dict):
        return _printed(value)
    nested = [value.get(name) for name in ("credits", "value")]
    choices = next((each for each in nested if isinstance(each, list) and each), [])
    if choices:
        return _one_or_other(choices)
    bounds = next((each for each in nested if isinstance(each, dict)), value)
    least, most = number(bounds.get("min")), number(bounds.get("max"))
    if least is None:
        return _printed(value.get("value"))
    return {"credits_min": least, "credits_max": least if most is None else most}


def number(value: Any) -> float | None:
    """A number, also one that is printed as a string; None for anything else."""
    is_number = isinstance(value, int | float | str) and not isinstance(value, bool)
    printed = str(value).strip() if is_number else ""
    return float(printed) if re.fullmatch(r"\d+(?:\.\d+)?", printed) else None


def _printed(value: Any) -> dict[str, Any]:
    """A single value: an amount, or a string with one."""
    amount = number(value)
    if amount is not None:
        return {"credits_min": amount, "credits_max": amount}
    is_text = isinstance(value, str) and re.match(r"\s*\d", value)
    return {"credits_text": value.strip()} if is_text else {}


def _one_or_other(choices: list[Any]) -> dict[str, Any]:
    """The bounds of amounts that stand in a list: of numbers, or of objects with credits."""
    if len(choices) == 1:
        return credits_of(choices[0])
    amounts = [amount for amount in map(number, choices) if amount is not None]
    if len(amounts) < len(choices) or not amounts:
        return {}
    printed = " or ".join(str(choice).strip() for choice in choices)
    return {"credits_min": min(amounts), "credits_max": max(amounts), "credits_text": printed}
