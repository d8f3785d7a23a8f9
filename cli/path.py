"""`courseatlas path`: the chain of courses that lead to a course."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import ExampleCommand, output_option

if TYPE_CHECKING:
    from courseatlas.prerequisites.chains import ChainStep

Course = Mapping[str, Any]
_MOST_CANDIDATES = 20
_COLUMNS = ["id", "code", "cross_listed", "title", "prerequisites_text"]
_ENDINGS = {
    "": "",
    "no_row": "no row of this release",
    "above": "see above",
    "cycle": "leads back to it: a circle",
}


@click.command(cls=ExampleCommand, example="path CS 7150")
@click.argument("words", nargs=-1, required=True, metavar="COURSE")
@output_option
def command(words: tuple[str, ...], output: Path) -> int:
    """Print what a course asks for, what those courses ask for, and so on, as a tree.

    A course is named by its id, its code, or words of its title; where several courses match, they
    are listed. All lines below a course are needed, but for those under "one of". A course that
    no row of the release has is told, and so is a circle, and neither is followed.
    """
    from courseatlas.arrow import rows_of
    from courseatlas.errors import AtlasError, UsageError
    from courseatlas.prerequisites.chains import Chains
    from courseatlas.releases import find
    from courseatlas.text import printable

    question = " ".join(words).strip()
    if not question:
        raise UsageError("path: no course is named; give its id, its code or words of its title")
    release = find(output, "latest")
    if not release.columns("course_prerequisites"):
        raise AtlasError(
            f"{release.version}: an older version made this release, without prerequisites as a "
            "table; `courseatlas refresh` makes one that has them"
        )
    courses = rows_of(release.table("courses")[_COLUMNS])
    matches = _matches(question, courses, release.aliases())
    if not matches:
        raise AtlasError(
            f"{question}: no course of {release.version} has this id, code or title; "
            "`courseatlas why` tells what became of a record"
        )
    if len(matches) > 1:
        lines = _candidate_lines(question, matches)
    else:
        chains = Chains(release.rows("course_prerequisites"))
        steps = list(chains.steps(matches[0]["id"]))
        lines = _lines(matches[0], steps, {course["id"]: course for course in courses})
    print(printable("\n".join(lines)))
    return 0


def _matches(question: str, courses: Sequence[Course], aliases: Mapping[str, str]) -> list[Course]:
    """The courses of an id, else of a code, else those whose title has all the words."""
    from courseatlas.text import folded
    from pipelines.identify import normal

    course_id = aliases.get(question, question)
    code, words = normal(question), folded(question).split()
    ways = (
        [course for course in courses if course["id"] == course_id],
        [
            course
            for course in courses
            if code and code in map(normal, [course["code"], *course["cross_listed"]])
        ],
        [course for course in courses if all(word in folded(course["title"]) for word in words)],
    )
    return next(filter(None, ways), [])


def _candidate_lines(question: str, matches: Sequence[Course]) -> Iterator[str]:
    yield f"{len(matches)} courses match {question}; name one by its id:"
    for course in matches[:_MOST_CANDIDATES]:
        yield f"  {course['id']}  {_named(course)}"
    if len(matches) > _MOST_CANDIDATES:
        yield f"  and {len(matches) - _MOST_CANDIDATES} more"


def _lines(
    course: Course, steps: Sequence["ChainStep"], courses: Mapping[str, Course]
) -> Iterator[str]:
    """The course, its chain, and a sum."""
    yield f"{_named(course)}  ({course['id']})"
    for step in steps:
        yield "  " * step.depth + (step.words or _step(step, courses))
    if not steps:
        printed = course["prerequisites_text"]
        yield f"  names no course: {printed}" if printed else "  states no prerequisites"
        return
    asked = {step.course_id or step.code for step in steps if step.code}
    without_row = {step.code for step in steps if step.ending == "no_row"}
    circles = sum(step.ending == "cycle" for step in steps)
    counts = [(len(asked), "course"), (len(without_row), "without a row of this release")]
    counts.append((circles, "circle"))
    yield ", ".join(_count(number, noun) for number, noun in counts if number)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or " " in noun else f"{number} {noun}s"


def _step(step: "ChainStep", courses: Mapping[str, Course]) -> str:
    course = courses.get(step.course_id or "")
    words = f"{_named(course)}  ({course['id']})" if course else step.code
    if step.alternative:
        words += f", or {step.alternative}"
    return f"{words} [{_ENDINGS[step.ending]}]" if step.ending else words


def _named(course: Course) -> str:
    return f"{course['code']}  {course['title']}" if course["code"] else str(course["title"])
