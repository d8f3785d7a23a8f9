"""Whether two listings describe the same thing, how sure that is, and why.

A difference that cannot be (kind, part, language, level, form) ends the comparison. What remains is weighed: the same page, the same code of
the same institution, the same title of the same institution, a title that grew or changed while the text stayed.
"""

from courseatlas.matching.providers import name_keys
from courseatlas.matching.reading import Reading
from courseatlas.matching.texts import copied, shared
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import Weights


def compare(a: Reading, b: Reading, weights: Weights) -> tuple[float, str] | None:
    """The score from 0 to 1 and its reason; None for two things."""
    if not _may_be_same(a, b):
        return None
    limits = load().thresholds
    if a.url and a.url == b.url:
        return 1.0, f"the same page {a.listing.url}"
    likeness = _likeness(a, b, weights)
    if likeness < limits["title_like"]:
        return None
    text_share, text_copied = shared(a.text, b.text), copied(a.text, b.text)
    support = min(1.0, max(text_share / limits["full_share"], text_copied / limits["full_copied"]))
    is_copy = text_copied >= limits["copied"] and min(a.text.length, b.text.length) >= limits["many_words"]
    by = [_titles(a, b), *_provider(a, b), *_texts(text_share, text_copied)]
    if a.providers & b.providers:
        code = _codes(a, b)
        if code is True:
            return round(0.9 + 0.1 * likeness, 3), "; ".join([f"same code {a.listing.code}", *by])
        if code is False and not (likeness > 0.9 and is_copy):
            return None
        by_title = 0.7 if a.told_apart and b.told_apart else 0.5
        score = by_title * likeness * (1.0 if a.title.line == b.title.line else limits["reworded"]) + 0.3 * support
        if is_copy:
            score = max(score, 0.75 + 0.2 * likeness)  # a title may change while the course stays
    elif likeness < 1:
        return None
    elif a.providers and b.providers:
        score = 0.5 + 0.4 * text_copied if is_copy else 0.0
    else:
        # nobody says who teaches it: the text must be the same, or where there is none the title rare
        rare = min(1.0, weights.sum(a.title.words) / limits["rare_title"]) if a.told_apart and b.told_apart else 0.0
        silent = min(a.text.length, b.text.length) == 0
        score = 0.7 * rare if silent else 0.5 + 0.4 * text_copied + 0.1 * rare if text_copied >= limits["full_copied"] else 0.0
    return (round(score, 3), "; ".join(by)) if score >= limits["accept"] else None


def _may_be_same(a: Reading, b: Reading) -> bool:
    """Whether nothing tells the two apart."""
    if a.kind and b.kind and a.kind != b.kind:
        return False
    if a.title.numbers != b.title.numbers or (a.title.years and b.title.years and a.title.years != b.title.years):
        return False
    for kind, mine, other in zip(load().apart, a.title.apart, b.title.apart, strict=True):
        if mine != other and (kind.alone or (mine and other and mine.isdisjoint(other))):
            return False
    return a.kind == b.kind != "" or a.text.program == b.text.program


def _likeness(a: Reading, b: Reading, weights: Weights) -> float:
    """How much of both titles is the same, by the weight of their words; a word that the other's description holds weighs less."""
    limits = load().thresholds
    extra_a, extra_b = a.title.words - b.title.words, b.title.words - a.title.words
    common = weights.sum(a.title.words & b.title.words)
    if not common:
        return 0.0
    extra = _unexplained(extra_a, b, weights) + _unexplained(extra_b, a, weights) if extra_a or extra_b else 0.0
    if extra_a and extra_b:
        extra *= limits["both_sides"]
    likeness = common / (common + extra)
    if a.title.introduction != b.title.introduction:
        silent = b if a.title.introduction else a
        likeness *= limits["introduction_explained"] if silent.text.introduction else limits["introduction"]
    return likeness


def _unexplained(words: frozenset[str], other: Reading, weights: Weights) -> float:
    limits = load().thresholds
    named = words & other.names  # a title may be printed with its institution's name: "Stanford Introduction to ..."
    explained = words & other.text.words - named
    return weights.sum(words - explained - named) + limits["explained"] * weights.sum(explained) + limits["named"] * weights.sum(named)


def _codes(a: Reading, b: Reading) -> bool | None:
    """Whether the codes of one institution are the same; None where one is missing or they are codes of two schemes."""
    if not a.code or not b.code:
        return None
    if a.code == b.code:
        return True
    return False if _scheme(a.code) == _scheme(b.code) else None


def _scheme(code: str) -> str:
    return "".join("a" if character.isalpha() else "." if character == "." else "" for character in code[:1] + code[1:].lstrip("."))


def _titles(a: Reading, b: Reading) -> str:
    return "same title" if a.title.line == b.title.line else f"titles alike: “{a.listing.title}”, “{b.listing.title}”"


def _provider(a: Reading, b: Reading) -> list[str]:
    both = a.providers & b.providers
    names = [name for name in (*a.listing.providers, *b.listing.providers) if name_keys(name) & both]
    return [f"provider {min(names, key=lambda name: (len(name), name))} in both"] if names else []


def _texts(share: float, same: float) -> list[str]:
    if same >= load().thresholds["full_copied"]:
        return [f"{round(100 * same)} % of the description is the same text"]
    return [f"descriptions share {round(100 * share)} % of their words"] if share else []
