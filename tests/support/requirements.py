"""The rows of a program as short words, so that a test shows a whole list on one line."""

from collections.abc import Iterable

from courseatlas.records import Component


def in_words(components: Iterable[Component], with_credits: bool = True) -> list[str]:
    """Each row: its code or range, the first letter of its role and how much of the group to choose.

    "CS 3 e1 or2 with3" is an elective of which one is chosen, an alternative to row 2 that is taken
    together with the others of way 3. Credits to choose are printed as "6u".
    """
    return [_row(component, with_credits) for component in components]


def _row(component: Component, with_credits: bool) -> str:
    span = f"{component.range_from}-{component.range_to or ''}"
    code = component.course_code or component.course_alias or span
    parts = [code, f"{component.role[0]}{component.choose_count or ''}"]
    if with_credits and component.choose_credits:
        parts.append(f"{component.choose_credits:g}u")
    if component.alternative_to:
        parts.append(f"or{component.alternative_to}")
    if component.option:
        parts.append(f"with{component.option}")
    return " ".join(parts)
