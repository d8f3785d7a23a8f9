"""The sources on the page: those that need a person, the quiet ones, and a row for each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from courseatlas.pages import GONE

_LABELS = {
    "why": "Why",
    "kept": "Meanwhile",
    "gone": "Lost",
    "cause": "Likely cause",
    "try": "Next",
}
_URGENT = ("blocked", "failed", "stale", "lifted")
_QUIET = {
    "degraded": "published, with some pages in error",
    "needs_key": "not read: the site wants a key",
    "forbidden": "not read: the site forbids it",
    "planned": "not read yet: planned",
}
_NUMBER = re.compile(r"\d+")
_WIDTH, _HEIGHT, _MARGIN = 96, 22, 3


def urgent_sources(attention: Sequence[Mapping[str, Any]], run_id: str) -> list[dict[str, Any]]:
    """The sources that a person must look at, each with labelled sentences and where to look."""
    return [
        {
            "source_id": entry["source_id"],
            "name": entry["name"],
            "urgency": entry["urgency"],
            "cause": entry["reasons"].get("cause") or entry["reasons"]["why"],
            "reasons": [
                (_LABELS[name], sentence[:1].upper() + sentence[1:])
                for name, sentence in entry["reasons"].items()
            ],
            "pages": f"courseatlas pages --run {run_id} --source {entry['source_id']}",
            "log": entry["log"],
        }
        for entry in attention
        if entry["urgency"] in _URGENT
    ]


def sources_by_cause(urgent: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The urgent sources that broke in the same way, the most frequent way first.

    Sentences that differ in their numbers alone are one; the first of them stands for all.
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in urgent:
        key = (one["urgency"], _NUMBER.sub("0", one["cause"]))
        groups.setdefault(key, []).append(one)
    return [
        {
            "urgency": members[0]["urgency"],
            "cause": members[0]["cause"],
            "sources": [member["source_id"] for member in members],
        }
        for members in sorted(groups.values(), key=len, reverse=True)
    ]


def quiet_sources(
    attention: Sequence[Mapping[str, Any]], sources: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The other sources that are not simply well, by state; nothing has to be done about them."""
    outcomes = {source["source_id"]: source["pages"]["outcomes"] for source in sources}
    groups = []
    for state, sentence in _QUIET.items():
        members = [entry for entry in attention if entry["urgency"] == state]
        if members:
            errors = _errors(outcomes[member["source_id"]] for member in members)
            groups.append(
                {"state": state, "sentence": sentence, "pages": errors, "members": members}
            )
    return groups


def _errors(outcomes_by_source: Iterable[Mapping[str, int]]) -> str:
    """The pages in error of several sources in words, those that are gone first."""
    errors: Counter[str] = Counter()
    for outcomes in outcomes_by_source:
        errors.update(
            {name: count for name, count in outcomes.items() if name.startswith("error:")}
        )
    gone = sum(errors.pop(name, 0) for name in GONE)
    parts = [f"{gone} gone (404)"] if gone else []
    parts += [f"{count} {name.removeprefix('error:')}" for name, count in errors.most_common()]
    return ", ".join(parts)


def source_rows(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row per source, sorted by id."""
    return [
        dict(source)
        | {
            "total": sum(source["rows"].values()),
            "by_table": ", ".join(
                f"{count} {name}" for name, count in source["rows"].items() if count
            ),
            "bars": [
                {"name": name, "share": share, "percent": _percent(share)}
                for name, share in source["filled"].items()
            ],
            "curve": _curve(source["history"]),
        }
        for source in sorted(sources, key=lambda source: source["source_id"])
    ]


def _percent(share: float | None) -> int | None:
    """Whole hundredths; only what is full is 100 and only what is empty is 0."""
    if share is None:
        return None
    if share in (0, 1):
        return round(100 * share)
    return min(99, max(1, round(100 * share)))


def _curve(history: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The rows of the last releases as points of a drawing, from zero up, with the same in words.

    One release makes no curve.
    """
    if len(history) < 2:
        return None
    counts = [point["rows"] for point in history]
    highest = max(counts) or 1
    step = (_WIDTH - 2 * _MARGIN) / (len(counts) - 1)
    points = [
        (
            round(_MARGIN + number * step, 1),
            round(_HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * count / highest, 1),
        )
        for number, count in enumerate(counts)
    ]
    first, last = history[0]["version"], history[-1]["version"]
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "points": " ".join(f"{x},{y}" for x, y in points),
        "last": points[-1],
        "label": f"rows in {first} to {last}: {', '.join(map(str, counts))}",
    }
