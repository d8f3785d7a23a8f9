"""The outcomes of pages, as the ledger keeps them and as people read them."""

from collections.abc import Mapping
from typing import Any

from courseatlas.findings import GONE_CODES

# a page that is gone is news of the site, not an error of ours
GONE = tuple(f"error:{code}" for code in GONE_CODES)


def outcome_label(row: Mapping[str, Any]) -> str:
    """The outcome of a ledger row with its code: `record`, `error:http_404`."""
    return f"{row['outcome']}:{row['code']}" if row["code"] else str(row["outcome"])
