"""Rows of catalog APIs: one JSON object per course, program or event.

Which key holds what is declared in `api_rows.yml`, over all the catalogs that are read with it.
"""

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, slug
from courseatlas.yaml_files import read_model
from spiders.page.api_values import Row, day, names, number, objects, people, price, prose, words
from spiders.page.fields import stated
from spiders.page.links import joined
from spiders.page.page_files import ApiRowsFile
from spiders.page.schema_org import as_list

# what a run is called while people may join it, the nearest first
_AVAILABLE = ("current", "starting soon", "upcoming", "archived")
_CERTIFICATE = re.compile(
    r"certificate|masters?|bachelors?|doctora|degree|credential|xseries|boot ?camp|minor"
    r"|specialization|nanodegree",
    re.I,
)
_ENVELOPES = ("results", "documents", "items", "data", "searchAPISearch")
_KIND_KEYS = (
    "resource_type",
    "learning_resource_type",
    "field_course_or_program",
    "display_mode",
    "content_type",
    "kind",
)
_PROGRAM_KEYS = ("req_tree", "program_type", "authoring_organizations")
_WITHDRAWN = ("unpublished", "retired", "deleted")


@cache
def key_paths() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The key paths of each column, those of `api_rows.yml`."""
    paths = read_model(Path(__file__).with_name("api_rows.yml"), ApiRowsFile)
    return {column: tuple(tuple(path.split(".")) for path in listed) for column, listed in paths}


def rows(answer: Any) -> Iterator[Row]:
    """The rows of an answer: of a list, of an envelope, or the one object that it is."""
    if isinstance(answer, list):
        yield from (item for item in answer if isinstance(item, dict))
    elif isinstance(answer, dict):
        wrapped = [answer[key] for key in _ENVELOPES if isinstance(answer.get(key), list | dict)]
        if not answer.get("title") and not answer.get("Title"):
            lists = (answer.get(key) for key in ("programs", "courses"))
            wrapped += [value for value in lists if isinstance(value, list)]
        if wrapped:
            for value in wrapped:
                yield from rows(value)
        elif take(answer, "title"):
            yield answer


def next_page(page: Page) -> Iterator[str]:
    """The address of the next page that an answer names, where it is on the same host."""
    answer = page.json
    if not isinstance(answer, dict):
        return
    following = answer.get("next")
    pagination = answer.get("pagination")
    if not following and isinstance(pagination, dict):
        following = pagination.get("next")
    if isinstance(following, str) and urlsplit(following).netloc == urlsplit(page.url).netloc:
        yield following


def take(row: Row, column: str) -> Any:
    """The first value that the row has for a column; None where it has none."""
    for path in key_paths()[column]:
        value: Any = row
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value not in (None, "", [], {}):
            return value
    return None


def record(row: Row, page: Page) -> Record | None:
    """The record of a row; None where it has no title, is hidden or has been withdrawn."""
    title = words(take(row, "title"))
    if not title or _is_hidden(row):
        return None
    run = best_run(row)
    url = joined(page.url, take(row, "url") or take(run, "url")).split("#")[0]
    kind = kind_of(row, page.path)
    code = _code(row, run)
    last_part = urlsplit(url).path.strip("/").rpartition("/")[2]
    key = row.get("readable_id") or row.get("uuid") or last_part or row.get("id") or title
    if kind == "event":
        return Record(kind, slug(str(row.get("id") or key)), url, title, stated(_event(row)))
    key = code or key
    fields = {"description": prose(take(row, "description")), **_shared(row, run)}
    if kind == "program":
        fields |= _program(row, run, title)
        components = tuple(_components(row))
        return Record(kind, slug(str(key)), url, title, stated(fields), components)
    fields |= {"code": code, **_course(row, run)}
    return Record(kind, slug(str(key)), url, title, stated(fields))


def _is_hidden(row: Row) -> bool:
    return (
        row.get("published") is False
        or row.get("hidden") is True
        or row.get("status") in _WITHDRAWN
    )


def kind_of(row: Row, path: str) -> str:
    """`course`, `program` or `event`.

    It is told by what the row calls itself, else by what it has, else by the address of the answer.
    """
    names_itself = " ".join(str(row.get(key) or "") for key in _KIND_KEYS).lower()
    if "event" in names_itself or "time_range" in row:
        return "event"
    if "program" in names_itself or "path" in names_itself:
        return "program"
    if "course" in names_itself or str(row.get("platform") or "").lower() == "bootcamps":
        return "course"
    lists_courses = isinstance(row.get("courses"), list) and row["courses"]
    if lists_courses or any(key in row for key in _PROGRAM_KEYS) or "/programs" in path:
        return "program"
    return "course"


def best_run(row: Row) -> Row:
    """The run that counts: the one that the row names, else the first open one, else the only one.

    An empty object where none of these can be told.
    """
    runs = objects(take(row, "runs"))
    named = take(row, "best_run")
    for run in runs:
        if named is not None and named in (run.get("id"), run.get("key"), run.get("run_id")):
            return run
    for state in _AVAILABLE:
        for run in runs:
            if str(run.get("availability") or "").lower() == state:
                return run
    return runs[0] if len(runs) == 1 else {}


def _take_either(row: Row, run: Row, column: str) -> Any:
    """A column's value of the row, else of its run."""
    value = take(row, column)
    return take(run, column) if value is None else value


def _code(row: Row, run: Row) -> str | None:
    code = words(_take_either(row, run, "code"))
    return re.sub(r"^(?:course|program)-v1:", "", code) if code else None


def _shared(row: Row, run: Row) -> dict[str, Any]:
    """The fields that a course and a program have."""
    printed = ("duration_text", "effort_text", "delivery_text", "language_text")
    fields = {
        name: words(_take_either(row, run, name))
        for name in (*printed, "difficulty_text", "level_text", "license")
    }
    pace = words(_take_either(row, run, "pacing_text"))
    if pace is None and run.get("is_self_paced"):
        pace = "self_paced"
    stated_prices = ((owner, take(owner, "price_text")) for owner in (row, run))
    return fields | {
        "prerequisites_text": prose(_take_either(row, run, "prerequisites_text")),
        "pacing_text": pace,
        "offered_by": names(_take_either(row, run, "offered_by")),
        **price(row, run, stated_prices),
    }


def _credits(row: Row, run: Row) -> str | None:
    """The credits; a key for those of continuing education tells the unit of its number."""
    ceus = words(_take_either(row, run, "ceus"))
    if ceus is None:
        return words(_take_either(row, run, "credits_text"))
    return ceus if re.search("[a-z]", ceus, re.I) else f"{ceus} CEUs"


def _course(row: Row, run: Row) -> dict[str, Any]:
    weeks = _take_either(row, run, "weeks")
    one_length = _take_either(row, run, "weeks_min") in (None, weeks)
    printed = _take_either(row, run, "duration_text")
    enrolled = _take_either(row, run, "enrolled_count")
    starts = day(take(run, "starts") or take(row, "starts"))
    ends = day(take(run, "ends") or take(row, "ends"))
    is_length = isinstance(weeks, int | float) and one_length and not printed
    return {
        "credits_text": _credits(row, run),
        "instructors": people(_take_either(row, run, "instructors")),
        "duration_weeks": float(weeks) if is_length else None,
        "effort_hours_per_week_min": number(_take_either(row, run, "effort_min")),
        "effort_hours_per_week_max": number(_take_either(row, run, "effort_max")),
        "enrolled_count": enrolled if isinstance(enrolled, int) else None,
        "starts_on": starts,
        "ends_on": ends if starts else None,
    }


def _program(row: Row, run: Row, title: str) -> dict[str, Any]:
    credential = words(_take_either(row, run, "credential_text"))
    names_one = credential and _CERTIFICATE.search(credential)
    return {
        "credits_total_text": _credits(row, run),
        "credential_text": f"{credential} | {title}" if names_one else title,
    }


def _event(row: Row) -> dict[str, Any]:
    return {
        "description": prose(take(row, "description")),
        "starts_on": day(take(row, "starts")),
        "ends_on": day(take(row, "ends")),
        "place": words(row.get("location")),
        "delivery_text": words(take(row, "delivery_text")),
        "organizer": words(row.get("organizer")),
    }


def _components(row: Row) -> Iterator[Component]:
    """The courses that a program's row lists, as strings or as objects."""
    for listed in as_list(take(row, "components")):
        if isinstance(listed, str):
            yield Component(None, one_line(html.unescape(listed)), "component")
        elif isinstance(listed, dict) and words(take(listed, "title")):
            code = words(take(listed, "code"))
            course_code = re.sub(r"^course-v1:", "", code) if code else None
            yield Component(course_code, words(take(listed, "title")) or "", "component")
