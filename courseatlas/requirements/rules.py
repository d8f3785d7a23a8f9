"""What a heading or a sentence asks of the courses under it: "Choose two of the following"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from courseatlas.values.numbers import NUMBER_WORDS, cardinal, in_digits

_WORDS = "|".join(NUMBER_WORDS)
_NUMBER = rf"{_WORDS}|\d{{1,2}}"
_UNIT = (
    r"(?:additional\s+|more\s+)?(?:(?:semester|quarter|credit)[\s-]+)*"
    r"(?:hours?|hrs?|units?|credits?|cr|sh|s\.h|points?|ECTS|LP)\b"
)
# "two or more" and "2-3" are no one number
_ONE_NUMBER = rf"(?P<number>{_NUMBER})\b(?!\s*[-–]|\.\d|\s+(?:or|to)\s+(?:more|{_NUMBER})\b)"
_LEAST = r"(?:at least\s+|a minimum of\s+|any\s+|an additional\s+)?"
# "up to two" sets a limit, and asks for nothing
_NO_LIMIT = r"(?<!\bup to )(?<!\bat most )(?<!\bmore than )(?<!\bmaximum of )"

_PICK = r"select|choose|chosen|pick"
_LIST = rf"the (?:following|below|listed|courses)|these|those|{_NUMBER}|(?-i:[A-Z]{{2}})"
_OF_LIST = rf"(?:(?:from|among)\b|of(?::|$|\s+(?:{_LIST})))"
# words that offer a choice, whatever else a line says: "Choose two", "Five of the following
# courses", "12 credits from", "from the following"
_COUNTED = re.compile(
    rf"\b(?:{_PICK})\b|\bfrom (?:the|one of the) following\b|\beither\b"
    rf"|(?<![\d.])\b(?:(?:{_NUMBER})|any|some)\s+(?:[a-z-]+\s+){{0,2}}?{_OF_LIST}"
    rf"|\b(?:complete|take|earn)\s+{_LEAST}(?:{_NUMBER})\b(?!\s*{_UNIT})(?!\.\d)"
    r"|\b(?:complete|take|earn)\b.*\b(?:from|of the following)\b"
    rf"|\b\d{{1,3}}(?:\.\d+)?\s*{_UNIT}.*\bfrom\b",
    re.I,
)
# words that a list of electives is called by
_ELECTIVE = re.compile(
    r"\belectives?\b|\bwahl(?:pflicht)?(?:module?|bereich|fächer|kurse)\b|\boptati[vf][aeo]?s?\b"
    r"|\boptionnel(?:le)?s?\b|\bau choix\b|\ba scelta\b|\bkeuzevakken\b|\boptional modules\b",
    re.I,
)
_CHOICE_NOUN = re.compile(rf"{_ELECTIVE.pattern}|\boptions?\b|\bcomplementary courses?\b", re.I)
_SELECTION = re.compile(
    rf"\b(?:select|choose|any|complete|{_WORDS})\b.*\b(?:of the following|from)\b"
    r"|\belectives?\b|\boptions?\b|\beither\b",
    re.I,
)
_INTRODUCTION = re.compile(
    r"\b(?:choose|select|complete|take|pick|earn)\b.*\b(?:following|from|below|listed|of these)\b"
    rf"|\b(?:{_NUMBER})\b.*\b(?:of|from) (?:the following|these)\b|\bfrom the following\b",
    re.I,
)
_VERB = re.compile(r"(?:complete|choose|select|earn|pick|take)\b", re.I)
_ALL = re.compile(
    r"\ball (?:of )?(?:the|these)\b|\ball of\b|\beach of the\b|\bboth of\b|\ball courses\b"
    r"|\b(?:completed?|taken?) (?:both|the following|these)\b(?!.*\b(?:from|of)\b)"
    r"|^(?:this course|these courses|(?:complete|take) (?:all|each))\b\W*$",
    re.I,
)
# nothing but an order for what follows: "All of the following courses:", "Both of these"
_ALL_FOLLOWING = re.compile(
    r"(?:(?:and|plus|complete|take)\s+)?(?:all|both|each)\s+(?:of\s+)?(?:the following|these)"
    r"(?:\s+courses?)?\W*",
    re.I,
)
_REQUIRED_NOUN = re.compile(r"\b(?:required|core|pflicht\w+|obligatoi?r\w{1,2})\b", re.I)
# a heading over required courses and electives alike says nothing of the single course
_BOTH = re.compile(
    r"\b(?:requirements?|required(?: courses)?|core)\s*(?:and|&|/|,)\s*(?:\w+ )?"
    r"(?:electives?|options?)"
    r"|\b(?:electives?|options?)\s*(?:and|&|/|,)\s*(?:\w+ )?(?:requirements?|required)",
    re.I,
)
# courses that a program only advises; a recommended sequence is a plan of those that it requires
_ADVISED = re.compile(
    r"^(?:strongly |highly )?(?:recommended|suggested|optional)\b"
    r"|\b(?:following|these)\b.*\bare (?:strongly |highly )?(?:recommended|suggested|optional)\b"
    r"|\b(?:recommended|suggested|optional) (?:\w+ )?(?:courses?|electives?|preparation)\b",
    re.I,
)
_MOST_WORDS_OF_HEADING = 10
_PLAN = re.compile(r"\b(?:sequence|plan|schedule|timeline|roadmap|map|path)\b", re.I)
_COUNT = re.compile(
    rf"\b(?:{_PICK}|complete|take|earn)\s+{_LEAST}{_ONE_NUMBER}(?!\s*{_UNIT})"
    rf"|\b{_NO_LIMIT}(?<![\d.-])(?P<first>{_NUMBER})\s+(?!{_UNIT})(?:[a-z-]+\s+){{0,2}}?{_OF_LIST}"
    rf"|\belectives?\W+(?P<behind>{_NUMBER})\s+courses?\b"
    rf"|^(?P<leading>{_WORDS})\b(?![-–]|\s+(?:or|to)\s)(?!\s*{_UNIT})",
    re.I,
)
_CREDITS = re.compile(
    rf"{_NO_LIMIT}(?<![\d.])(?<![\d.][-–])(?<!\d\s[-–]\s)(?<!\d[-–]\s)(?<!\bto\s)(?P<amount>\d{{1,3}}(?:\.\d+)?)\s*{_UNIT}",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\s+\d+(?:\.\d+)?\s+and\b", re.I)
_CREDITS_IN_TITLE = re.compile(
    r"\((?P<amount>\d{1,3})(?:\s*[-–]\s*\d{1,3})?\s*(?:cr\.?|credits?|credit hours?)\)", re.I
)
_OR = re.compile(r"[-–—(\s]*(?:and/)?or[-–—:)\s]*", re.I)
_ENDS_IN_AND = re.compile(r"(?:\band|&|\+)\W*$", re.I)
_ENDS_IN_OR = re.compile(r"\bor$", re.I)
# "or the following", "OR all of these": what follows stands for what stands before
_OR_FOLLOWING = re.compile(r"\W*or\b.{0,40}\b(?:following|these|below|sequence)\b.*", re.I)
_OPTION = re.compile(
    r"(?:option|plan|path(?:way)?|track|sequence|alternative|choice|set)"
    rf"\s+(?:[A-H]|[IVX]{{1,4}}|\d{{1,2}}|#\d|{_WORDS})\b(?!\s*(?:of|from)\b)\W*.*",
    re.I,
)


@dataclass(frozen=True)
class Rule:
    """A group of courses: its title, whether they are a choice, and how many or how much of them.

    `credits` is an amount of credit in the catalog's own unit. `is_required` tells words that ask
    for every course from words that ask for nothing; neither is a choice.
    """

    title: str | None = None
    is_choice: bool = False
    count: int | None = None
    credits: float | None = None
    is_required: bool = False


@lru_cache(4096)  # the pages of a catalog print the same few headings and rules
def read_rule(words: str, amount: str = "", offers_choice: bool = False) -> Rule:
    """The rule that a heading or a comment states of the courses under it.

    `amount` is the number in the column of credits. It counts if the words themselves name no
    amount. Courses that are only recommended are a choice without a number. `offers_choice` says
    that the markup offers a choice, whatever the words say.

    >>> read_rule("Choose two of the following:")
    Rule(title='Choose two of the following:', is_choice=True, count=2, credits=None, \
is_required=False)
    >>> read_rule("Core Requirements").is_required
    True
    """
    if is_advised(words):
        return Rule(words, True)
    if not (offers_choice or is_choice(words)):
        return Rule(words or None, is_required=asks_for_all(words))
    credits = choose_credits(words)
    if credits is None and re.fullmatch(r"\d{1,3}(?:\.\d+)?", amount):
        credits = float(amount) or None
    return Rule(words or None, True, choose_count(words), credits)


def is_choice(words: str) -> bool:
    """Whether a heading or a comment offers a choice.

    >>> is_choice("Technical Electives"), is_choice("Five of the following"), is_choice("Core")
    (True, True, False)
    """
    if is_option(words):
        return False
    counted, every = _COUNTED.search(words), _ALL.search(words)
    if every:
        # "Choose two from all of the following" offers a choice, "Choose all of the following" none
        return counted is not None and bool(words[counted.end() : every.start()].strip())
    if counted:
        return True
    if _BOTH.search(words):
        return False
    if _REQUIRED_NOUN.search(words):
        return bool(_ELECTIVE.search(words))
    return bool(_CHOICE_NOUN.search(words))


def is_advised(words: str) -> bool:
    """Whether courses under the words are recommended and not required.

    >>> is_advised("Recommended Courses"), is_advised("Suggested Course Sequence")
    (True, False)
    >>> is_advised("MATH 1 is recommended for students who have not taken algebra.")
    False
    """
    is_heading = len(words.split()) <= _MOST_WORDS_OF_HEADING
    return is_heading and bool(_ADVISED.search(words)) and not _PLAN.search(words)


def is_option(words: str) -> bool:
    """Whether a line names one of several ways: "Option A", "Track 2: Theory".

    >>> is_option("Option B (Thesis)"), is_option("Options"), is_option("Option courses")
    (True, False, False)
    """
    return bool(_OPTION.fullmatch(words.strip()))


def selects(sentence: str) -> bool:
    """Whether a sentence of prose offers a choice from a list that it names.

    Prose needs more than the word "choose": "Students choose an adviser" offers no choice of
    courses.

    >>> selects("Select 1 course from the following:"), selects("Students choose an adviser.")
    (True, False)
    """
    return bool(_SELECTION.search(sentence))


def introduces_list(sentence: str) -> bool:
    """Whether a sentence right before a list rules all of it.

    >>> introduces_list("Choose three courses from the following list:")
    True
    """
    return len(sentence) < 1000 and bool(_INTRODUCTION.search(sentence))  # longer is no sentence


def begins_with_verb(words: str) -> bool:
    """Whether a rule begins as an order: "Complete 2 of the following"."""
    return bool(_VERB.match(words))


def asks_for_all(words: str) -> bool:
    """Whether words ask for every course of a group, whatever else they say."""
    return bool(_ALL.search(words) or _REQUIRED_NOUN.search(words))


def asks_for_each(words: str) -> bool:
    """Whether words order every course of the list that follows: "Complete all of the following".

    >>> asks_for_each("Complete all the following:"), asks_for_each("Core Courses")
    (True, False)
    """
    return bool(_ALL.search(words)) and not is_choice(words)


def asks_for_following(words: str) -> bool:
    """Whether words are nothing but an order for each course that follows, and name no group."""
    return bool(_ALL_FOLLOWING.fullmatch(words.strip()))


def choose_count(words: str) -> int | None:
    """How many courses of a group are to be chosen, or None where the words name no number.

    A limit ("up to two") is no number of courses to choose.

    >>> choose_count("Select two of the following"), choose_count("Choose 12 credit hours")
    (2, None)
    >>> choose_count("Choose up to two of the following"), choose_count("At most 2 courses from")
    (None, None)
    """
    count = _COUNT.search(words)
    return cardinal(next(filter(None, count.groups()))) if count else None


def choose_credits(words: str) -> float | None:
    """How much credit of a group is to be chosen, or None where the words name no amount.

    >>> choose_credits("Choose 6-9 credits"), choose_credits("Up to 6 credits from the following")
    (None, None)
    >>> choose_credits("Nine credits from"), choose_credits("Choose 12 credit hours")
    (9.0, 12.0)
    """
    credits = None if _BETWEEN.search(words) else _CREDITS.search(in_digits(words))
    return float(credits["amount"]) or None if credits else None


def split_credits(title: str) -> tuple[str, float | None]:
    """(title, credit) of a heading that prints the group's credit in parentheses.

    >>> split_credits("Breadth (6 cr.)")
    ('Breadth ', 6.0)
    """
    credits = _CREDITS_IN_TITLE.search(title)
    amount = float(credits["amount"]) if credits else None
    return _CREDITS_IN_TITLE.sub("", title), amount


def is_or(words: str) -> bool:
    """Whether a line is the word "or" between two alternatives.

    >>> is_or("OR:"), is_or("or equivalent")
    (True, False)
    """
    return bool(_OR.fullmatch(words.strip()))


def ends_in_or(words: str) -> bool:
    """Whether a line ends in "or", so that the next one is its alternative."""
    return bool(_ENDS_IN_OR.search(words))


def joins(words: str) -> bool:
    """Whether a line is the word "and" between two courses, or ends in it.

    >>> joins("And"), joins("CS 1 Seeing and"), joins("CS 1 Seeing and Hearing")
    (True, True, False)
    """
    return bool(_ENDS_IN_AND.search(words))


def opens_alternative(words: str) -> bool:
    """Whether the lines that follow stand together for those before: "or the following:".

    >>> opens_alternative("or the following"), opens_alternative("or equivalent")
    (True, False)
    """
    return bool(_OR_FOLLOWING.fullmatch(words.strip()))
