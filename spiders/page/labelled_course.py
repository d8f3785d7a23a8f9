"""What the markup about a single course labels: "Course code: LMP 402", "Credits: 4"."""

from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from courseatlas.records import Page, Record, field_names
from courseatlas.text import slug
from courseatlas.values.words import credential
from spiders.page.content import address, description, heading
from spiders.page.declared_codes import declared_code, is_in_capitals, without_code
from spiders.page.fields import stated
from spiders.page.labelled import labelled_values, values_by_column
from spiders.page.labels import columns_by_label
from spiders.page.people import names_in

# what the heading of a course says, whatever its page labels so
OF_THE_NAME = frozenset(["title", "code", "subject", "description"])


def labelled_fields(part: HtmlElement) -> dict[str, Any]:
    """What the markup of a single course labels, but for its name."""
    fields, values = field_names("course") - OF_THE_NAME, values_by_column(part)
    people = names_in(values.get("instructors_text", ""))
    labelled = {column: value for column, value in values.items() if column in fields}
    return labelled | stated({"instructors": people})


def course_of_labels(page: Page, region: HtmlElement) -> Iterator[Record]:
    """The course of a page whose heading is its title, and which labels its code; at most one.

    A page that labels several codes is about several courses. A code of a form that no title line
    has counts beside credits.
    """
    labelled = values_by_column(region)
    codes = declared_code(labelled.get("code", ""))
    printed = {value for label, value in labelled_values(region) if _is_of_code(label)}
    if len(printed) > 1:
        return
    title = heading(page)
    if codes is None or codes.code is None or not title or credential(title)[0]:
        return
    if not is_in_capitals(codes.code) and "credits_text" not in labelled:
        return
    fields = labelled_fields(region) | {
        "code": codes.code,
        "cross_listed": list(codes.cross_listed),
        "description": own_description(page, region, labelled.get("description", "")),
    }
    title = without_code(title, codes.code)
    yield Record("course", slug(codes.code), address(page), title, stated(fields))


def _is_of_code(label: str) -> bool:
    return "code" in columns_by_label()[label.casefold()]


def own_description(page: Page, region: HtmlElement, labelled: str) -> str | None:
    """What a label calls the description, else the page's first paragraphs.

    These may hold more of it; where they begin with other words, they are about something else.
    """
    described = description(page, region)
    return described if described and described.startswith(labelled) else labelled or None
