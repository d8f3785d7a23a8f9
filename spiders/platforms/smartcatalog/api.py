"""Answers of SmartCatalog IQ's API: courses, and programs with lists of requirements.

Three forms are known: `courses.course` (courseAPI), `programs.program` (progAPI), and `catalog`
with folders of either (CustomCatalogAPI). All are XML made JSON, in which a single child is no
list.
"""

from collections.abc import Iterator

from courseatlas.records import Page, Record, Unreadable
from courseatlas.requirements import listing, rules
from courseatlas.requirements.listing import Line
from courseatlas.requirements.totals import stated_total
from courseatlas.text import slug
from courseatlas.values.codes import code_mentions, with_plain_hyphens
from courseatlas.values.credits import credits
from spiders.page.api_values import Row, nested_objects, prose, words
from spiders.page.fields import stated
from spiders.page.labels import in_prose
from spiders.page.markup import fragment, visible_lines
from spiders.page.people import names_in
from spiders.page.requirements import BELOW, rules_list
from spiders.platforms.smartcatalog.addresses import edition, program_key
from spiders.platforms.smartcatalog.programs import narrative, with_ways

_REQUIREMENTS = ("requirements", "Degree_Requirements", "Requirements_List", "requirement_list")
_LISTS = ("requirement_list", "Requirements_List")
_DEEPEST = 12


def records(page: Page) -> Iterator[Record]:
    """The courses and programs of an answer, in order. Raises Unreadable where it is not JSON."""
    answer = page.json
    if isinstance(answer, dict) and set(answer) <= {"error", "message", "Message"} and answer:
        raise Unreadable(f"the API answered: {words(next(iter(answer.values())))}", "api_error")
    for row in nested_objects(answer, _is_course_or_program):
        record = _program(row, page) if _is_program(row) else _course(row, page)
        if record is not None:
            yield record


def children(row: Row, name: str) -> list[Row]:
    """The objects under a name: those of a list, or the one where a single child is no list."""
    value = row.get(name)
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _is_course_or_program(row: Row) -> bool:
    return bool(_is_program(row) or _code(row))


def _is_program(row: Row) -> bool:
    """Whether an object has a title and requirements, as programs have and folders have not."""
    has_requirements = any(children(row, name) for name in _REQUIREMENTS)
    is_named = bool(words(row.get("title"))) and "req_narrative" not in row
    return is_named and (has_requirements or "in_program_list" in row)


def _code(row: Row) -> str:
    """Subject and number of a course; '' where a row has no number, as narrative rows have none."""
    subject = words(row.get("subject_code")) or ""
    number = words(row.get("number")) or words(row.get("course_number")) or ""
    if not subject and len(words(row.get("subject_name")) or "") <= 5:
        subject = words(row.get("subject_name")) or ""
    is_narrative = (words(row.get("is_narrative")) or "").casefold() == "true"
    return f"{subject} {number}".strip() if number and not is_narrative else ""


def _name(row: Row) -> str:
    return words(row.get("name")) or words(row.get("course_name")) or ""


def _course(row: Row, page: Page) -> Record | None:
    code, title = _code(row), _name(row)
    if not code or not title:
        return None
    description = prose(row.get("description")) or prose(row.get("course_description")) or ""
    others = with_plain_hyphens(prose(row.get("crosslist_narrative")) or "")
    amount = words(row.get("credits_narrative")) or words(row.get("credits")) or ""
    fields = {
        **in_prose(description),
        "code": code,
        "subject": words(row.get("subject_name")),
        "description": description,
        "credits_text": f"{amount} credits" if credits(amount)[0] is not None else amount,
        "cross_listed": [mention.code for mention in code_mentions(others, one_digit=True)],
        "instructors": names_in(words(row.get("instructor")) or ""),
        "edition": _edition(row, page),
    }
    for column, name in (
        ("prerequisites_text", "prerequisite"),
        ("corequisites_text", "corequisite"),
    ):
        text = prose(row.get(f"{name}_narrative"))
        fields |= {column: text} if text else {}
    return Record("course", slug(code), _address(row, page), title, stated(fields))


def _address(row: Row, page: Page) -> str:
    """The address of a row without the port that it prints, or that of the answer."""
    url = words(row.get("url")) or ""
    return url.replace(":443/", "/", 1) if url.startswith("https://") else page.url


def _edition(row: Row, page: Page) -> str | None:
    return edition(words(row.get("path")) or "") or edition(_address(row, page))


def _program(row: Row, page: Page) -> Record:
    title = words(row.get("title")) or ""
    content = [prose(row.get(name)) for name in ("content", "bottom_content")]
    lines = [line for text in content if text for line in text.split("\n")]
    stated_credits = words(row.get("credits")) or ""
    # the API prints 0 where nobody counted
    has_credits = (credits(stated_credits)[0] or 0) > 0
    fields = {
        "description": content[0],
        "credential_text": title,
        "credits_total_text": f"{stated_credits} credits"
        if has_credits
        else stated_total([title, *lines]),
        "edition": _edition(row, page),
    }
    path = words(row.get("path")) or _address(row, page)
    components = listing.components(with_ways(_requirement_lines(row)))
    key = program_key(path) or slug(title)
    return Record("program", key, _address(row, page), title, stated(fields), components)


def _requirement_lines(row: Row) -> Iterator[Line]:
    """The lines of all requirements of a program."""
    for name in ("requirements", "Degree_Requirements"):
        for requirement in children(row, name):
            yield Line(words(requirement.get("title")) or "", heading=2)
            yield from _list_lines(requirement, 3)
    yield from _list_lines(row, 3)


def _list_lines(row: Row, level: int) -> Iterator[Line]:
    """The lines of the lists of requirements in an object, and of those within them."""
    if level > _DEEPEST:
        return
    for each in (child for name in _LISTS for child in children(row, name)):
        yield Line(words(each.get("title")) or "", heading=level)
        yield from _narratives(each, level)
        courses = [*children(each, "course")]
        courses += [
            course for held in children(each, "Course_List") for course in children(held, "course")
        ]
        for course in courses:
            yield from _course_lines(course)
        yield from _list_lines(each, level + 1)


def _narratives(row: Row, level: int) -> Iterator[Line]:
    """The sentences beside a list of courses that rule it."""
    markup = row.get("req_narrative")
    sentences = visible_lines(fragment(markup)) if isinstance(markup, str) and markup else []
    for sentence in sentences:
        if rules.is_or(sentence) or rules.opens_alternative(sentence):
            yield Line(sentence)
        elif rules_list(sentence):
            yield Line(sentence, heading=level + BELOW)


def _course_lines(course: Row) -> Iterator[Line]:
    """The line of a course, or of words that stand in place of one."""
    code, name = _code(course), _name(course)
    amount = words(course.get("credits")) or ""
    if code:
        yield Line(f"{code} {name}", ((code, name),), amount=amount)
    elif name:
        yield from narrative(name, amount)
