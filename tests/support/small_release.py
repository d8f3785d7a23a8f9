"""A release of a few rows in an output folder: what a site has to show, and what a page must not do with it."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from courseatlas.arrow import arrow_schema
from courseatlas.releases import Release
from courseatlas.schema import PARQUET_TABLES
from flows.publication.release_folder import complete, stage
from reporting.profile_page import profile_page
from tests.support.guide import link, profile, recommendation, row, tables
from tests.support.releases import facts_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"
GUIDE = profile(recommendation("oil"))


def small_tables(**more: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """A program with a choice, alternatives and a range; courses of which one needs others; an event; a hostile course."""
    courses = [
        row("oil", code="CS 1", title="Oil", topics=["machine_learning"], delivery="online", academic_level="graduate", price_kind="free", price_amount=Decimal(0), duration_hours=12.0, same_as=["x:course:gas"]),
        row("gas", code="CS 2", title="Éclairage au gaz", language="fr", topics=["robotics"], delivery="in_person", prerequisites_text="CS 1 or CS 9", relevance_score=0.9),
        row("a/b", title=HOSTILE, description=f"{HOSTILE}\nsecond paragraph", code=HOSTILE, url="https://x.example/\"><script>alert(2)</script>", evidence_url="https://x.example/e"),
    ]  # fmt: skip
    programs = [row("lamps", id="x:program:degrees/lamps", title="Lamp Lighting, MS", credential_type="master", academic_level="graduate")]  # fmt: skip
    events = [row("fair", id="x:event:fair", title="Fair of Lamps", starts_on=date(2027, 2, 21), ends_on=date(2027, 2, 23), organizer="A society", place="Boston")]  # fmt: skip
    listed = {"program_id": "x:program:degrees/lamps", "in_release": True, "role": "required", "excluded_codes": [], "topics": []}  # fmt: skip
    program_courses = [
        listed | {"position": 1, "course_id": "x:course:oil", "course_code": "CS 1", "course_title": "Oil", "group_title": "Core"},
        listed | {"position": 2, "course_code": "CS 9", "course_title": "Candles", "group_title": "Core", "in_release": False, "alternative_to": 1},
        listed | {"position": 3, "course_id": "x:course:gas", "course_code": "CS 2", "course_title": "Gas", "group_title": "Options", "role": "elective", "choose_count": 2},
        listed | {"position": 4, "course_title": "", "group_title": "Options", "role": "elective", "choose_count": 2, "in_release": False, "range_from": "CS 3", "range_to": None, "excluded_codes": ["CS 4"]},
    ]  # fmt: skip
    prerequisites = [
        {"course_id": "x:course:gas", "group_number": 1, "option": 1, "code": "CS 1", "prerequisite_id": "x:course:oil"},
        {"course_id": "x:course:gas", "group_number": 1, "option": 2, "code": "CS 9", "alternative_text": "consent"},
    ]  # fmt: skip
    made: dict[str, list[dict[str, Any]]] = {
        "courses": courses, "programs": programs, "events": events, "program_courses": program_courses,
        "course_prerequisites": prerequisites,
        "program_topics": [{"program_id": "x:program:degrees/lamps", "topic": "machine_learning", "role": "required", "courses": 1, "share": 0.5}],
        "changes": [
            {"id": "x:course:oil", "table": "courses", "change": "changed", "field": "title", "old": "Whale Oil", "new": "Oil"},
            {"id": "x:course:wax", "table": "courses", "change": "removed"},
        ],
    }  # fmt: skip
    return tables([link("oil", "x:course:oil")], **(made | more))


def write_release(
    output: Path, version: str = "2026-11-24.1", **more: list[dict[str, Any]]
) -> Release:
    """Publish the small tables as a release of an output folder."""
    made = small_tables(**more)
    extra = {
        table.name: pa.Table.from_pylist([], schema=arrow_schema(table)) for table in PARQUET_TABLES
    }
    documents = {
        "profile.html": profile_page(GUIDE, version, made),
        "profile.json": f'{{"id": "{GUIDE.id}"}}',
        "report/index.html": "<!doctype html><html lang='en'><head><title>r</title></head>"
        "<body><main><h1>A report</h1></main></body></html>",
    }
    staged = stage(output, version, made, extra)
    manifest = {"sources": {}, "run_id": "r"}
    return Release(complete(staged, documents, manifest, facts_of(version)))
