"""Identify: a readable, stable id for each row, `<source>:<kind>:<the catalog's own key>`."""

import re

import pandas as pd

from courseatlas.text import slug


def identify(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows with `id`, and for courses `cross_listed`: "CSC/CPE 101" is one course under two codes, and its first in sort order is its key."""
    codes = [cross_listed(code) for code in frame["code"]] if kind == "course" else [[] for _ in range(len(frame))]
    keys = [slug(listed[0] if listed else key) for listed, key in zip(codes, frame["key"], strict=True)]
    frame = frame.assign(id=[f"{source}:{kind}:{key}" for source, key in zip(frame["source_id"], keys, strict=True)])
    if kind == "program":
        frame["title"] = [_without_campus(title, campuses) for title, campuses in zip(frame["title"], frame["campuses"], strict=True)]
    if kind == "course":
        frame["cross_listed"] = [
            old or [code for code in listed if normal(code) != normal(printed)]
            for old, listed, printed in zip(frame["cross_listed"], codes, frame["code"], strict=True)
        ]
    return frame


def _without_campus(title: str, campuses: list[str]) -> str:
    """The title without the campus that `campuses` holds: "Artificial Intelligence, MS (Boston)" is one degree of several campuses."""
    for campus in campuses or ():
        title = title.removesuffix(f"({campus})").rstrip()
    return title


def cross_listed(code: str | None) -> list[str]:
    """The codes of a cross-listed course, sorted; [] for a plain one.

    >>> cross_listed("CSC/CPE 101")
    ['CPE 101', 'CSC 101']
    """
    found = re.fullmatch(r"([A-Z&]{2,8}(?:\s?/\s?[A-Z&]{2,8})+)\s?-?(\d\w*)", code or "")
    return sorted(f"{subject.strip()} {found[2]}" for subject in found[1].split("/")) if found else []


def normal(code: str | None) -> str:
    """A code for comparison: letters and digits only."""
    return re.sub(r"[^0-9A-Za-z]", "", code or "").upper()
