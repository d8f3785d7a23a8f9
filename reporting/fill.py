"""How full the most informative columns of a source are."""

from collections.abc import Mapping

from courseatlas.findings import SourceStats

# what a reader looks for first in a record. Of several columns the best filled counts: a catalog
# prints credits, a platform a price
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "description": ("description",),
    "credits or price": ("credits_min", "credits_total_min", "price_kind", "price_amount"),
    "level or date": ("academic_level", "difficulty", "starts_on"),
}


def fill_rates(stats: SourceStats | None) -> dict[str, float | None]:
    """Share of rows with a value, by what a reader looks for; None without such rows."""
    return {name: _fill_rate(stats, columns) for name, columns in _COLUMNS.items()}


def _fill_rate(stats: SourceStats | None, columns: tuple[str, ...]) -> float | None:
    if stats is None:
        return None
    filled = rows = 0.0
    for table, count in stats.rows.items():
        paths = [f"{table}.{column}" for column in columns]
        shares = [stats.filled[path] for path in paths if path in stats.filled]
        if count and shares:
            filled += count * max(shares)
            rows += count
    return round(filled / rows, 4) if rows else None
