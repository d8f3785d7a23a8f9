"""An output folder and a registry of sources, and the commands that a test runs on them."""

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow.parquet as pq

from cli.main import main
from spiders.archive.index import Index
from tests.support.sites import catalog
from tests.support.sites.server import Site


@dataclass
class Project:
    """An output folder and a registry with one source, `example`, over a site."""

    site: Site
    output: Path
    sources: Path

    def source(self, more: str = "") -> None:
        """Write the YAML of the source, with more lines at its end."""
        self.sources.mkdir(exist_ok=True)
        (self.sources / "example.yml").write_text(catalog.yaml(self.site, more))

    def command(self, *arguments: str) -> list[str]:
        """The command line of a command that runs as a process of its own."""
        return [sys.executable, "-m", "cli", *arguments]

    def refresh_command(self) -> list[str]:
        """The command line of a refresh that runs as a process of its own."""
        folders = ("--sources", str(self.sources), "--output", str(self.output))
        return self.command("refresh", "--no-prefect", *folders)

    def refresh(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A refresh in this process."""
        return self.run("refresh", "--sources", str(self.sources), "--no-prefect", *arguments)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command in this process, as a served schedule runs it again and again.

        Returns what a process of its own would have left. A command that is killed, or that runs
        at the same time as another, is started by `command` as a process; crawls always are
        processes.
        """
        printed, errors = (
            io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2)
        )
        with redirect_stdout(printed), redirect_stderr(errors):
            status = main([*arguments, "--output", str(self.output)])
        out, err = (stream.buffer.getvalue().decode() for stream in (printed, errors))
        return subprocess.CompletedProcess(arguments, status, out, err)

    def archived(self) -> set[str]:
        """The paths of the pages that the source's archive holds whole."""
        index = Index(self.output / "archive" / "example" / "index.sqlite")
        paths = {urlsplit(entry.url).path for entry in index}
        index.close()
        return paths

    def page_outcomes(self) -> dict[str, str]:
        """Path -> outcome of each page of the last run, with its code; other hosts' whole URLs."""
        lines = self.run("pages", "--format", "jsonl").stdout.splitlines()
        return {
            page["url"].removeprefix(self.site.url): ":".join(
                filter(None, (page["outcome"], page["code"]))
            )
            for page in map(json.loads, lines)
        }

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table of the latest release."""
        return pq.read_table(self.output / "latest" / f"{table}.parquet").to_pylist()
