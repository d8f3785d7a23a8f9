"""Who offers a listing: the many names of one institution brought to one key."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from courseatlas.matching.vocabulary import load
from courseatlas.text import folded

_TAGLINE = re.compile(r"\s*[|•·;]\s*")
_INSIDE = re.compile(r"\(([^()]*)\)")
_INITIALS = re.compile(r"[A-Z]{2,6}")
_BRAND = re.compile(r"[A-Za-z]*[a-z]X")


@lru_cache(maxsize=1 << 16)
def name_keys(name: str) -> frozenset[str]:
    """The keys under which a name is known: itself without noise, its other names; none for a name that tells nothing.

    >>> name_keys("The University of Michigan Logo") == name_keys("University of Michigan")
    True
    """
    name = _TAGLINE.split(name.strip(), maxsplit=1)[0]
    outside, inside = _INSIDE.sub(" ", name), _INSIDE.findall(name)
    others = [part for part in inside if _other_name(part, outside)]
    keys = {_key(part) for part in ([outside, *others] if others else [name])}
    if _BRAND.fullmatch(name):
        place = _key(name[:-1])
        keys |= {f"university {place}", f"{place} university"}
    return frozenset(keys - _nobody() - {""})


def _other_name(inside: str, outside: str) -> bool:
    """Whether brackets hold another name of a school, as in "Technical University of Denmark (DTU)", and no campus or degree."""
    schools = load().schools
    within = folded(inside).split()
    return (
        not schools.isdisjoint(folded(outside).split())
        and bool(_INITIALS.fullmatch(inside))
        or (len(within) > 2 and not schools.isdisjoint(within))
    )


def _key(name: str) -> str:
    vocabulary = load()
    plain = " ".join(re.findall(r"[^\W_]+", folded(name)))
    plain = " ".join(word for word in plain.split() if word != "logo")
    known = _aliases().get(plain.removeprefix("the "), plain)
    return " ".join(word for word in known.split() if word not in vocabulary.name_noise)


@lru_cache(maxsize=1)
def _nobody() -> frozenset[str]:
    return frozenset(map(_key, load().nobody))


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {
        " ".join(re.findall(r"[^\W_]+", name)).removeprefix("the "): of
        for name, of in load().aliases.items()
    }


def short_names(keys: Iterable[str]) -> dict[str, str]:
    """The key of a name in initials ("cmu") to the one longer key among these that it stands for."""
    by_initials: dict[str, set[str]] = defaultdict(set)
    known = set(keys)
    for key in known:
        words = key.split()
        if len(words) > 2:
            by_initials["".join(word[0] for word in words)].add(key)
    return {
        short: min(long) for short, long in by_initials.items() if short in known and len(long) == 1
    }
