"""A hook of the documentation site: the data dictionary comes from the newest release.

Source of the interface: https://www.mkdocs.org/user-guide/configuration/#hooks.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from courseatlas.schema import PARQUET_TABLES, TABLES
from reporting.release_documents import dictionary

_PAGE = "data-dictionary.md"
_RELEASE = Path("output") / "latest" / "README.md"
_NOTE = "There was no release when this page was made: it has no fill rates and no examples.\n\n"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page: the dictionary of the newest release, or that of the schema without one."""
    path = Path(config.config_file_path).parent / _RELEASE
    text = path.read_text("utf-8") if path.is_file() else _NOTE + _of_schema()
    files.append(File.generated(config, _PAGE, content=text))
    return files


def _of_schema() -> str:
    return dictionary("none", {}, {table.name: 0 for table in (*TABLES, *PARQUET_TABLES)})
