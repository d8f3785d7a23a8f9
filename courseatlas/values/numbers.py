"""Numbers as sites print them: "1,320.50", "1.320,50", "1 299", "12k", "1.2M", "4,6", "two"."""

import re
from decimal import Decimal

# the numbers that catalogs print in words: how many courses are to be chosen, how many weeks
NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}

_HALF = r"(?P<half>\s+and\s+(?:a|one)[\s-]half)?"
_WORD = re.compile(rf"\b(?P<word>{'|'.join(NUMBER_WORDS)})\b{_HALF}", re.I)
_PLAIN = re.compile(r"(\d+)(?:[.,](\d{1,2}|\d{4,}))?")
_GROUPED = re.compile(r"(\d{1,3}(?:([,.'’ ])\d{3})(?:\2\d{3})*)(?:[.,](\d{1,2}))?")
_INDIAN = re.compile(r"(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d{1,2}))?")
_SCALE = {
    "k": 1_000,
    "m": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
    "thousand": 1_000,
    "mil": 1_000,
    "b": 1_000_000_000,
    "lakh": 100_000,
}
_COUNT = re.compile(
    r"(?<![\w.,])(\d[\d.,' ’]*\d|\d)\s*(k|m|mio|million|thousand|mil|b|lakh)?(?!\w)", re.I
)
_RATING = re.compile(
    r"(?<![\d.,])([0-5](?:[.,]\d{1,3})?)(?![\d.,]*\d)(?:\s*(?:/|out of|von|sur|de)\s*(\d+))?"
)


def decimal(text: str) -> Decimal | None:
    """A printed number with thousands and decimal marks of either kind.

    None where the marks contradict one another. A single mark before three digits separates
    thousands.

    >>> decimal("1.320,50"), decimal("1,320"), decimal("1.320.50")
    (Decimal('1320.50'), Decimal('1320'), None)
    """
    digits = re.sub(r"\s", " ", text.strip())
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        whole, mark, cents = grouped.groups()
        if cents and digits[len(whole)] == mark:
            return None
        return Decimal(re.sub(r"\D", "", whole) + (f".{cents}" if cents else ""))
    number = _INDIAN.fullmatch(digits) or _PLAIN.fullmatch(digits)
    if number is None:
        return None
    return Decimal(number[1].replace(",", "") + (f".{number[2]}" if number[2] else ""))


def count(text: object) -> int | None:
    """The people or ratings that a string counts; None where it counts none.

    >>> count("1.2M"), count("12k"), count("(3,408 ratings)"), count("12,345+ already enrolled")
    (1200000, 12000, 3408, 12345)
    """
    if isinstance(text, int) and not isinstance(text, bool):
        return text if text >= 0 else None
    match = _COUNT.search(text) if isinstance(text, str) else None
    number = decimal(match[1]) if match else None
    if number is None or match is None:
        return None
    scaled = number * _SCALE[match[2].lower()] if match[2] else number
    return int(scaled) if scaled == int(scaled) else None


def rating(text: object) -> float | None:
    """A mean rating on SCHEMA's scale of 0 to 5; None on another scale.

    >>> rating("4,6"), rating("4.6 out of 5"), rating("9.2/10"), rating("46")
    (4.6, 4.6, None, None)
    """
    if isinstance(text, int | float) and not isinstance(text, bool):
        return float(text) if 0 <= text <= 5 else None
    match = _RATING.search(text) if isinstance(text, str) else None
    if not match or (match[2] and match[2] != "5"):
        return None
    value = float(match[1].replace(",", "."))
    return value if value <= 5 else None


def cardinal(printed: str) -> int | None:
    """The whole number that a word or digits name; None for anything else.

    >>> cardinal("Two"), cardinal("12"), cardinal("any")
    (2, 12, None)
    """
    word = printed.strip().casefold()
    return int(word) if word.isdigit() else NUMBER_WORDS.get(word)


def in_digits(text: str) -> str:
    """A text with its number words as digits, for a parser that reads digits.

    >>> in_digits("One to three credits"), in_digits("one and one-half units")
    ('1 to 3 credits', '1.5 units')
    """
    return _WORD.sub(_digits_of, text)


def _digits_of(number: re.Match[str]) -> str:
    whole = NUMBER_WORDS[number["word"].casefold()]
    return f"{whole}.5" if number["half"] else str(whole)
