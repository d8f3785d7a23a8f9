"""Check totals: what a program states in all against the sum of what it lists."""

from collections import defaultdict

import pandas as pd

# a bachelor's page lists the major, and leaves the rest of the 120 credits to the student; so may a page that prints no amount for a group
_WHOLE = ("master", "certificate", "minor", "professional_certificate")
# a list that reaches far less than the total leaves the rest to sentences; one that falls a little short has lost a course, or names a wrong total
_MOST = 0.75


def total_mismatches(programs: pd.DataFrame, listed: list[dict], catalog: pd.DataFrame) -> list[tuple[str, str]]:
    """(program id, sentence) for each program whose stated total contradicts the credits of the courses it lists.

    Only what is known is summed: a required course without credits, or a group that does not say how much of it to take, makes the sum a
    lower bound. An "or" row counts as the row that it stands for.
    """
    credits = dict(zip(catalog["id"], catalog["credits"], strict=True)) if len(catalog) else {}
    by_program: dict[str, list[dict]] = defaultdict(list)
    for row in listed:
        by_program[row["program_id"]].append(row)
    found = []
    for program_id, kind, least, most in zip(
        programs["id"], programs["credential_type"], programs["credits_total_min"], programs["credits_total_max"], strict=True
    ):
        stated = [float(value) for value in (least, most) if value is not None and not pd.isna(value)]
        if not stated or program_id not in by_program:
            continue
        total, whole = _sum(by_program[program_id], credits)
        if total > max(stated):
            found.append(
                (program_id, f"what it requires adds up to {total:g}, more than the total of {max(stated):g} that the page states")
            )
        elif whole and kind in _WHOLE and _MOST * min(stated) <= total < min(stated):
            found.append(
                (program_id, f"what it requires adds up to {total:g}, less than the total of {min(stated):g} that the page states")
            )
    return found


def _sum(rows: list[dict], credits: dict[str, float | None]) -> tuple[float, bool]:
    """(credits required, whether every part of them is known)."""
    total, whole = 0.0, True
    groups: dict[str | None, list[dict]] = defaultdict(list)
    for row in rows:
        if row.get("alternative_to") is not None:
            continue
        if row["role"] == "elective":
            groups[row.get("group_title")].append(row)
            continue
        amount = credits.get(row["course_id"] or "")
        total, whole = total + (amount or 0), whole and amount is not None
    for members in groups.values():
        amounts = {credits.get(row["course_id"] or "") for row in members}
        count = members[0].get("choose_count")
        if members[0].get("choose_credits"):
            total += members[0]["choose_credits"]
        elif count and len(amounts) == 1 and (each := amounts.pop()) is not None:
            total += count * each
        else:
            whole = False
    return total, whole
