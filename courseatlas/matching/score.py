"""Whether two listings describe the same thing, how sure that is, and why.

A difference that cannot be (kind, part, language, level, form) ends the comparison. What remains is weighed: the same page, the same code of
the same institution, the same title of the same institution, a title that grew or changed while the text stayed.
"""

from courseatlas.matching.providers import name_keys
from courseatlas.matching.reading import Reading
from courseatlas.matching.texts import copied, shared
from courseatlas.matching.titles import Title
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import Weights


def compare(a: Reading, b: Reading, weights: Weights) -> tuple[float, str] | None:
    """The score from 0 to 1 and its reason; None for two things."""
    if a.kind and b.kind and a.kind != b.kind:
        return None
    if a.url and a.url == b.url:
        return 1.0, f"the same page {a.listing.url}"
    if _marks_differ(a.title, b.title):
        return None
    one_provider = not a.providers.isdisjoint(b.providers)
    if not (_promising(a, b, weights) if one_provider else _one_name(a, b)):
        return None
    if not a.kind == b.kind != "" and a.text.program != b.text.program:
        return None
    same = copied(a.text, b.text)
    if one_provider:
        score = _of_one_provider(a, b, same, weights)
    elif a.providers and b.providers:
        score = 0.5 + 0.4 * same if _is_copy(a, b, same) else 0.0
    else:
        score = _of_nobody(a, b, same, weights)
    return (round(score, 3), _reason(a, b, same)) if score >= load().thresholds.accept else None


def _marks_differ(a: Title, b: Title) -> bool:
    """Whether a part, a year, a language, a level or a form tells the two apart."""
    if a.numbers != b.numbers or (a.years and b.years and a.years != b.years):
        return True
    return any(
        mine != other and (kind.alone or (mine and other and mine.isdisjoint(other)))
        for kind, mine, other in zip(load().apart, a.apart, b.apart, strict=True)
    )


def _one_name(a: Reading, b: Reading) -> bool:
    return a.title.words == b.title.words and a.title.introduction == b.title.introduction


def _promising(a: Reading, b: Reading, weights: Weights) -> bool:
    """Whether the titles could be like enough if the descriptions explained every other word; spares reading most descriptions."""
    codes = _codes(a, b)
    if codes or (a.opening and a.opening == b.opening):
        return True
    if codes is False or a.title.words == b.title.words:
        return codes is None
    limits = load().thresholds
    common = weights.sum(a.title.words & b.title.words)
    other = weights.sum((a.title.words ^ b.title.words) - a.names)
    return common >= (limits.accept - limits.by_text) / limits.by_title * (
        common + limits.explained * other
    )


def _of_one_provider(a: Reading, b: Reading, same: float, weights: Weights) -> float:
    limits = load().thresholds
    likeness = _likeness(a, b, weights)
    if likeness < limits.title_like:
        return 0.0
    codes = _codes(a, b)
    if codes is True:
        return limits.same_code + (1 - limits.same_code) * likeness
    if codes is False and not (likeness >= limits.renumbered and _is_copy(a, b, same)):
        return 0.0
    support = min(1.0, max(shared(a.text, b.text) / limits.full_share, same / limits.full_copied))
    surely = 1.0 if a.told_apart and b.told_apart else limits.not_told_apart
    as_printed = 1.0 if a.title.line == b.title.line else limits.reworded
    score = limits.by_title * likeness * surely * as_printed + limits.by_text * support
    if _is_copy(a, b, same):  # a title may change while the course stays
        score = max(score, limits.same_text + (1 - limits.same_text) * likeness)
    return score


def _of_nobody(a: Reading, b: Reading, same: float, weights: Weights) -> float:
    """Where nobody says who teaches: the text must be the same, or where there is none the title rare."""
    limits = load().thresholds
    rare = (
        min(1.0, weights.sum(a.title.words) / limits.rare_title)
        if a.told_apart and b.told_apart
        else 0.0
    )
    if not a.text.length or not b.text.length:
        return limits.by_title * rare
    return 0.5 + 0.4 * same + 0.1 * rare if same >= limits.full_copied else 0.0


def _is_copy(a: Reading, b: Reading, same: float) -> bool:
    limits = load().thresholds
    return same >= limits.copied and min(a.text.length, b.text.length) >= limits.many_words


def _likeness(a: Reading, b: Reading, weights: Weights) -> float:
    """How much of both titles is the same, by the weight of their words; a word that the other's description holds weighs less."""
    limits = load().thresholds
    extra_a, extra_b = a.title.words - b.title.words, b.title.words - a.title.words
    common = weights.sum(a.title.words & b.title.words)
    if not common:
        return 0.0
    extra = _unexplained(extra_a, b, weights) + _unexplained(extra_b, a, weights)
    if extra_a and extra_b:
        extra *= limits.both_sides
    likeness = common / (common + extra)
    if a.title.introduction != b.title.introduction:
        silent = b if a.title.introduction else a
        likeness *= 1.0 if silent.text.introduction else limits.introduction
    return likeness


def _unexplained(words: frozenset[str], other: Reading, weights: Weights) -> float:
    if not words:
        return 0.0
    limits = load().thresholds
    named = words & other.names
    explained = words & other.text.words - named
    return (
        weights.sum(words - explained - named)
        + limits.explained * weights.sum(explained)
        + limits.named * weights.sum(named)
    )


def _codes(a: Reading, b: Reading) -> bool | None:
    """Whether the codes of one institution are the same; None where one is missing or they are codes of two schemes."""
    if not a.code or not b.code:
        return None
    if a.code == b.code:
        return True
    return False if _scheme(a.code) == _scheme(b.code) else None


def _scheme(code: str) -> tuple[bool, bool]:
    """What kind of code it is: "CS 5100", "6.86" and "15-112" are of three catalogs."""
    return code[0].isalpha(), "." in code


def _reason(a: Reading, b: Reading, same: float) -> str:
    by = [
        "same title"
        if a.title.line == b.title.line
        else f"titles alike: “{a.listing.title}”, “{b.listing.title}”"
    ]
    if a.code and a.code == b.code:
        by.insert(0, f"same code {a.listing.code}")
    both = a.providers & b.providers
    if names := [
        name for name in (*a.listing.providers, *b.listing.providers) if name_keys(name) & both
    ]:
        by.append(f"provider {min(names, key=lambda name: (len(name), name))} in both")
    elif a.providers and b.providers:
        by.append(f"though offered by {a.listing.providers[0]} and {b.listing.providers[0]}")
    if same >= load().thresholds.full_copied:
        by.append(f"{round(100 * same)} % of the description is the same text")
    elif share := shared(a.text, b.text):
        by.append(f"descriptions share {round(100 * share)} % of their words")
    return "; ".join(by)
