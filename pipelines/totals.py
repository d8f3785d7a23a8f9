"""Check totals: the credits that a program states in all against the sum of what it lists."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from courseatlas.arrow import rows_of, values

Row = Mapping[str, Any]
# the page of a bachelor lists the major, and leaves the rest of the 120 credits to the student; so
# may a page that prints no amount for a group
_LISTED_WHOLE = ("master", "certificate", "minor", "professional_certificate")
# a list that reaches far less than the total leaves the rest to sentences; one that falls a little
# short has lost a course, or names a wrong total
_NEARLY = 0.75


def total_mismatches(
    programs: pd.DataFrame, listed: Sequence[Row], catalog: pd.DataFrame
) -> list[tuple[str, str]]:
    """(program id, sentence) for each program whose stated total contradicts its courses' credits.

    Only what is known is summed: a required course without credits, or a group that does not say
    how much of it to take, makes the sum a lower bound. An "or" row counts as the row that it is an
    alternative to.
    """
    credits = dict(zip(values(catalog["id"]), values(catalog["credits"]), strict=True))
    by_program: dict[str, list[Row]] = defaultdict(list)
    for row in listed:
        by_program[row["program_id"]].append(row)
    mismatches = []
    for program in rows_of(programs):
        rows = by_program.get(program["id"])
        sentence = _mismatch(program, rows, credits) if rows else None
        if sentence:
            mismatches.append((program["id"], sentence))
    return mismatches


def _mismatch(program: Row, rows: Sequence[Row], credits: Mapping[str, float | None]) -> str | None:
    bounds = (program["credits_total_min"], program["credits_total_max"])
    stated = [float(bound) for bound in bounds if bound is not None]
    if not stated:
        return None
    total, all_known = _sum(rows, credits)
    if total > max(stated):
        return (
            f"what it requires adds up to {total:g}, more than the total of {max(stated):g} "
            "that the page states"
        )
    lists_whole = all_known and program["credential_type"] in _LISTED_WHOLE
    if lists_whole and _NEARLY * min(stated) <= total < min(stated):
        return (
            f"what it requires adds up to {total:g}, less than the total of {min(stated):g} "
            "that the page states"
        )
    return None


def _sum(rows: Sequence[Row], credits: Mapping[str, float | None]) -> tuple[float, bool]:
    """(credits required, whether every part of them is known)."""
    total, all_known = 0.0, True
    groups: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        if row.get("alternative_to") is not None:
            continue
        if row["role"] == "elective":
            groups[row.get("group_title")].append(row)
            continue
        amount = credits.get(row["course_id"] or "")
        total += amount or 0
        all_known = all_known and amount is not None
    for members in groups.values():
        amount = _group_credits(members, credits)
        total += amount or 0
        all_known = all_known and amount is not None
    return total, all_known


def _group_credits(members: Sequence[Row], credits: Mapping[str, float | None]) -> float | None:
    """The credits to choose from a group; None where they are not known.

    A number of ways of several courses each says nothing of the credits of one.
    """
    if members[0].get("choose_credits"):
        return float(members[0]["choose_credits"])
    if any(row.get("option") for row in members):
        return None
    amounts = {credits.get(row["course_id"] or "") for row in members}
    count, amount = members[0].get("choose_count"), amounts.pop()
    if not count or amounts or amount is None:
        return None
    return float(count * amount)
