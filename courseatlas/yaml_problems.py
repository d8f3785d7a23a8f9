"""Turn pydantic's validation errors into problems that say what to write instead."""

import difflib
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

Location = tuple[str | int, ...]
_KEY = "[key]"  # pydantic's last part of a location where the key of a mapping is wrong
_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """A value that does not fit: where it is in the file, and what to do."""

    location: Location
    remedy: str

    @property
    def sentence(self) -> str:
        """The problem as `field: remedy`."""
        return f"{field_name(self.location)}: {self.remedy}"


class FieldProblems(ValueError):
    """Several problems that one validator found; their locations are below the value."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("; ".join(problem.remedy for problem in problems))
        self.problems = tuple(problems)


def field_name(location: Location) -> str:
    """A location as people write it.

    >>> field_name(("rules", 0, "field"))
    'rules[0].field'
    """
    if not location:
        return "the file"
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(parts).removeprefix(".")


def nearest(word: str, allowed: Sequence[str]) -> str:
    """A hint that names the allowed word most like another one, '' where none is like it.

    >>> nearest("descriptionn", ["description", "title"])
    '; did you mean description?'
    """
    matches = difflib.get_close_matches(word, allowed, n=1)
    return f"; did you mean {matches[0]}?" if matches else ""


def problems_of(error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """The problems of a validation error, each with a remedy that the model's descriptions give."""
    return [
        problem
        for details in error.errors(include_url=False)
        for problem in _problems(details, model)
    ]


def _problems(details: ErrorDetails, model: type[BaseModel]) -> Iterator[Problem]:
    location = tuple(part for part in details["loc"] if part != _KEY)
    raised = details.get("ctx", {}).get("error")
    if isinstance(raised, FieldProblems):
        for problem in raised.problems:
            yield Problem((*location, *problem.location), problem.remedy)
    else:
        yield Problem(location, _remedy(details, location, model))


def _remedy(details: ErrorDetails, location: Location, model: type[BaseModel]) -> str:
    if details["type"] == "extra_forbidden":
        allowed = sorted(_fields(_declared(model, location[:-1])[0]))
        hint = nearest(str(location[-1]), allowed)
        return f"is not a known field; use one of {', '.join(allowed)}{hint}"
    if details["type"] == "value_error":
        return str(details["ctx"]["error"])
    if details["type"] == "literal_error":
        expected = details["ctx"]["expected"].replace("'", "")
        return f"must be one of {expected}, not {_shown(details['input'])}"
    if details["type"] == "model_type":
        return f"must be a mapping of fields, not {_shown(details['input'])}"
    description = _declared(model, location)[1]
    if details["type"] == "missing":
        return f"is missing; give {description}" if description else "is missing"
    if details["type"] == "too_short":
        return f"is empty; give {description}" if description else "is empty"
    if description:
        return f"must be {description}, not {_shown(details['input'])}"
    return f"does not fit: {details['msg']}"


def _declared(model: type[BaseModel], location: Location) -> tuple[Any, str | None]:
    """The declared type at a location and its description, as far as the model declares one."""
    declared: Any = model
    description = None
    for part in location:
        declared, description = _below(declared, part)
        unwrapped, inner_description = _unwrapped(declared)
        declared, description = unwrapped, description or inner_description
    return declared, description


def _below(declared: Any, part: str | int) -> tuple[Any, str | None]:
    """The type and the description of one field, item or value of a declared type."""
    fields = _fields(declared)
    if isinstance(part, str) and part in fields:
        return fields[part].annotation, fields[part].description
    arguments = get_args(declared)
    if not arguments:
        return None, None
    is_mapping = isinstance(get_origin(declared), type) and issubclass(
        get_origin(declared), Mapping
    )
    return (arguments[1] if is_mapping else arguments[0]), None


def _fields(declared: Any) -> Mapping[str, FieldInfo]:
    """The fields of a model by the names that a file uses; none for another type."""
    if isinstance(declared, type) and issubclass(declared, BaseModel):
        return {field.alias or name: field for name, field in declared.model_fields.items()}
    return {}


def _unwrapped(declared: Any) -> tuple[Any, str | None]:
    """A type without Annotated and `| None` around it, and the description that Annotated gave."""
    description = None
    while True:
        if get_origin(declared) is Annotated:
            metadata = [item for item in get_args(declared)[1:] if isinstance(item, FieldInfo)]
            description = description or next(
                (item.description for item in reversed(metadata)), None
            )
            declared = get_args(declared)[0]
        elif get_origin(declared) in (Union, types.UnionType):
            declared = next(option for option in get_args(declared) if option is not type(None))
        else:
            return declared, description


def _shown(value: Any) -> str:
    """What the file says, in a few characters."""
    if value is None:
        return "empty"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
