"""A release for analysts: its tables as pandas frames, SQL over them, why a row is in it or not.

>>> import courseatlas
>>> atlas = courseatlas.load("output/latest")              # doctest: +SKIP
>>> atlas.programs[["title", "provider_id"]]               # doctest: +SKIP
>>> atlas.sql("SELECT topic, count(*) FROM program_topics GROUP BY topic")  # doctest: +SKIP
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from courseatlas.arrow import to_frame
from courseatlas.errors import AtlasError, UsageError
from courseatlas.releases import MANIFEST, Release, find
from courseatlas.remote_release import fetch_release, is_address
from courseatlas.schema import PARQUET_TABLES, TABLES
from courseatlas.views import VIEWS
from courseatlas.why import Explanations, explain_in_release

if TYPE_CHECKING:
    import pandas as pd

_TABLES = tuple(table.name for table in (*TABLES, *PARQUET_TABLES))
_TABLES_OF_WHY = (
    "programs",
    "courses",
    "events",
    "ids",
    "aliases",
    "records",
    "changes",
    "quarantine",
    "source_health",
)
_LATEST = "latest"


class Atlas:
    """A release. Each of its tables is an attribute: a DataFrame in pandas' Arrow types.

    A table is read when it is first used, and kept. A table that the release does not have, as one
    made before the table existed, is empty. `release` is the folder with its files, `fetch` brings
    the named files of a release on the web into it.

    Raises DamagedRelease for a file that is missing or is not as its manifest says, and
    StorageError for one that cannot be read.
    """

    programs: "pd.DataFrame"
    courses: "pd.DataFrame"
    program_courses: "pd.DataFrame"
    program_topics: "pd.DataFrame"
    course_prerequisites: "pd.DataFrame"
    events: "pd.DataFrame"
    providers: "pd.DataFrame"
    profile_links: "pd.DataFrame"
    changes: "pd.DataFrame"
    quarantine: "pd.DataFrame"
    source_health: "pd.DataFrame"
    ids: "pd.DataFrame"
    aliases: "pd.DataFrame"
    records: "pd.DataFrame"

    def __init__(self, release: Release, fetch: Callable[[str], None] | None = None) -> None:
        self.release = release
        self._fetch = fetch

    @property
    def version(self) -> str:
        """The version of the release: `2026-11-23.1`."""
        return self.release.version

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return _TABLES

    @property
    def views(self) -> tuple[str, ...]:
        """The names of the views that `sql` knows beside the tables."""
        return tuple(view.name for view in VIEWS)

    def __getattr__(self, name: str) -> "pd.DataFrame":
        """The table of a name, read when it is first used."""
        if name not in _TABLES:
            known = ", ".join(_TABLES)
            raise AttributeError(f"no table {name}; the tables are: {known}")
        self._bring(name)
        frame = self.release.table(name)
        self.__dict__[name] = frame
        return frame

    def __dir__(self) -> list[str]:
        """The tables, too, so that editors offer them."""
        return sorted({*super().__dir__(), *_TABLES})

    def __repr__(self) -> str:
        """The version and the place of the release."""
        return f"<Atlas {self.version} at {self.release.path}>"

    def sql(self, query: str) -> "pd.DataFrame":
        """The result of a query over the tables and views, in DuckDB's SQL.

        Raises UsageError with DuckDB's message for a query that it refuses, and for a statement
        that has no result.
        """
        import duckdb

        with duckdb.connect() as connection:
            views = [view for view in VIEWS if _names(view.name, query)]
            needed = {name for view in views for name in view.tables}
            for name in _TABLES:
                if name in needed or _names(name, query):
                    self._bring(name)
                    connection.register(name, self.release.arrow_table(name))
            try:
                for view in views:
                    connection.execute(f"CREATE VIEW {view.name} AS {view.select}")
                result = connection.sql(query)
            except duckdb.Error as e:
                tables = ", ".join((*_TABLES, *self.views))
                raise UsageError(f"{_problem(e)}; the tables and views are: {tables}") from e
            # a result is computed when it is read, which may fail as well
            try:
                answer = result.to_arrow_table() if result is not None else None
            except duckdb.Error as e:
                raise UsageError(f"{_problem(e)}; change the query") from e
        if answer is None:
            raise UsageError("the query has no result; write one such as SELECT title FROM courses")
        return to_frame(answer)

    def why(self, question: str) -> Explanations:
        """What became of a record or a page: by its id, words of its title, or its address.

        The answer comes from this release alone; `courseatlas why` also knows the runs.
        """
        for name in _TABLES_OF_WHY:
            self._bring(name)
        if self._fetch is not None:
            self._fetch("report/report.json")
        return explain_in_release(question, self.release)

    def _bring(self, table: str) -> None:
        if self._fetch is not None:
            self._fetch(f"{table}.parquet")


def load(where: str | Path = "output/latest", version: str = _LATEST) -> Atlas:
    """The release at a place: a folder of a release, an output folder, or an address of either.

    An address is what fsspec reads, such as `https://host/atlas/latest`, `s3://bucket/atlas/latest`
    or `sftp://host/atlas/latest`: the place that `courseatlas releases push` writes to. Only the
    files that are used are fetched, checked against the manifest, and kept in a folder of the
    user's cache.

    Raises UsageError for an address that cannot be understood, StorageError for a place that
    cannot be reached, DamagedRelease for a release whose files are not as its manifest says, and
    AtlasError where there is no such release.
    """
    if is_address(str(where)):
        release, fetch = fetch_release(str(where), version)
        return Atlas(release, fetch)
    path = Path(where)
    if (path / MANIFEST).is_file():
        _check_version(path, version)
        return Atlas(Release(path.resolve()))
    if path.name == _LATEST and not path.exists():
        path = path.parent
    if not path.is_dir():
        raise AtlasError(f"{path}: no such folder; name an output folder or a release in it")
    return Atlas(find(path, version))


def _check_version(path: Path, version: str) -> None:
    found = path.resolve().name
    if version not in (_LATEST, found):
        raise UsageError(f"{path}: is release {found}, not {version}; name the output folder")


def _problem(error: Exception) -> str:
    """DuckDB's message in one line, with the columns that it offers, without the query.

    Of the tables it offers those of its own catalog: they are left out.
    """
    lines = str(error).partition("\n\n")[0].splitlines()
    return " ".join(line for line in lines if not line.startswith(("LINE ", "Did you mean ")))


def _names(name: str, query: str) -> bool:
    """Whether a query has the name of a table or view as a word."""
    return re.search(rf"\b{name}\b", query, re.I) is not None
