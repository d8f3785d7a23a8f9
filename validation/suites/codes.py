"""The codes of ISO 639, 3166 and 4217, as Babel lists them."""

import re
from functools import cache

from babel import Locale

# codes of CLDR alone: unknown, pseudo, and areas that are not countries
_NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2."""
    return (
        frozenset(
            code for code in map(str, Locale("en").territories) if re.fullmatch(r"[A-Z]{2}", code)
        )
        - _NO_COUNTRY
    )


@cache
def currencies() -> frozenset[str]:
    """ISO 4217."""
    return frozenset(map(str, Locale("en").currencies)) - {"XXX", "XTS"}


@cache
def languages() -> frozenset[str]:
    """ISO 639: what a BCP 47 tag begins with."""
    return frozenset(
        code for code in map(str, Locale("en").languages) if re.fullmatch(r"[a-z]{2,3}", code)
    ) - {"und", "zxx", "mul"}
