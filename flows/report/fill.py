"""How full the telling columns of a source are."""

from collections.abc import Mapping

from validation.gates.facts import Facts

# what a reader looks for first in a record. Of several columns the best filled counts: a catalog prints credits, a platform a price
TELLING: Mapping[str, tuple[str, ...]] = {
    "description": ("description",),
    "credits or price": ("credits_min", "credits_total_min", "price_kind", "price_amount"),
    "level or date": ("academic_level", "difficulty", "starts_on"),
}


def telling(facts: Facts | None) -> dict[str, float | None]:
    """The share of rows that hold each, over the tables that have such a column; None where the source has no such row."""
    shares: dict[str, float | None] = {}
    for name, columns in TELLING.items():
        filled = rows = 0.0
        for table, count in facts.rows.items() if facts else ():
            here = [facts.filled[f"{table}.{column}"] for column in columns if f"{table}.{column}" in facts.filled] if facts else []
            if count and here:
                filled, rows = filled + count * max(here), rows + count
        shares[name] = round(filled / rows, 4) if rows else None
    return shares
