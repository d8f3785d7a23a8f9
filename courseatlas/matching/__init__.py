"""Match listings: rows go in, pairs that describe the same course or program come out."""

from courseatlas.matching.links import match, near_duplicates
from courseatlas.matching.listing import Listing, Pair

__all__ = ["Listing", "Pair", "match", "near_duplicates"]
