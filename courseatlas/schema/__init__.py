"""The tables of a release, declared once.

They drive the Arrow schemas, the CSV files, the data dictionary and the expectations. A column is
one entry in the file of its table: `records.py`, `relations.py` or `runs.py`.
"""

from courseatlas.schema.column import (
    BOOL,
    COUNT,
    DAY,
    DOUBLE,
    MONEY,
    SCHEMA_VERSION,
    STRING,
    STRINGS,
    TIME,
    Column,
    Table,
)
from courseatlas.schema.records import (
    COURSES,
    EVENTS,
    PROGRAMS,
)
from courseatlas.schema.relations import (
    CHANGES,
    COURSE_PREREQUISITES,
    PROFILE_LINKS,
    PROGRAM_COURSES,
    PROGRAM_TOPICS,
    PROVIDERS,
)
from courseatlas.schema.runs import (
    ALIASES,
    IDS,
    QUARANTINE,
    RECORD_OUTCOMES,
    SOURCE_HEALTH,
)

__all__ = [
    "BOOL",
    "BY_NAME",
    "CHANGES",
    "COUNT",
    "COURSES",
    "COURSE_PREREQUISITES",
    "Column",
    "DAY",
    "DOUBLE",
    "EVENTS",
    "ALIASES",
    "IDS",
    "KIND_OF_TABLE",
    "MONEY",
    "PARQUET_TABLES",
    "PROFILE_LINKS",
    "PROGRAMS",
    "PROGRAM_COURSES",
    "PROGRAM_TOPICS",
    "PROVIDERS",
    "QUARANTINE",
    "RECORD_OUTCOMES",
    "RECORD_TABLES",
    "SCHEMA_VERSION",
    "SOURCE_HEALTH",
    "STRING",
    "STRINGS",
    "TABLES",
    "TABLE_OF_KIND",
    "TIME",
    "Table",
]

RECORD_TABLES = (PROGRAMS, COURSES, EVENTS)
TABLES = (
    PROGRAMS,
    COURSES,
    PROGRAM_COURSES,
    PROGRAM_TOPICS,
    COURSE_PREREQUISITES,
    EVENTS,
    PROVIDERS,
    PROFILE_LINKS,
    CHANGES,
    QUARANTINE,
    SOURCE_HEALTH,
)
PARQUET_TABLES = (IDS, ALIASES, RECORD_OUTCOMES)
BY_NAME = {table.name: table for table in TABLES}
TABLE_OF_KIND = {"program": PROGRAMS, "course": COURSES, "event": EVENTS}
KIND_OF_TABLE = {table.name: kind for kind, table in TABLE_OF_KIND.items()}
