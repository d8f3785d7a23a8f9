"""Read a CSV file of the project into pydantic rows; a problem names file, line, field, remedy."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from courseatlas.errors import InvalidFile

Row = TypeVar("Row", bound="CsvRow")


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


Maybe = BeforeValidator(_empty_is_none)
OptionalText = Annotated[str | None, Maybe]
Unitid = Annotated[Annotated[str, Field(pattern=r"^\d{6}$")] | None, Maybe]


class CsvRow(BaseModel):
    """The base of all rows: frozen, without unknown columns. An empty cell is None."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_rows(path: Path, model: type[Row], key: str | None = None) -> Iterator[Row]:
    """The rows of a file, in its order; `key` is the column that no two rows may share.

    Raises InvalidFile for a file that cannot be read, for other columns than those of the model,
    and for a value that a column cannot have.
    """
    lines: dict[str, int] = {}
    try:
        with open(path, newline="", encoding="utf-8") as stream:
            reader = csv.DictReader(stream)
            _check_header(path, reader.fieldnames or (), model)
            for fields in reader:
                row = _row(path, reader.line_num, fields, model)
                if key:
                    _check_key(path, reader.line_num, key, str(getattr(row, key)), lines)
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise InvalidFile(f"{path}: cannot be read ({e}); restore it from the project") from e


def rows_as_text(rows: Iterable[Row], model: type[Row]) -> str:
    """The text of a file that `read_rows` reads."""
    stream = StringIO()
    writer = csv.DictWriter(stream, list(model.model_fields), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        fields = row.model_dump(mode="json")
        writer.writerow({name: "" if value is None else value for name, value in fields.items()})
    return stream.getvalue()


def _check_header(path: Path, names: Sequence[str], model: type[Row]) -> None:
    expected = list(model.model_fields)
    if list(names) != expected:
        raise InvalidFile(f"{path}:1: the columns must be {','.join(expected)}")


def _check_key(path: Path, line: int, key: str, value: str, lines: dict[str, int]) -> None:
    """Note the line of a key. Raises InvalidFile where another row has it."""
    if value in lines:
        raise InvalidFile(
            f"{path}:{line}: {key}: {value} stands on line {lines[value]} too; delete one of the"
            " rows"
        )
    lines[value] = line


def _row(path: Path, line: int, fields: Mapping[str, str], model: type[Row]) -> Row:
    try:
        return model.model_validate(fields)
    except ValidationError as e:
        problem = e.errors()[0]
        field = ".".join(map(str, problem["loc"])) or "the row"
        raise InvalidFile(
            f"{path}:{line}: {field}: {problem['msg'].lower()}, not {problem['input']!r}"
        ) from e
