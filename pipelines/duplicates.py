"""Merge rows of one source that have the same id: a course that two pages print is one course."""

import pandas as pd

# a program printed once a campus is one program with all of them
_JOINED = ("campuses", "cross_listed")


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
    merged = merged.astype(object).where(merged.notna(), None)
    return pd.concat([frame[~twice], merged[frame.columns]], ignore_index=True).sort_values("id", kind="stable", ignore_index=True)
