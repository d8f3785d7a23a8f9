"""The registry: the catalogs that are known, and the AI programs that were seen in some of them.

`registry/catalogs.csv` has one row per host of a catalog, `registry/ai_programs.csv` one per
program. `registry/README.md` says where the facts come from.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from courseatlas.csv_rows import CsvRow, Maybe, OptionalText, Unitid, read_rows

# how the platform of a catalog is known: a public reader of the vendor's pages names the host, the
# vendor's own form of address was seen, the form of an address is like the vendor's, or not at all
Evidence = Literal["public_reader", "url_form", "url_shape", "none"]
# full-time equivalent students, as IPEDS groups institutions (INSTSIZE)
Size = Literal["under_1000", "1000_to_4999", "5000_to_9999", "10000_to_19999", "20000_or_more"]

Year = Annotated[Annotated[int, Field(ge=1990, le=2100)] | None, Maybe]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s/]+")]


class KnownCatalog(CsvRow):
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


class KnownProgram(CsvRow):
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
    return tuple(read_rows(path, KnownCatalog, "host"))


def load_programs(path: Path) -> tuple[KnownProgram, ...]:
    """The rows of an `ai_programs.csv`, in its order. Raises InvalidFile, as for catalogs."""
    return tuple(read_rows(path, KnownProgram))
