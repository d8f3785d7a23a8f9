"""Rows of catalog APIs: a JSON object a course, program or event, its keys by the vocabulary of `api_rows.yml`."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from courseatlas.records import Component, Page, Record
from courseatlas.text import one_line, paragraphs, slug
from courseatlas.yaml_files import read_own
from spiders.readers.jsonld_nodes import plain

_AVAILABLE = ("current", "starting soon", "upcoming", "archived")
_CERTIFICATE = re.compile(
    r"certificate|masters?|bachelors?|doctora|degree|credential|xseries|boot ?camp|minor|specialization|nanodegree", re.I
)


@cache
def paths() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Column -> key paths."""
    data = read_own(Path(__file__).with_name("api_rows.yml"))
    return {column: tuple(tuple(path.split(".")) for path in found) for column, found in data.items()}


def rows(value: Any) -> Iterator[dict[str, Any]]:
    """The rows of an answer: of a list, of an envelope's `results`, `documents`, `courses` and `programs`, or the one object that it is."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield item
        return
    if not isinstance(value, dict):
        return
    held = [
        value[name] for name in ("results", "documents", "items", "data", "searchAPISearch") if isinstance(value.get(name), list | dict)
    ]
    if not value.get("title") and not value.get("Title"):
        held += [value[name] for name in ("programs", "courses") if isinstance(value.get(name), list)]
    if held:
        for one in held:
            yield from rows(one)
    elif take(value, "title"):
        yield value


def next_page(page: Page) -> str | None:
    """The address of the next page of an answer, on the same host only."""
    answer = page.json
    following = answer.get("next") if isinstance(answer, dict) else None
    if not following and isinstance(answer, dict) and isinstance(answer.get("pagination"), dict):
        following = answer["pagination"].get("next")
    return following if isinstance(following, str) and urlsplit(following).netloc == urlsplit(page.url).netloc else None


def take(row: dict[str, Any], column: str) -> Any:
    """The first value that the row holds for a column; None where it holds none."""
    for path in paths().get(column, ()):
        value: Any = row
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value not in (None, "", [], {}):
            return value
    return None


def record(row: dict[str, Any], page: Page) -> Record | None:
    """The record of a row, or None where it has no title, is hidden or has been withdrawn."""
    title = one_line(html.unescape(str(take(row, "title") or "")))
    if (
        not title
        or row.get("published") is False
        or row.get("status") in ("unpublished", "retired", "deleted")
        or row.get("hidden") is True
    ):
        return None
    kind = kind_of(row, page.path)
    run = best_run(row)
    url = urljoin(page.url, str(take(row, "url") or take(run, "url") or "")).split("#")[0] or page.url
    fields = _event(row) if kind == "event" else _fields(row, run, title, kind)
    fields = {"description": described(take(row, "description")), **fields}
    code = fields.get("code")
    key = slug(
        str(code or row.get("readable_id") or row.get("uuid") or urlsplit(url).path.strip("/").rpartition("/")[2] or row.get("id") or title)
    )
    if kind == "event":
        key = slug(str(row.get("id") or key))
    elif kind == "program":
        fields.pop("code", None)
    listed = tuple(_components(row)) if kind == "program" else ()
    return Record(kind, key, url, title, {name: value for name, value in fields.items() if value not in (None, "", [])}, listed)


def kind_of(row: dict[str, Any], path: str) -> str:
    """`course`, `program` or `event`, by what the row calls itself, else by what it holds, else by the answer's address."""
    said = " ".join(
        str(row.get(name) or "")
        for name in ("resource_type", "learning_resource_type", "field_course_or_program", "display_mode", "content_type", "kind")
    ).lower()
    if "event" in said or "time_range" in row:
        return "event"
    if "program" in said or "path" in said:
        return "program"
    if "course" in said:
        return "course"
    if str(row.get("platform") or "").lower() == "bootcamps":
        return "course"
    if (
        any(name in row for name in ("req_tree", "program_type", "authoring_organizations"))
        or isinstance(row.get("courses"), list)
        and row["courses"]
    ):
        return "program"
    return "program" if "/programs" in path else "course"


def best_run(row: dict[str, Any]) -> dict[str, Any]:
    """The run that the row names as its next, the first that is open, or the only one; {} where none of these can be told."""
    runs = [run for run in take(row, "runs") or [] if isinstance(run, dict)]
    wanted = take(row, "best_run")
    for run in runs:
        if wanted is not None and wanted in (run.get("id"), run.get("key"), run.get("run_id")):
            return run
    for state in _AVAILABLE:
        for run in runs:
            if str(run.get("availability") or "").lower() == state:
                return run
    return runs[0] if len(runs) == 1 else {}


def _fields(row: dict[str, Any], run: dict[str, Any], title: str, kind: str) -> dict[str, Any]:
    def get(column: str) -> Any:
        found = take(row, column)
        return take(run, column) if found is None else found

    code = words(get("code"))
    weeks, weeks_min = get("weeks"), get("weeks_min")
    starts, ends = day(take(run, "starts") or take(row, "starts")), day(take(run, "ends") or take(row, "ends"))
    fields: dict[str, Any] = {
        "code": re.sub(r"^(?:course|program)-v1:", "", code) if code else None,
        "credits_text": words(get("credits_text")),
        "duration_text": words(get("duration_text")),
        "effort_text": words(get("effort_text")),
        "delivery_text": words(get("delivery_text")),
        "language_text": words(get("language_text")),
        "difficulty_text": words(get("difficulty_text")),
        "level_text": words(get("level_text")),
        "prerequisites_text": described(get("prerequisites_text")),
        "pacing_text": words(get("pacing_text")) or ("self_paced" if run.get("is_self_paced") else None),
        "instructors": people(get("instructors")),
        "offered_by": named(get("offered_by")),
        "duration_weeks": float(weeks)
        if isinstance(weeks, int | float) and weeks_min in (None, weeks) and not get("duration_text")
        else None,
        "effort_hours_per_week_min": number(get("effort_min")),
        "effort_hours_per_week_max": number(get("effort_max")),
        "enrolled_count": get("enrolled_count") if isinstance(get("enrolled_count"), int) else None,
        "starts_on": starts,
        "ends_on": ends if starts else None,
        "license": words(get("license")),
        **price(row, run),
    }
    if kind == "program":
        fields["credits_total_text"] = fields.pop("credits_text")
        said = words(get("credential_text"))
        fields["credential_text"] = f"{said} | {title}" if said and _CERTIFICATE.search(said) else title
    return fields


def _event(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "starts_on": day(take(row, "starts")),
        "ends_on": day(take(row, "ends")),
        "place": words(row.get("location")),
        "delivery_text": words(take(row, "delivery_text")),
        "organizer": words(row.get("organizer")),
    }


def _components(row: dict[str, Any]) -> Iterator[Component]:
    for listed in take(row, "components") or []:
        if isinstance(listed, str):
            yield Component(None, one_line(html.unescape(listed)), "component")
        elif isinstance(listed, dict) and (name := words(take(listed, "title"))):
            code = words(take(listed, "code"))
            yield Component(re.sub(r"^course-v1:", "", code) if code else None, name, "component")


def price(row: dict[str, Any], run: dict[str, Any]) -> dict[str, Any]:
    """The price as the row states it: of seats, products or prices the dearest standard one, which is what a certificate costs."""
    seats = [
        seat
        for seat in (*(run.get("seats") or ()), *(row.get("entitlements") or ()))
        if isinstance(seat, dict) and number(seat.get("price"))
    ]
    if seats:
        paid = next((seat for seat in seats if seat.get("type") in ("verified", "professional")), seats[0])
        return {"price_text": words(f"{paid['price']} {paid.get('currency') or ''}"), "price_amount": _money(paid["price"])}
    for holder in (run, row):
        products = [one for one in holder.get("products") or [] if isinstance(one, dict) and number(one.get("price"))]
        if products:
            return {"price_text": str(products[0]["price"]), "price_amount": _money(products[0]["price"])}
    for holder in (row, run):
        stated = take(holder, "price_text")
        if isinstance(stated, list):
            amounts = [one.get("price") or one.get("amount") if isinstance(one, dict) else one for one in stated]
            priced = [(number(amount), stated_one) for amount, stated_one in zip(amounts, stated, strict=True) if number(amount)]
            if not priced:
                continue
            amount, one = max(priced, key=lambda pair: pair[0] or 0)
            currency = one.get("currency") if isinstance(one, dict) else None
            return {"price_text": words(f"{amount:g} {currency or ''}"), "price_amount": _money(amount), "price_currency": currency}
        if number(stated) is not None:
            return {
                "price_text": str(stated),
                "price_amount": _money(stated),
                "price_currency": "USD" if holder.get("fixed_price_usd") == stated else None,
            }
        if stated:
            return {"price_text": words(stated)}
    return {}


def words(value: Any) -> str | None:
    """A value's words: of a string, a number, an object's name, or a list of such."""
    if isinstance(value, list):
        return ", ".join(part for item in value if (part := words(item))) or None
    if isinstance(value, dict):
        return words(value.get("name") or value.get("title") or value.get("label") or value.get("code"))
    return one_line(html.unescape(str(value))) or None if value is not None and not isinstance(value, bool) else None


def described(value: Any) -> str | None:
    """Text that may be HTML, as plain paragraphs."""
    return paragraphs(plain(value)) or None if isinstance(value, str) else None


def named(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(name for item in items if (name := words(item))))


def people(value: Any) -> list[str]:
    """Names of a list of people, or of a string that parts them by "|" or ";"."""
    if isinstance(value, str):
        value = re.split(r"\s*[|;]\s*", value)
    names = []
    for person in value if isinstance(value, list) else []:
        if isinstance(person, dict):
            parts = (
                [person.get(one) or "" for one in ("given_name", "family_name")]
                if person.get("given_name")
                else [person.get(one) or "" for one in ("first_name", "last_name")]
            )
            name = person.get("full_name") or person.get("name") or person.get("instructor_name") or " ".join(parts)
        else:
            name = person
        names.append(one_line(html.unescape(str(name or ""))))
    return list(dict.fromkeys(name for name in names if name))


def number(value: Any) -> float | None:
    try:
        return float(str(value).replace(",", "")) if not isinstance(value, bool | list | dict) and value not in (None, "") else None
    except ValueError:
        return None


def day(value: Any) -> str | None:
    """The day of an ISO date or time, or of one epoch second; several dates are several runs, and none of them is the one."""
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC).date().isoformat()
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", str(value or ""))
    return found[1] if found else None


def _money(value: Any) -> str:
    return f"{number(value) or 0:.2f}"
