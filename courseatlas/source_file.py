"""What the YAML file of a source may say, as a pydantic model; its JSON Schema guides editors."""

import json
from collections.abc import Iterator
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from courseatlas import words
from courseatlas.networks import LEAST_DELAY_SECONDS, checked_delay, checked_host, checked_url
from courseatlas.schema import RECORD_TABLES
from courseatlas.schema.column import NAME_PATTERN
from courseatlas.values.dates import DateOrder
from courseatlas.yaml_files import RegularExpression, Text, YamlModel
from courseatlas.yaml_problems import FieldProblems, Problem, nearest

ACTIVE = "active"
# a catalog that is ready to be read, and that no person has looked at yet
CANDIDATE = "candidate"
_LONGEST_NAME = 200
State = Literal["active", "candidate", "needs_key", "forbidden", "planned"]
# a source of such a state can be read, so that its file must say all that a crawl needs
READABLE = (ACTIVE, CANDIDATE)


def _table_column(path: str) -> str:
    """Check that a path such as `courses.description` names a column that the tables have."""
    columns = [f"{table.name}.{column}" for table in RECORD_TABLES for column in table.names]
    if path not in columns:
        raise ValueError(
            f"is not a table and column such as courses.description{nearest(path, columns)}"
        )
    return path


def _line(text: str) -> str:
    """Check that a name is one that fits into a line of a table."""
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise ValueError(f"must be one line of at most {_LONGEST_NAME} characters")
    return text


Line = Annotated[
    Text,
    AfterValidator(_line),
    Field(description="a text that is not empty"),
]
Host = Annotated[
    Text,
    AfterValidator(checked_host),
    Field(description="a host such as catalog.example.edu"),
]
Address = Annotated[
    Text,
    StringConstraints(pattern=r"^https?://[^\s/]+"),
    AfterValidator(checked_url),
    Field(description="an http(s) address such as https://catalog.example.edu/"),
]
Share = Annotated[float, Field(ge=0, le=1, description="a share from 0 to 1")]
TableColumn = Annotated[str, AfterValidator(_table_column)]


class ProviderEntry(YamlModel):
    """Who is behind the source."""

    name: Line | None = None
    type: words.ProviderType
    country: Annotated[
        str,
        Field(pattern=r"^[A-Z]{2}$", description="an ISO 3166-1 code such as US"),
    ]
    website: Annotated[
        Address, Field(description="an http(s) address such as https://www.example.edu")
    ]
    ipeds_unitid: (
        Annotated[str, Field(pattern=r"^\d{6}$", description="six digits in quotes")] | None
    ) = None
    ror_id: (
        Annotated[
            str,
            Field(
                pattern=r"^https://ror\.org/0[a-z0-9]{8}$",
                description="a ROR address such as https://ror.org/042nb2s44",
            ),
        ]
        | None
    ) = None


class Budget(YamlModel):
    """The most that a crawl of the source may fetch."""

    pages: Annotated[
        int, Field(ge=1, le=100_000, description="a whole number of pages from 1 to 100,000")
    ] = 400
    minutes: Annotated[
        float, Field(ge=1, le=1440, description="a number of minutes from 1 to 1440")
    ] = 60


class Floor(YamlModel):
    """The fewest rows of a table that the source must bring."""

    at_least: Annotated[int, Field(ge=0, le=10_000_000, description="a number of rows, 0 or more")]


class ExpectEntry(YamlModel):
    """The floors below which the last good rows of the source are kept."""

    programs: Floor | None = None
    courses: Floor | None = None
    events: Floor | None = None
    filled: Annotated[
        dict[TableColumn, Share],
        Field(description="a mapping of table.column to the share of rows that must have a value"),
    ] = {}


class Defaults(YamlModel):
    """Values of columns that hold for all records and are not printed per record."""

    credit_unit: words.CreditUnit | None = None
    delivery: words.Delivery | None = None
    academic_level: words.AcademicLevel | None = None
    difficulty: words.Difficulty | None = None
    pacing: words.Pacing | None = None
    language: Text | None = None
    price_currency: Text | None = None
    license: Text | None = None
    edition: Text | None = None


class SourceFile(YamlModel):
    """One catalog to scrape."""

    id: Annotated[
        Text | None,
        StringConstraints(pattern=f"^{NAME_PATTERN}$"),
        Field(
            description="an id of a-z, 0-9 and -, at most 64 characters; without one the file's "
            "name is the id"
        ),
    ] = None
    name: Line
    state: State = "active"
    reason: Annotated[
        Text | None, Field(validate_default=True, description="why the source is not active")
    ] = None
    platform: Annotated[Text, Field(description="the platform whose software the catalog runs on")]
    provider: Annotated[
        ProviderEntry, Field(description="a mapping with type, country and website")
    ]
    hosts: Annotated[
        tuple[Host, ...],
        Field(
            validate_default=True, description="a list of the only host names that may be contacted"
        ),
    ] = ()
    start_urls: Annotated[
        tuple[Address, ...],
        Field(validate_default=True, description="a list of http(s) addresses"),
    ] = ()
    follow: Annotated[
        tuple[RegularExpression, ...],
        Field(
            description="a list of regular expressions of paths, which are followed instead of "
            "those below the start URLs"
        ),
    ] = ()
    budget: Annotated[Budget, Field(description="a mapping of pages and minutes")] = Budget()
    delay_seconds: Annotated[
        float,
        Field(
            ge=0,
            le=60,
            description="a number of seconds between two requests, from 0.5 to 60",
            json_schema_extra={"minimum": LEAST_DELAY_SECONDS},
        ),
        AfterValidator(checked_delay),
    ] = 1.0
    defaults: Annotated[
        Defaults, Field(description="a mapping of columns to the value of all records")
    ] = Defaults()
    expect: Annotated[ExpectEntry, Field(description="a mapping of tables to their floors")] = (
        ExpectEntry()
    )
    titles: Literal["as_printed", "capitals"] = "as_printed"
    credits: Annotated[
        Literal["as_printed", "sum_of_hours", "last_of_hours"],
        Field(
            description='how three hours are read: sum_of_hours makes "3-0-9 units" 12 units, '
            'last_of_hours makes "3-2-4" 4'
        ),
    ] = "as_printed"
    dates: Annotated[
        DateOrder | None,
        Field(description='day_first or month_first: how "03/04/2027" is read'),
    ] = None
    terms: Text | None = None

    @field_validator("reason")
    @classmethod
    def _says_why_it_is_not_read(cls, reason: str | None, info: ValidationInfo) -> str | None:
        state = info.data.get("state")
        if reason is None and state not in (*READABLE, None):
            raise ValueError(f"is missing; say why the source is {state}")
        return reason

    @field_validator("platform")
    @classmethod
    def _has_a_reader(cls, platform: str, info: ValidationInfo) -> str:
        """A source that is read needs a platform with a reader; a planned one may name another."""
        platforms = sorted((info.context or {}).get("platforms") or ())
        if platforms and platform not in platforms and _is_readable(info):
            hint = nearest(platform, platforms)
            raise ValueError(
                f"is {platform!r}, which has no reader; use one of {', '.join(platforms)}{hint}"
            )
        return platform

    @field_validator("hosts", "start_urls")
    @classmethod
    def _is_given_when_active(
        cls, values: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        if not values and _is_readable(info):
            raise ValueError(
                f"is missing; a source that is {info.data['state']} must give at least one"
            )
        return values

    @field_validator("start_urls")
    @classmethod
    def _starts_on_its_hosts(
        cls, start_urls: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        problems = list(_urls_on_other_hosts(start_urls, info.data.get("hosts")))
        if problems:
            raise FieldProblems(problems)
        return start_urls


def _is_readable(info: ValidationInfo) -> bool:
    """Whether the file says that the source can be read; False where its state is itself wrong."""
    return info.data.get("state") in READABLE


def _urls_on_other_hosts(
    start_urls: tuple[str, ...], hosts: tuple[str, ...] | None
) -> Iterator[Problem]:
    """A problem for each start URL whose host is not one of `hosts`; none where these are wrong."""
    for position, url in enumerate(start_urls if hosts else ()):
        parts = urlsplit(url)
        if not {parts.hostname, parts.netloc} & set(hosts or ()):
            yield Problem(
                (position,), f"is on {parts.netloc}, which hosts does not name; add it to hosts"
            )


def json_schema() -> str:
    """The JSON Schema of a source file, as `sources/source.schema.json` holds it for editors."""
    schema = SourceFile.model_json_schema() | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A source of Course Atlas",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
