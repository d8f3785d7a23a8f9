"""Banner 9's tables of prerequisites and of corequisites, as a line of text.

Seen on Northeastern's answers of 2022: a row is a course or a test, with "And" or "Or" before it
and brackets around; a row may hold no more than a bracket. The columns are told by their heads; the
two without one hold the brackets. Level and grade are left out. A corequisite is a row with its
subject, its number and its title.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from spiders.page.markup import text

_USUAL_HEADS = ["And/Or", "", "Test", "Score", "Subject", "Course Number", "Level", "Grade", ""]


def prerequisites_text(table: HtmlElement, codes: Mapping[str, str]) -> str:
    """The rows of a table in one line: "CS 2213 and (Mathematics 2914 or Mathematics 2924)".

    `codes` are codes of subjects by their names; any other subject keeps the name that is printed.
    """
    heads = [text(head) for head in table.iter("th")] or _USUAL_HEADS
    parts: list[str] = []
    for row in table.iter("tr"):
        cells = [text(cell) for cell in row.iter("td")]
        if len(cells) == len(heads):
            parts += _row(heads, cells, codes)
    if parts and parts[0].lower() in ("and", "or"):
        parts = parts[1:]
    return " ".join(parts).replace("( ", "(").replace(" )", ")")


def corequisites_text(table: HtmlElement, codes: Mapping[str, str]) -> str:
    """The courses of a table, which are taken together: "Physics 1162, Physics 1163".

    `codes` are codes of subjects by their names; any other subject keeps the name that is printed.
    """
    courses = ([text(cell) for cell in row.iter("td")][:2] for row in table.iter("tr"))
    named = (" ".join((codes.get(cells[0], cells[0]), cells[1])) for cells in courses if cells[1:])
    return ", ".join(named)


def _row(heads: Sequence[str], cells: Sequence[str], codes: Mapping[str, str]) -> Iterator[str]:
    """The words of a row in reading order."""
    named = dict(zip(heads, cells, strict=True))
    unnamed = [cell for head, cell in zip(heads, cells, strict=True) if not head]
    subject = named.get("Subject", "")
    course = f"{codes.get(subject, subject)} {named.get('Course Number', '')}"
    test = f"{named.get('Test', '')} {named.get('Score', '')}"
    opening = [cell for cell in unnamed if cell and not cell.strip("(")]
    closing = [cell for cell in unnamed if cell and not cell.strip(")")]
    words = [named.get("And/Or", "").lower(), *opening, course.strip(), test.strip(), *closing]
    yield from (word for word in words if word)
