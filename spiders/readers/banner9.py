"""Banner 9's course search (StudentRegistrationSsb): a page of courses as JSON."""

import html
from collections.abc import Iterator
from typing import Any

from courseatlas.records import Page, Record
from courseatlas.text import one_line, paragraphs, slug

# the search cuts a description short; a whole one ends in a sentence's mark
_CUT = 100


def recognises(page: Page) -> bool:
    return (
        page.body.lstrip()[:1] == b"{"
        and b'"courseTitle"' in page.body
        and b'"creditHourLow"' in page.body
        and b'"subjectCode"' in page.body
    )


def read(page: Page) -> Iterator[Record]:
    """Each course of an answer, once. Raises Unreadable where it is no JSON."""
    seen: set[str] = set()
    answer = page.json
    for row in (answer.get("data") if isinstance(answer, dict) else None) or []:
        record = _record(row, page) if isinstance(row, dict) else None
        if record and record.key not in seen:
            seen.add(record.key)
            yield record


def _record(row: dict[str, Any], page: Page) -> Record | None:
    title = one_line(html.unescape(row.get("courseTitle") or ""))
    code = one_line(f"{row.get('subjectCode') or ''} {row.get('courseNumber') or ''}")
    if not (title and code):
        return None
    text = paragraphs(html.unescape(row.get("courseDescription") or ""))
    least, most = row.get("creditHourLow"), row.get("creditHourHigh")
    fields: dict[str, Any] = {
        "code": code,
        "subject": one_line(html.unescape(row.get("subjectDescription") or "")),
        "department": one_line(html.unescape(row.get("department") or "")),
        "description": "" if len(text) >= _CUT - 1 and text[-1:] not in ".!?)" else text,
    }
    if isinstance(least, (int, float)):
        fields |= {"credits_min": float(least), "credits_max": float(most if most else least), "credit_unit": "semester_hour"}
    return Record("course", slug(code), page.url, title, {name: value for name, value in fields.items() if value not in (None, "")})
