"""The same course offered at two places: listings in, pairs out."""

from courseatlas.matching.links import match, near_duplicates
from courseatlas.matching.listing import Listing, Pair

__all__ = ["Listing", "Pair", "match", "near_duplicates"]
