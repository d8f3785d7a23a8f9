"""The registry: the catalogs that are known, and the AI programs that were seen in some of them.

`registry/catalogs.csv` has one row per host of a catalog, `registry/ai_programs.csv` one per
program. `registry/README.md` says where the facts come from.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from courseatlas.errors import InvalidFile

# how the platform of a catalog is known: a public reader of the vendor's pages names the host, the
# vendor's own form of address was seen, the form of an address is like the vendor's, or not at all
Evidence = Literal["public_reader", "url_form", "url_shape", "none"]
# full-time equivalent students, as IPEDS groups institutions (INSTSIZE)
Size = Literal["under_1000", "1000_to_4999", "5000_to_9999", "10000_to_19999", "20000_or_more"]

Row = TypeVar("Row", bound=BaseModel)


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


Maybe = BeforeValidator(_empty_is_none)
OptionalText = Annotated[str | None, Maybe]
Unitid = Annotated[Annotated[str, Field(pattern=r"^\d{6}$")] | None, Maybe]
Year = Annotated[Annotated[int, Field(ge=1990, le=2100)] | None, Maybe]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s/]+")]


class _CsvRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownCatalog(_CsvRow):
    """One catalog: its host, whose it is, and what is known of its platform.

    `platform` is a name of `spiders/platforms/`, the name of a software without a reader, `custom`
    for the school's own, or None. `year_seen` is the year of the newest edition that was seen.
    """

    host: Annotated[str, Field(min_length=1)]
    institution: OptionalText
    ipeds_unitid: Unitid
    country: OptionalText
    state: OptionalText
    size: Annotated[Size | None, Maybe]
    level: Annotated[Literal["four_year", "two_year", "less_than_two_year"] | None, Maybe]
    control: Annotated[Literal["public", "private_nonprofit", "private_for_profit"] | None, Maybe]
    website: OptionalText
    start_url: WebAddress
    programs_url: OptionalText
    platform: OptionalText
    evidence: Evidence
    year_seen: Year

    @property
    def key(self) -> str:
        """The IPEDS id of the institution, else the host."""
        return self.ipeds_unitid or self.host

    @property
    def address(self) -> str:
        """Where a visit begins: at the root of a host that serves the catalog alone.

        A PDF and a catalog on the school's own site begin at the address that was seen.
        """
        is_catalog_host = any(mark in self.host for mark in _CATALOG_HOSTS)
        if is_catalog_host and self.platform != "pdf":
            scheme = self.start_url.partition(":")[0]
            return f"{scheme}://{self.host}/"
        return self.start_url


class KnownProgram(_CsvRow):
    """One AI program that was seen: on a page, in a file of a public project, or in a list."""

    institution: Annotated[str, Field(min_length=1)]
    ipeds_unitid: Unitid
    country: OptionalText
    program: Annotated[str, Field(min_length=1)]
    credential: OptionalText
    year_seen: Year
    evidence: Literal["page", "file", "list"]


_CATALOG_HOSTS = (
    "catalog",
    "bulletin",
    "smartcatalogiq.com",
    "acalog.com",
    "coursedog.com",
    "kuali.co",
    "cleancatalog.",
)


def load_catalogs(path: Path) -> tuple[KnownCatalog, ...]:
    """The rows of a `catalogs.csv`, in its order. Raises InvalidFile: file, line, field, remedy."""
    return tuple(_rows(path, KnownCatalog, "host"))


def load_programs(path: Path) -> tuple[KnownProgram, ...]:
    """The rows of an `ai_programs.csv`, in its order. Raises InvalidFile, as for catalogs."""
    return tuple(_rows(path, KnownProgram, None))


def _rows(path: Path, model: type[Row], key: str | None) -> Iterator[Row]:
    """The rows of a file; `key` is the column that no two rows may share."""
    lines: dict[str, int] = {}
    try:
        with open(path, newline="", encoding="utf-8") as stream:
            reader = csv.DictReader(stream)
            _check_header(path, reader.fieldnames or (), model)
            for fields in reader:
                row = _row(path, reader.line_num, fields, model)
                if key:
                    value = str(getattr(row, key))
                    if value in lines:
                        raise InvalidFile(
                            f"{path}:{reader.line_num}: {key}: {value} stands on line"
                            f" {lines[value]} too; delete one of the rows"
                        )
                    lines[value] = reader.line_num
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise InvalidFile(f"{path}: cannot be read ({e}); restore it from the project") from e


def _check_header(path: Path, names: Sequence[str], model: type[Row]) -> None:
    expected = list(model.model_fields)
    if list(names) != expected:
        raise InvalidFile(f"{path}:1: the columns must be {','.join(expected)}")


def _row(path: Path, line: int, fields: Mapping[str, str], model: type[Row]) -> Row:
    try:
        return model.model_validate(fields)
    except ValidationError as e:
        problem = e.errors()[0]
        field = ".".join(map(str, problem["loc"])) or "the row"
        raise InvalidFile(
            f"{path}:{line}: {field}: {problem['msg'].lower()}, not {problem['input']!r}"
        ) from e
