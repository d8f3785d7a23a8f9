"""Whether two listings describe the same thing, how sure that is, and why.

A difference that cannot be (of kind, part, language, level or form) ends the comparison. Then the
evidence is weighed: the same page, the same code at the same institution, the same title at the
same institution, or a title that grew or changed while the text stayed.
"""

from courseatlas.matching.normalized import NormalizedListing
from courseatlas.matching.providers import name_keys
from courseatlas.matching.texts import copied, shared
from courseatlas.matching.titles import NormalizedTitle
from courseatlas.matching.vocabulary import load
from courseatlas.matching.weights import Weights


def compare(
    a: NormalizedListing, b: NormalizedListing, weights: Weights
) -> tuple[float, str] | None:
    """The score from 0 to 1 and its reason; None for two things."""
    if a.kind and b.kind and a.kind != b.kind:
        return None
    if a.url and a.url == b.url:
        return 1.0, f"the same page {a.listing.url}"
    if _marks_differ(a.title, b.title):
        return None
    share_provider = not a.providers.isdisjoint(b.providers)
    if not (_is_promising(a, b, weights) if share_provider else _have_same_title(a, b)):
        return None
    have_same_kind = a.kind == b.kind != ""
    if not have_same_kind and a.text.program != b.text.program:
        return None
    same = copied(a.text, b.text)
    if share_provider:
        score = _score_at_one_provider(a, b, same, weights)
    elif a.providers and b.providers:
        score = 0.5 + 0.4 * same if _is_copy(a, b, same) else 0.0
    else:
        score = _score_without_provider(a, b, same, weights)
    return (round(score, 3), _reason(a, b, same)) if score >= load().thresholds.accept else None


def _marks_differ(a: NormalizedTitle, b: NormalizedTitle) -> bool:
    """Whether a part, a year, a language, a level or a form makes the titles different."""
    if a.numbers != b.numbers or (a.years and b.years and a.years != b.years):
        return True
    return any(
        words_a != words_b and (kind.alone or (words_a and words_b and words_a.isdisjoint(words_b)))
        for kind, words_a, words_b in zip(
            load().differences, a.differences, b.differences, strict=True
        )
    )


def _have_same_title(a: NormalizedListing, b: NormalizedListing) -> bool:
    return a.title.words == b.title.words and a.title.introduction == b.title.introduction


def _is_promising(a: NormalizedListing, b: NormalizedListing, weights: Weights) -> bool:
    """Whether the titles could be enough alike if the descriptions explained every other word.

    It saves normalizing most descriptions.
    """
    codes_agree = _codes_agree(a, b)
    if codes_agree or (a.opening and a.opening == b.opening):
        return True
    if codes_agree is False or a.title.words == b.title.words:
        return codes_agree is None
    limits = load().thresholds
    common = weights.sum(a.title.words & b.title.words)
    other = weights.sum((a.title.words ^ b.title.words) - a.school_words)
    least_likeness = (limits.accept - limits.by_text) / limits.by_title
    return common >= least_likeness * (common + limits.explained * other)


def _score_at_one_provider(
    a: NormalizedListing, b: NormalizedListing, same: float, weights: Weights
) -> float:
    limits = load().thresholds
    likeness = _likeness(a, b, weights)
    if likeness < limits.title_like:
        return 0.0
    codes_agree = _codes_agree(a, b)
    if codes_agree is True:
        return limits.same_code + (1 - limits.same_code) * likeness
    is_copy = _is_copy(a, b, same)
    if codes_agree is False and not (likeness >= limits.renumbered and is_copy):
        return 0.0
    text_evidence = max(shared(a.text, b.text) / limits.full_share, same / limits.full_copied)
    are_unique = a.has_unique_title and b.has_unique_title
    certainty = 1.0 if are_unique else limits.ambiguous_title
    wording = 1.0 if a.title.line == b.title.line else limits.reworded
    title_score = limits.by_title * likeness * certainty * wording
    score = title_score + limits.by_text * min(1.0, text_evidence)
    if is_copy:  # a title may change while the course stays
        return max(score, limits.same_text + (1 - limits.same_text) * likeness)
    return score


def _score_without_provider(
    a: NormalizedListing, b: NormalizedListing, same: float, weights: Weights
) -> float:
    """The score where a provider is unknown: the texts are the same, or the title is rare."""
    limits = load().thresholds
    are_unique = a.has_unique_title and b.has_unique_title
    rarity = min(1.0, weights.sum(a.title.words) / limits.rare_title) if are_unique else 0.0
    if not a.text.length or not b.text.length:
        return limits.by_title * rarity
    return 0.5 + 0.4 * same + 0.1 * rarity if same >= limits.full_copied else 0.0


def _is_copy(a: NormalizedListing, b: NormalizedListing, same: float) -> bool:
    limits = load().thresholds
    return same >= limits.copied and min(a.text.length, b.text.length) >= limits.many_words


def _likeness(a: NormalizedListing, b: NormalizedListing, weights: Weights) -> float:
    """How much of both titles is the same, by the weight of their words.

    A word that the other listing's description has weighs less.
    """
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
        other = b if a.title.introduction else a
        likeness *= 1.0 if other.text.introduction else limits.introduction
    return likeness


def _unexplained(words: frozenset[str], other: NormalizedListing, weights: Weights) -> float:
    """The weight of a title's extra words, less of those that the other listing explains."""
    if not words:
        return 0.0
    limits = load().thresholds
    of_school = words & other.school_words
    explained = words & other.text.words - of_school
    return (
        weights.sum(words - explained - of_school)
        + limits.explained * weights.sum(explained)
        + limits.named * weights.sum(of_school)
    )


def _codes_agree(a: NormalizedListing, b: NormalizedListing) -> bool | None:
    """Whether the codes are the same; None where one is missing or their schemes differ."""
    if not a.code or not b.code:
        return None
    if a.code == b.code:
        return True
    return False if _scheme(a.code) == _scheme(b.code) else None


def _scheme(code: str) -> tuple[bool, bool]:
    """What kind of code it is: "CS 5100", "6.86" and "15-112" are codes of three catalogs."""
    return code[0].isalpha(), "." in code


def _reason(a: NormalizedListing, b: NormalizedListing, same: float) -> str:
    parts = []
    if a.code and a.code == b.code:
        parts.append(f"same code {a.listing.code}")
    if a.title.line == b.title.line:
        parts.append("same title")
    else:
        parts.append(f"titles alike: “{a.listing.title}”, “{b.listing.title}”")
    parts += [*_provider_reason(a, b), *_text_reason(a, b, same)]
    return "; ".join(parts)


def _provider_reason(a: NormalizedListing, b: NormalizedListing) -> list[str]:
    both = a.providers & b.providers
    all_names = (*a.listing.providers, *b.listing.providers)
    names = [name for name in all_names if name_keys(name) & both]
    if names:
        return [f"provider {min(names, key=lambda name: (len(name), name))} in both"]
    if a.providers and b.providers:
        return [f"though offered by {a.listing.providers[0]} and {b.listing.providers[0]}"]
    return []


def _text_reason(a: NormalizedListing, b: NormalizedListing, same: float) -> list[str]:
    if same >= load().thresholds.full_copied:
        return [f"{round(100 * same)} % of the description is the same text"]
    share = shared(a.text, b.text)
    return [f"descriptions share {round(100 * share)} % of their words"] if share else []
