"""Chains of prerequisites: what a course asks for, what that asks for, and so on.

Rows are those of `course_prerequisites`. A course that asks for itself in the end is told, and
not followed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Row = Mapping[str, Any]
Ending = Literal["", "no_row", "above", "cycle"]


@dataclass(frozen=True)
class ChainStep:
    """One line of a chain: a course that is asked for, or words over several of them.

    `depth` is how far it lies below the course at the start. `ending` says why a course is not
    followed: it is no row of the release, it stands further up in full, or it closes a cycle.
    """

    depth: int
    words: str = ""
    code: str = ""
    course_id: str | None = None
    alternative: str | None = None
    ending: Ending = ""


class Chains:
    """The prerequisites of all courses of a release."""

    def __init__(self, rows: Iterable[Row]):
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[row["course_id"]].append(row)

    def steps(self, course_id: str) -> Iterator[ChainStep]:
        """The chain of a course, each course in full once."""
        followed: set[str] = set()
        # what is left to print, the next one last; a step that ends a course's part is None
        left: list[tuple[ChainStep, tuple[str, ...]]] = []
        left += reversed(list(self._asked(course_id, 1, (course_id,))))
        while left:
            step, above = left.pop()
            if step.course_id is None:
                yield step
            elif step.course_id in above:
                yield replace(step, ending="cycle")
            elif step.course_id in followed:
                yield replace(step, ending="above")
            else:
                yield step
                followed |= {step.course_id} if step.course_id in self._rows else set()
                below = self._asked(step.course_id, step.depth + 1, (*above, step.course_id))
                left += reversed(list(below))

    def cycles(self) -> list[tuple[str, ...]]:
        """The courses that ask for each other in a circle, one tuple of sorted ids per circle."""
        asked = {
            course_id: sorted({row["prerequisite_id"] for row in rows if row["prerequisite_id"]})
            for course_id, rows in self._rows.items()
        }
        return sorted(tuple(sorted(part)) for part in _components(asked) if _is_cycle(part, asked))

    def _asked(
        self, course_id: str, depth: int, above: tuple[str, ...]
    ) -> Iterator[tuple[ChainStep, tuple[str, ...]]]:
        """The lines right below a course: its groups, and the courses of their options."""
        groups: dict[int, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self._rows.get(course_id, ()):
            groups[row["group_number"]][row["option"]].append(row)
        for _, options in sorted(groups.items()):
            ways = [rows for _, rows in sorted(options.items())]
            lower = depth
            if len(ways) > 1:
                yield ChainStep(depth, "one of:"), above
                lower = depth + 1
            for rows in ways:
                yield from ((step, above) for step in _way(rows, lower))


def _way(rows: Sequence[Row], depth: int) -> Iterator[ChainStep]:
    """The courses of an option, under a line of their own where they are taken together."""
    if len(rows) > 1:
        yield ChainStep(depth, "together:")
    for row in rows:
        course_id, code = row["prerequisite_id"], row["code"]
        yield ChainStep(
            depth + (len(rows) > 1),
            code=code,
            course_id=course_id,
            alternative=row["alternative_text"],
            ending="" if course_id else "no_row",
        )


def _is_cycle(part: Sequence[str], asked: Mapping[str, Sequence[str]]) -> bool:
    return len(part) > 1 or part[0] in asked.get(part[0], ())


def _components(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The strongly connected components of a graph, by Kosaraju's algorithm without recursion."""
    backwards: dict[str, list[str]] = defaultdict(list)
    for source, targets in edges.items():
        for target in targets:
            backwards[target].append(source)
    finished: dict[str, None] = {}
    for start in sorted(edges):
        finished |= dict.fromkeys(_finished(start, edges, finished))
    known: set[str] = set()
    for start in reversed(list(finished)):
        component = _finished(start, backwards, known)
        known |= set(component)
        if component:
            yield component


def _finished(start: str, edges: Mapping[str, Sequence[str]], known: Collection[str]) -> list[str]:
    """What can be reached from a node and is not known yet, each node after all it leads to."""
    if start in known:
        return []
    finished = []
    entered = {start}
    path = [(start, iter(edges.get(start, ())))]
    while path:
        node, targets = path[-1]
        target = next((each for each in targets if each not in known and each not in entered), None)
        if target is None:
            finished.append(node)
            path.pop()
        else:
            entered.add(target)
            path.append((target, iter(edges.get(target, ()))))
    return finished
