"""Durations of records as ISO 8601 durations."""

from collections.abc import Mapping
from typing import Any

_LETTERS = (("duration_hours", "PT{}H"), ("duration_weeks", "P{}W"), ("duration_months", "P{}M"))


def iso_duration(row: Mapping[str, Any]) -> str | None:
    """The duration of a course or a program, in the unit in which it is stated first.

    >>> iso_duration({"duration_hours": 22.0, "duration_weeks": 4.0})
    'PT22H'
    >>> iso_duration({"duration_months": 18.0})
    'P18M'
    """
    for column, form in _LETTERS:
        if row.get(column) is not None:
            return form.format(f"{row[column]:g}")
    return None
