"""The descriptions of a release, each checked by the tools of its own standard."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import frictionless
import pytest
import rdflib
import yaml

from courseatlas import releases
from courseatlas.metadata import FileFacts, ReleaseFacts, SourceFacts, metadata_documents
from courseatlas.schema import PARQUET_TABLES, TABLES
from tests.support.schema_org import problems


@pytest.fixture
def folder(sample_release: Path) -> Path:
    return releases.find(sample_release, "latest").path


def test_frictionless_finds_the_data_package_valid_and_complete(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    errors = [error.message for task in report.tasks for error in task.errors]
    assert (report.valid, errors) == (True, [])
    rows = {Path(task.place).stem: task.stats["rows"] for task in report.tasks}
    manifest = releases.Release(folder).manifest["files"]
    assert rows == {table.name: manifest[f"{table.name}.csv"]["rows"] for table in TABLES}


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("courses.csv", '"core"', '"quite"', "constraint-error"),
        ("program_topics.csv", ":program:", ":programme:", "foreign-key"),
        ("providers.csv", "provider_id", "provider", "incorrect-label"),
    ],
)
def test_frictionless_finds_what_is_damaged(
    folder: Path, tmp_path: Path, file: str, old: str, new: str, kind: str
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), "utf-8")
    report = frictionless.validate(str(copy / "datapackage.json"))
    assert kind in {error.type for task in report.tasks for error in task.errors}


# in a process of its own: absl, which mlcroissant logs with, closes what was the standard error when it
# was imported as soon as Prefect sets up its logging
READ_CROISSANT = """
import json, sys
import mlcroissant
described = mlcroissant.Dataset(sys.argv[1])
counts = {name: sum(1 for _ in described.records(name)) for name in sys.argv[2:]}
title = next(iter(described.records("courses")))["courses/title"].decode()
print(json.dumps({"errors": list(described.metadata.issues.errors), "rows": counts, "title": title}))
"""


def test_croissant_loads_every_table_with_its_rows(folder: Path) -> None:
    names = [table.name for table in (*TABLES, *PARQUET_TABLES)]
    command = [sys.executable, "-c", READ_CROISSANT, str(folder / "croissant.json"), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    read = json.loads(done.stdout)
    release = releases.Release(folder)
    assert read == {
        "errors": [],
        "rows": {name: len(release.rows(name)) for name in names},
        "title": release.rows("courses")[0]["title"],
    }
    assert "WARNING" not in done.stderr


def test_dcat_is_rdf_with_one_distribution_per_data_file(folder: Path) -> None:
    graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    assert len(set(graph.subjects(rdflib.RDF.type, dcat.Dataset))) == 1
    sizes = {int(str(size)) for size in graph.objects(predicate=dcat.byteSize)}
    assert (folder / "courses.parquet").stat().st_size in sizes
    distributions = set(graph.subjects(rdflib.RDF.type, dcat.Distribution))
    assert len(distributions) == 2 * len(TABLES) + len(PARQUET_TABLES) + 4


def test_the_dataset_of_schema_org_is_of_its_vocabulary(folder: Path) -> None:
    node = json.loads((folder / "dataset.jsonld").read_text("utf-8"))
    assert list(problems(node)) == []


def test_a_citation_and_the_terms_of_each_source_are_told(folder: Path) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert (cited["cff-version"], cited["type"], cited["version"]) == (
        "1.2.0", "dataset", folder.name,
    )  # fmt: skip
    terms = (folder / "LICENSES.md").read_text("utf-8")
    with_rows = [
        source_id
        for source_id, source in releases.Release(folder).manifest["sources"].items()
        if sum(source["rows"].values())
    ]
    assert with_rows and all(f"(`{source_id}`)" in terms for source_id in with_rows)


def test_the_same_facts_give_the_same_bytes_and_an_address_makes_links_whole() -> None:
    facts = ReleaseFacts(
        "2026-11-24.1",
        datetime(2026, 11, 24, 5, tzinfo=UTC),
        {
            "courses.csv": FileFacts("ab" * 32, 10, 1),
            "courses.parquet": FileFacts("cd" * 32, 20, 1),
        },
        (SourceFacts("lamp", "Lamp College", "https://lamp.example/", None, 1),),
        "https://atlas.example/releases/2026-11-24.1",
    )
    documents = metadata_documents(facts)
    assert documents == metadata_documents(facts)
    croissant = json.loads(documents["croissant.json"])
    assert croissant["url"] == facts.url
    (file,) = croissant["distribution"]
    assert file["contentUrl"] == "https://atlas.example/releases/2026-11-24.1/courses.parquet"
    assert "no note" in documents["LICENSES.md"]
