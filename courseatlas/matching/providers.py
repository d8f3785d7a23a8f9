"""Who offers a listing: the many names of one institution become one key."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from courseatlas.matching.vocabulary import load
from courseatlas.text import folded

_TAGLINE = re.compile(r"\s*[|•·;]\s*")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_INITIALS = re.compile(r"[A-Z]{2,6}")
_BRAND = re.compile(r"[A-Za-z]*[a-z]X")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 16)
def name_keys(name: str) -> frozenset[str]:
    """The keys of a provider's names; none for a name that does not say who teaches.

    >>> name_keys("The University of Michigan Logo") == name_keys("University of Michigan")
    True
    """
    name = _TAGLINE.split(name.strip(), maxsplit=1)[0]
    outside, in_brackets = _IN_BRACKETS.sub(" ", name), _IN_BRACKETS.findall(name)
    other_names = [part for part in in_brackets if _is_other_name(part, outside)]
    keys = {_key(part) for part in ([outside, *other_names] if other_names else [name])}
    if _BRAND.fullmatch(name):
        place = _key(name[:-1])
        keys |= {f"university {place}", f"{place} university"}
    return frozenset(keys - _uninformative_keys() - {""})


def _is_other_name(in_brackets: str, outside: str) -> bool:
    """Whether brackets hold another name of a school, and not a campus or a degree.

    "Technical University of Denmark (DTU)" has another name.
    """
    schools = load().schools
    words = folded(in_brackets).split()
    is_school = not schools.isdisjoint(folded(outside).split())
    if is_school and _INITIALS.fullmatch(in_brackets):
        return True
    return len(words) > 2 and not schools.isdisjoint(words)


def _key(name: str) -> str:
    words = [word for word in _WORD.findall(folded(name)) if word != "logo"]
    plain = " ".join(words)
    full_name = _aliases().get(plain.removeprefix("the "), plain)
    return " ".join(word for word in full_name.split() if word not in load().name_noise)


@lru_cache(maxsize=1)
def _uninformative_keys() -> frozenset[str]:
    return frozenset(map(_key, load().nobody))


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    """The full name of an institution by each of its names, in plain words."""
    return {
        " ".join(_WORD.findall(alias)).removeprefix("the "): full_name
        for alias, full_name in load().aliases.items()
    }


def short_names(keys: Iterable[str]) -> dict[str, str]:
    """The keys that are initials ("cmu"), each with the one longer key that it abbreviates."""
    all_keys = set(keys)
    by_initials: dict[str, set[str]] = defaultdict(set)
    for key in all_keys:
        words = key.split()
        if len(words) > 2:
            by_initials["".join(word[0] for word in words)].add(key)
    return {
        initials: min(full_keys)
        for initials, full_keys in by_initials.items()
        if initials in all_keys and len(full_keys) == 1
    }
