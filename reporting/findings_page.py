"""The page of findings: the words, bars and lines that `findings.json` leaves to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale

from reporting.environment import environment
from reporting.program_findings import BY_CHOICE, REQUIRED

Row = Mapping[str, Any]
# the width of a drawing, in units of its own
_WIDTH = 100
# releases in the table of changes
_SHOWN = 6
_DEGREES = {"bachelor": "Bachelor's degrees (majors)", "master": "Master's degrees"}
_UNITS = {
    "semester_hour": "semester hours",
    "quarter_hour": "quarter hours",
    "unit": "units",
    "credit": "credits of a unit that the page does not name",
    "ects": "ECTS credits",
    "ceu": "continuing education units",
}


def findings_page(document: Mapping[str, Any]) -> str:
    """The HTML of the findings."""
    template = environment().get_template("findings.html.j2")
    return template.render(view=_view(document), findings=document)


def _view(document: Mapping[str, Any]) -> dict[str, Any]:
    titles = {each["key"]: each["title"] for each in document["definitions"]["requirements"]}
    requirements = document["requirements"]
    return {
        "charts": _charts([row for row in requirements if row["country"] is None], titles),
        "columns": list(titles.values()),
        "countries": _country_rows([row for row in requirements if row["country"]], titles),
        "counts": _count_rows(document),
        "sizes": _size_groups(document["sizes"]),
        "history": _history(document["history"], titles),
        "releases": [entry["release"] for entry in document["history"]][-_SHOWN:],
        "reasons": [
            {"title": each["title"], "why": each["why"]}
            for each in document["definitions"]["requirements"]
        ],
    }


def _charts(rows: Sequence[Row], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """One chart per credential type: a bar per requirement."""
    return [
        {
            "title": _credential(credential_type),
            "programs": group[0]["programs"],
            "is_small": group[0]["is_small"],
            "bars": [_bar(row, titles[row["requirement"]]) for row in group],
        }
        for credential_type, group in _grouped(rows, "credential_type").items()
    ]


def _bar(row: Row, title: str) -> dict[str, Any]:
    """A bar of two parts that is a hundred units wide, and the same in words."""
    required = _percent(row[REQUIRED], row["programs"])
    by_choice = _percent(row[BY_CHOICE], row["programs"])
    share = _share(row)
    return {
        "title": title,
        "required": required,
        "by_choice": by_choice,
        "share": share,
        "choice": f"{row[BY_CHOICE]} by choice" if row[BY_CHOICE] else "",
        "label": f"{title}: {share} require it, {row[BY_CHOICE]} offer it by choice",
    }


def _percent(count: int, total: int) -> float:
    return round(_WIDTH * count / total, 2)


def _share(row: Row) -> str:
    """A share with its counts; a share of a few programs is no percentage."""
    counts = f"{row[REQUIRED]} of {row['programs']}"
    if row["is_small"]:
        return counts
    return f"{counts} ({_percent(row[REQUIRED], row['programs']):.0f}\N{NO-BREAK SPACE}%)"


def _country_rows(rows: Sequence[Row], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """A row per credential type and country, with a share per requirement."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["credential_type"], row["country"]), []).append(row)
    return [
        {
            "credential": _credential(credential_type),
            "country": _country(country),
            "programs": group[0]["programs"],
            "is_small": group[0]["is_small"],
            "shares": [
                {"title": titles[row["requirement"]], "share": _share(row)} for row in group
            ],
        }
        for (credential_type, country), group in found.items()
    ]


def _count_rows(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The programs of a credential type, by country, and since the release before."""
    earlier = document["history"][-2]["counts"] if len(document["history"]) > 1 else None
    groups = _grouped(document["counts"], "credential_type")
    totals = {name: sum(row["programs"] for row in group) for name, group in groups.items()}
    most = max(totals.values(), default=1)
    return [
        {
            "title": _credential(name),
            "programs": totals[name],
            "width": _percent(totals[name], most),
            "countries": ", ".join(
                f"{_country(row['country'])} {row['programs']}"
                for row in sorted(group, key=lambda row: (-row["programs"], row["country"]))
            ),
            "change": "" if earlier is None else f"{totals[name] - earlier.get(name, 0):+d}",
        }
        for name, group in groups.items()
    ]


def _size_groups(sizes: Sequence[Row]) -> list[dict[str, Any]]:
    """The sizes by unit, each with a scale of its own: units are not compared."""
    return [
        {
            "unit": _UNITS.get(unit, unit),
            "rows": [_size(row, max(row["most"] for row in group)) for row in group],
        }
        for unit, group in _grouped(sizes, "credit_unit").items()
    ]


def _size(row: Row, most: float) -> dict[str, Any]:
    """A line from the least to the most, a box over the middle half, a mark at the median."""
    place = {
        name: round(_WIDTH * row[name] / (most or 1), 2)
        for name in ("least", "lower_quartile", "median", "upper_quartile", "most")
    }
    title = _credential(row["credential_type"])
    words = f"median {row['median']:g}, from {row['least']:g} to {row['most']:g}"
    if row["least"] == row["most"]:
        words = f"{row['median']:g}"
    return {
        "title": title,
        "place": place,
        "words": words,
        "programs": row["programs"],
        "is_small": row["is_small"],
        "label": f"{title}: {words}, half of them {row['lower_quartile']:g} to "
        f"{row['upper_quartile']:g}",
    }


def _history(history: Sequence[Row], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the last releases say of each credential type and requirement, oldest first."""
    shown = history[-_SHOWN:]
    if len(shown) < 2:
        return []
    shares = [
        {(row["credential_type"], row["requirement"]): row for row in entry["requirements"]}
        for entry in shown
    ]
    keys = dict.fromkeys(key for found in reversed(shares) for key in found)
    return [
        {
            "credential": _credential(credential_type),
            "requirement": titles[requirement],
            "shares": [
                _share(found[credential_type, requirement])
                if (credential_type, requirement) in found
                else "–"
                for found in shares
            ],
        }
        for credential_type, requirement in keys
    ]


def _grouped(rows: Sequence[Row], name: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return groups


def _credential(credential_type: str) -> str:
    plural = f"{credential_type.replace('_', ' ').capitalize()}s"
    return _DEGREES.get(credential_type, plural)


def _country(code: str) -> str:
    return str(Locale("en").territories.get(code, code or "unknown"))
