"""Merge rows of one source that have the same id: a course that two pages print is one course; two courses under one key are an error."""

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

# a program printed once a campus is one program with all of them
_JOINED = ("campuses", "cross_listed")


def collisions(frame: pd.DataFrame) -> dict[int, str]:
    """Rows whose id belongs to another thing, by their titles: index -> the sentence that says so.

    `frame` has `id, title, evidence_url`. The title that most rows of an id bear is its own, of several the first. A title that is
    another's abbreviation, or goes on where the other ends, is the same thing's.
    """
    twice = frame[frame["id"].duplicated(keep=False)]
    bearers = Counter(zip(twice["id"], twice["title"], strict=True))
    own: dict[str, tuple[str, str]] = {}
    for record_id, title, page in zip(twice["id"], twice["title"], twice["evidence_url"], strict=True):
        if record_id not in own or bearers[record_id, title] > bearers[record_id, own[record_id][0]]:
            own[record_id] = (title, page)
    found = {}
    for position, record_id, title, page in zip(twice.index, twice["id"], twice["title"], twice["evidence_url"], strict=True):
        held, held_page = own[record_id]
        if held != title and not _same_thing(held, title):
            found[position] = f"the key of {record_id} names two things: “{held}” on {held_page} and “{title}” on {page}"
    return found


def _same_thing(one: str, other: str) -> bool:
    a, b = _words(one), _words(other)
    while a and b and a[0][:3] == b[0][:3]:  # "Special Topics:" in both says nothing
        a, b = a[1:], b[1:]
    if not a or not b:
        return True
    shared = {word[:3] for word in a} & {word[:3] for word in b}
    return bool(shared) or _initials(a) in b or _initials(b) in a


def _words(title: str) -> list[str]:
    return [word for word in re.findall(r"\w+", title.casefold()) if word not in ("of", "the", "and", "in", "to", "for", "a", "an", "on")]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _joined(order: pd.DataFrame) -> pd.DataFrame:
    """Lists whose parts stand on several rows of one id, joined in the order of the rows."""
    for name in _JOINED:
        if name in order:
            whole: dict[str, dict[str, None]] = {}
            for record_id, value in zip(order["id"], order[name], strict=True):
                whole.setdefault(record_id, {}).update(dict.fromkeys(value or ()))
            order[name] = pd.Series([list(whole[record_id]) or None for record_id in order["id"]], index=order.index, dtype=object)
    return order


def merge_duplicates(frame: pd.DataFrame) -> pd.DataFrame:
    """One row an id, sorted by id. The fullest row stands; what it leaves null is filled from the others, in the order of their pages."""
    if frame.empty or not frame["id"].duplicated().any():
        return frame.sort_values("id", kind="stable", ignore_index=True)
    twice = frame["id"].duplicated(keep=False)
    filled = frame[twice].map(lambda value: None if isinstance(value, list | tuple) and not value else value)
    order = filled.assign(_filled=filled.notna().sum(axis=1)).sort_values(
        ["id", "_filled", "evidence_url"], ascending=[True, False, True], kind="stable"
    )
    order = _joined(order)
    merged = order.drop(columns="_filled").groupby("id", as_index=False, sort=True).first()
    lists = [name for name in frame if frame[name].map(lambda value: isinstance(value, list)).any()]
    for name in lists:
        merged[name] = [value if isinstance(value, list) else [] for value in merged[name]]
    whole = pd.concat([frame[~twice], merged[frame.columns]], ignore_index=True).astype(object)
    return whole.where(whole.notna(), None).sort_values("id", kind="stable", ignore_index=True)  # pandas makes NaN of a column of nulls
