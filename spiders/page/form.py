"""A form that is posted before a page is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """The address that a form is posted to, and its fields."""

    url: str
    fields: tuple[tuple[str, str], ...]
