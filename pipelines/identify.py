"""Identify: a readable, stable id for each row, `<source>:<kind>:<the catalog's own key>`."""

import re

import pandas as pd

from courseatlas.arrow import series, values
from courseatlas.ids import make_id
from courseatlas.text import slug
from pipelines.same_titles import keys_of_programs
from pipelines.step import CurationContext, StepResult, nothing_ends


def identify(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows with `id`, and for courses `cross_listed`.

    "CSC/CPE 101" is one course with two codes; the first of them in sort order is its key. A
    program that a catalog prints once per campus has one id, and its title does not name the
    campus. Programs of one title are told apart as `pipelines.same_titles` says.
    """
    kind, sources = context.kind, values(frame["source_id"])
    printed_codes = values(frame["code"])
    keys = keys_of_programs(frame) if kind == "program" else values(frame["key"])
    codes = [cross_listed(code) if kind == "course" else [] for code in printed_codes]
    ids = [
        make_id(source, kind, slug(listed[0] if listed else key))
        for source, listed, key in zip(sources, codes, keys, strict=True)
    ]
    columns = {"id": series(ids, "string", frame.index)}
    if kind == "program":
        titles = [
            _without_campus(title, campuses)
            for title, campuses in zip(
                values(frame["title"]), values(frame["campuses"]), strict=True
            )
        ]
        columns["title"] = series(titles, "string", frame.index)
    if kind == "course":
        listed_codes = [
            stated or [code for code in listed if normal(code) != normal(printed)]
            for stated, listed, printed in zip(
                values(frame["cross_listed"]), codes, printed_codes, strict=True
            )
        ]
        columns["cross_listed"] = series(listed_codes, "list<string>", frame.index)
    return nothing_ends(frame.assign(**columns))


def _without_campus(title: str, campuses: list[str]) -> str:
    """The title without its campus: "Artificial Intelligence, MS (Boston)" is one degree."""
    for campus in campuses:
        title = title.removesuffix(f"({campus})").rstrip()
    return title


def cross_listed(code: str | None) -> list[str]:
    """The codes of a cross-listed course, sorted; [] for a plain one.

    >>> cross_listed("CSC/CPE 101")
    ['CPE 101', 'CSC 101']
    """
    match = re.fullmatch(r"([A-Z&]{2,8}(?:\s?/\s?[A-Z&]{2,8})+)\s?-?(\d\w*)", code or "")
    if match is None:
        return []
    return sorted(f"{subject.strip()} {match[2]}" for subject in match[1].split("/"))


def normal(code: str | None) -> str:
    """A code for comparison: letters and digits only."""
    return re.sub(r"[^0-9A-Za-z]", "", code or "").upper()
