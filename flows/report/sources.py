"""The sources on the page: those that need a person, those that are worth a line, and a row of each."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flows.report.facts import GONE

_LABELS = {"why": "Why", "kept": "Meanwhile", "gone": "Lost", "cause": "Likely cause", "try": "Next"}
_URGENT = ("blocked", "failed", "stale", "lifted")
_WIDTH, _HEIGHT, _MARGIN = 96, 22, 3


def urgent(attention: list[dict], run_id: str) -> list[dict[str, Any]]:
    """The sources that a person must look at, each with its labelled sentences and where to look."""
    found = []
    for one in attention:
        if one["urgency"] not in _URGENT:
            continue
        found.append(
            {
                "source_id": one["source_id"],
                "name": one["name"],
                "urgency": one["urgency"],
                "said": [(_LABELS[name], sentence[:1].upper() + sentence[1:]) for name, sentence in one["reasons"].items()],
                "pages": f"courseatlas pages --run {run_id} --source {one['source_id']}",
                "log": one["log"],
            }
        )
    return found


def quiet(attention: list[dict], sources: list[dict]) -> list[dict[str, Any]]:
    """The others that are not simply well, by state, each state with a sentence: nothing to do about them this morning."""
    outcomes = {source["source_id"]: source["pages"]["outcomes"] for source in sources}
    found = []
    for state, sentence in (
        ("degraded", "published, with some pages in error"),
        ("needs_key", "not read: the site wants a key"),
        ("forbidden", "not read: the site forbids it"),
        ("planned", "not read yet: planned"),
    ):
        members = [one for one in attention if one["urgency"] == state]
        if not members:
            continue
        errors: Counter[str] = Counter()
        for one in members:
            errors.update({name: count for name, count in outcomes[one["source_id"]].items() if name.startswith("error:")})
        gone = sum(errors.pop(name, 0) for name in GONE)
        parts = ([f"{gone} gone (404)"] if gone else []) + [
            f"{count} {name.removeprefix('error:')}" for name, count in errors.most_common()
        ]
        found.append({"state": state, "sentence": sentence, "pages": ", ".join(parts), "members": members})
    return found


def rows_of_sources(sources: list[dict]) -> list[dict[str, Any]]:
    """One row a source, by its id."""
    return [
        source
        | {
            "total": sum(source["rows"].values()),
            "by_table": ", ".join(f"{count} {name}" for name, count in source["rows"].items() if count),
            "bars": [{"name": name, "share": share, "percent": _percent(share)} for name, share in source["filled"].items()],
            "curve": _curve(source["history"]),
        }
        for source in sorted(sources, key=lambda source: source["source_id"])
    ]


def _percent(share: float | None) -> int | None:
    """Whole hundredths; only what is full is 100 and only what is empty 0."""
    return None if share is None else 0 if share == 0 else 100 if share == 1 else min(99, max(1, round(100 * share)))


def _curve(history: list[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The rows of the last releases as points of a small drawing, from zero up, with the same in words; one release makes none."""
    if len(history) < 2:
        return None
    counts = [point["rows"] for point in history]
    most, step = max(counts) or 1, (_WIDTH - 2 * _MARGIN) / (len(counts) - 1)
    points = [
        (round(_MARGIN + number * step, 1), round(_HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * count / most, 1))
        for number, count in enumerate(counts)
    ]
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "points": " ".join(f"{x},{y}" for x, y in points),
        "last": points[-1],
        "label": f"rows in {history[0]['version']} to {history[-1]['version']}: {', '.join(map(str, counts))}",
    }
