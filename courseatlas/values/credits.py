"""Credits: "3 Credits", "1-4 Hours", "Var", "2-2-3" with its label."""

import re
import unicodedata

from courseatlas.values.numbers import NUMBER_WORDS, cardinal, in_digits

Credits = tuple[float | None, float | None, str | None]

_NUMBER = r"\d{1,3}(?:\.\d+)?"
# the hours of lecture, laboratory and preparation, whose sum are the units where a source says so
_HOURS_OF_UNITS = re.compile(
    rf"(?<![\d.-])({_NUMBER})-({_NUMBER})-({_NUMBER})(?=\s*units?\b)", re.I
)
# three numbers and more are hours of contact, and at times the credits as well
_CONTACT_HOURS = re.compile(rf"(?<![\d.-]){_NUMBER}(?:\s*[-–:]\s*{_NUMBER}){{2,}}(?![\d.-])")
_THREE_NUMBERS = re.compile(rf"\s*\(?({_NUMBER})\s*[-–]\s*({_NUMBER})\s*[-–]\s*({_NUMBER})\)?\s*")
_LABELLED_HOURS = re.compile(rf"(?<![\d.]){_NUMBER}(?:(?:\s*[-–:/,]\s*|\s+){_NUMBER}){{2,}}")
# a label that calls the last of them the credits: "Lecture-Lab-Credit", "L-T-P-C"
_LABEL_ENDS_IN_CREDITS = re.compile(
    r"\blec\w*\W+(?:\w+\W+)?lab\w*\W+cr(?:edits?|s|\.|\b)|\bL\W*T\W*P\W*(?:[JS]\W*)?C\b", re.I
)
_CREDITS_IN_PROSE = re.compile(
    rf"\b({'|'.join(NUMBER_WORDS)}|\d+)\s+(?:semester\s+|quarter\s+)?credits?\b", re.I
)
_CREDIT_WORD = re.compile(r"\s*(?:credits?|cr\b|crs\b)", re.I)
_RANGE = re.compile(
    rf"(?<![\w.])({_NUMBER})(?:\s*(?:-|–|—|/|\bto\b|\bor\b|,)\s*({_NUMBER}))*(?![\w.]*\d)", re.I
)
_BOUNDS = re.compile(rf"({_NUMBER})\s*(?:-|–|—|\bto\b)\s*({_NUMBER})", re.I)
_SEMESTER_HOUR = (
    r"semester[\s-]*(?:credit[\s-]*)?(?:hours?|credits?|units?)|\bs\.?h\.?(?![a-z])"
    r"|\b(?:credits?|cr\.?)[\s-]*(?:hours?|hrs?)\b|\bhours?\b|\bhrs?\b|\bh\b"
)
_QUARTER_HOUR = (
    r"\bq(?:uarter|tr\b\.?)[\s-]*(?:credit[\s-]*)?(?:hours?|hrs?\b|units?|credits?)|\bq\.?h\b"
)
# credits that the law of a country equates with ECTS: Italy's CFU, Sweden's högskolepoäng, Norway's
# studiepoeng, Finland's opintopiste and Germany's Leistungspunkte
_ECTS = (
    r"\b(?:cr[eé]dit[os]*s?\s+)?ECTS\b|\bCFU\b|\bh[öo]gskolepo[äa]ng\b|\bhp\b"
    r"|\bstudiepoeng\b|\bopintopiste|\bLP\b|\bLeistungspunkten?\b"
)
_UNITS = (
    (re.compile(_QUARTER_HOUR, re.I), "quarter_hour"),
    (re.compile(_SEMESTER_HOUR, re.I), "semester_hour"),
    (re.compile(_ECTS, re.I), "ects"),
    (re.compile(r"\bCEUs?\b|continuing education units?", re.I), "ceu"),
    (re.compile(r"\bunits?\b", re.I), "unit"),
    # the United Kingdom's CATS points are called credits by the universities themselves
    (re.compile(r"\bcr[eé]dit[os]*s?\b|\bcr\b|\bCATS\b", re.I), "credit"),
)
_AT_MOST = re.compile(r"(?:\bup to|\bmax(?:imum|\.)?(?: of)?)\s*$", re.I)
_AT_LEAST = re.compile(r"(?:\bat least|\bmin(?:imum|\.)?(?: of)?)\s*$", re.I)
_NO_CREDIT = re.compile(r"\bno credit\b|\bnon-?credit\b", re.I)
# "(2-3) 3 hours": the hours of lecture and laboratory before the credits
_CONTACT = re.compile(r"^\s*\(\d+(?:\.\d+)?-\d+(?:\.\d+)?\)\s*(?=\d)")
_COMMA = re.compile(rf"(?<!\d)(\d{{1,2}}),(\d)(?=\s*(?:{_ECTS}|CATS\b))", re.I)
_FRACTION = re.compile(r"(\d*)\s?([¼½¾⅓⅔])")
# numbers that count something else: hours in class, and the level or the term of a course
_OF_CONTACT = re.compile(
    rf"{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?\s*"
    r"(?:SWS\b|(?-i:[LTP])\b|(?:clock|contact|class|lecture|lab(?:oratory)?)\W+h(?:ou)?rs?\b)",
    re.I,
)
_ORDINAL = re.compile(
    r"\b(?:level|semester|term|stage|year)\s+\d{1,2}\b(?!\.\d|\s*(?:cr|unit|h|ECTS))[\s,;:]*",
    re.I,
)


def credits(text: str | None) -> Credits:
    """(least, most, unit) of a printed credit string; each is None where the string does not say.

    >>> credits("(1-4 Hours)")
    (1.0, 4.0, 'semester_hour')
    >>> credits("3-0-9 units"), credits("one to three credits")
    ((None, None, None), (1.0, 3.0, 'credit'))
    >>> credits("Lecture-Lab-Credit: 2-2-3"), credits("2-2-3")
    ((3.0, 3.0, None), (None, None, None))
    >>> credits("L-T-P-C: 3-0-2-4"), credits("36L/12T")
    ((4.0, 4.0, None), (None, None, None))
    """
    if not text:
        return None, None, None
    if not re.search(r"\d", text):
        text = in_digits(text)
    text = _counting_credits(_COMMA.sub(r"\1.\2", _CONTACT.sub("", text)))
    unit = _unit_of_first_number(text)
    if _NO_CREDIT.search(text):
        return 0.0, 0.0, unit
    numbers = _RANGE.search(text)
    label = _LABEL_ENDS_IN_CREDITS.search(text)
    labelled = _LABELLED_HOURS.search(text, label.end()) if label else None
    contact_hours = labelled or _CONTACT_HOURS.search(text)
    if contact_hours and numbers and contact_hours.start() <= numbers.start():
        return _last_of_contact_hours(text, contact_hours, labelled is not None)
    if not numbers or _is_broken(numbers[0]):
        return None, None, None if numbers else unit
    values = [float(number) for number in re.findall(_NUMBER, numbers.group())]
    return _bounded(min(values), max(values), unit, before=text[: numbers.start()])


def _counting_credits(text: str) -> str:
    """The text without the numbers that count something else, and with fractions as decimals.

    >>> _counting_credits("Level 7, 1½ credits (2 SWS)")
    '1.5 credits ()'
    """
    text = _FRACTION.sub(
        lambda printed: f"{int(printed[1] or 0) + unicodedata.numeric(printed[2]):.3g}", text
    )
    return _OF_CONTACT.sub("", _ORDINAL.sub("", text))


def is_hours_of_contact(text: str) -> bool:
    """Whether a printed string has numbers, and all of them count hours in class.

    >>> is_hours_of_contact("36L/12T"), is_hours_of_contact("3 hours")
    (True, False)
    """
    left, found = _OF_CONTACT.subn("", text)
    return found > 0 and not re.search(r"\d", left)


def sum_of_hours(text: str) -> str:
    """A printed credit string with three numbers of hours replaced by their sum.

    It is meant for a source that declares the sum to be the credits, as MIT does: elsewhere three
    numbers are hours of contact.

    >>> sum_of_hours("3-0-9 units. REST"), sum_of_hours("12 units")
    ('12 units. REST', '12 units')
    """
    return _HOURS_OF_UNITS.sub(lambda hours: f"{sum(map(float, hours.groups())):g}", text)


def credits_as(meaning: str, text: str) -> str:
    """A printed credit string as the parser reads it, by what a source says of three numbers."""
    readings = {"sum_of_hours": sum_of_hours, "last_of_hours": last_of_hours}
    return readings[meaning](text) if meaning in readings else text


def last_of_hours(text: str) -> str:
    """A printed credit string that consists of three numbers as the last of them.

    It is meant for a source whose numbers are lecture, laboratory and credits.

    >>> last_of_hours("(3-2-4)"), last_of_hours("3-0-9 units")
    ('4', '3-0-9 units')
    """
    hours = _THREE_NUMBERS.fullmatch(text)
    return hours[3] if hours else text


def ends_in_credits(text: str | None) -> bool | None:
    """Whether the last of three printed numbers may be the credits; None for any other string.

    Credits are no fewer than the hours of lecture, and no more than all hours.

    >>> ends_in_credits("3-2-4"), ends_in_credits("3-2-0"), ends_in_credits("3 credits")
    (True, False, None)
    """
    hours = _THREE_NUMBERS.fullmatch(text) if isinstance(text, str) else None
    if hours is None:
        return None
    lecture, laboratory, last = map(float, hours.groups())
    return lecture <= last <= lecture + laboratory and last > 0


def _last_of_contact_hours(text: str, hours: re.Match[str], is_labelled: bool) -> Credits:
    """The last of several numbers, where a label or the word behind it calls it the credits."""
    is_named = _CREDIT_WORD.match(text, hours.end())
    if not is_labelled and not is_named:
        return None, None, None
    last = float(re.findall(_NUMBER, hours.group())[-1])
    return last, last, credit_unit(text[hours.end() :]) if is_named else None


def credits_in_words(text: str | None, prose: str | None) -> float | None:
    """The last of three printed numbers, where prose says that it is the credits.

    >>> credits_in_words("2-2-3", "Two lecture hours, two laboratory hours, three credits.")
    3.0
    >>> credits_in_words("2-2-3", "Two lecture hours and two laboratory hours.")
    """
    if not text or text[-1].isalpha() or not _CONTACT_HOURS.fullmatch(text.strip()):
        return None
    last = float(re.findall(_NUMBER, text)[-1])
    amounts = {cardinal(amount[1]) for amount in _CREDITS_IN_PROSE.finditer(prose or "")}
    return last if amounts == {last} else None


def _is_broken(numbers: str) -> bool:
    """Whether a range runs downwards, so that one of its ends is wrong: "7 to 3.000"."""
    bounds = _BOUNDS.search(numbers)
    return bounds is not None and float(bounds[1]) > float(bounds[2])


def _bounded(least: float, most: float, unit: str | None, before: str) -> Credits:
    """The range, open on one side if a single number follows "up to" or "at least"."""
    if least == most and _AT_MOST.search(before):
        return None, most, unit
    if least == most and _AT_LEAST.search(before):
        return least, None, unit
    return least, most, unit


def _unit_of_first_number(text: str) -> str | None:
    """The unit of the first number, if "Credits 4. 3 Lecture Hours." has several, else any unit."""
    first = re.split(r"\.\s+(?=\d)", text)[0]
    return credit_unit(first) or credit_unit(text)


def credit_unit(text: str) -> str | None:
    """The unit that a printed string names, as a word of the schema's `credit_unit`, or None.

    The unit that comes first after the number wins: "4 semester hours (or 6 quarter hours)".
    """
    number = re.search(r"\d", text)
    if number:
        matches = [(pattern.search(text, number.start()), unit) for pattern, unit in _UNITS]
        after_number = [(match.start(), unit) for match, unit in matches if match]
        if after_number:
            return min(after_number, key=lambda position_and_unit: position_and_unit[0])[1]
    return next((unit for pattern, unit in _UNITS if pattern.search(text)), None)
