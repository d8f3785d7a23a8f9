"""What a heading or a sentence asks of the courses under it: "Choose two of the following"."""

import re
from dataclasses import dataclass

from courseatlas.values.numbers import NUMBER_WORDS, cardinal

_NUMBER = rf"{'|'.join(NUMBER_WORDS)}|\d+"
_UNIT = r"semester|quarter|credits?|cr\b|hours?|units?|sh\b"

_CHOICE = re.compile(
    r"\b(?:select|choose|chosen|(?:one|two|three|any) of|from the following|either"
    r"|complete\b.*\b(?:from|of the following)|options?|electives?)\b",
    re.I,
)
_SELECTION = re.compile(
    r"\b(?:select|choose|one|two|three|any|complete)\b.*\b(?:of the following|from)\b"
    r"|\belectives?\b|\boptions?\b|\beither\b",
    re.I,
)
_INTRODUCTION = re.compile(
    r"\b(?:choose|select|complete|take|pick)\b.*\b(?:following|from|below|listed|of these)\b"
    r"|\b(?:one|two|three|four) of the following\b",
    re.I,
)
_VERB = re.compile(r"(?:complete|choose|select|earn)\b", re.I)
_ALL = re.compile(r"\ball of\b|\brequired\b|\bcore\b", re.I)
_ELECTIVE = re.compile(r"elective", re.I)
_REQUIRED = re.compile(
    r"\brequire|\bcore\b|\bsemester\b|\byear\b|\bfoundation|\bprerequisites?\b|\bmajor courses\b",
    re.I,
)
# "Choose two", "One of the following"; an amount of credit is not a count
_COUNT = re.compile(
    rf"\b(?:select|choose|complete|take|earn)\s+(?:at least\s+|any\s+)?(?P<chosen>{_NUMBER})\b"
    rf"(?!\s*(?:{_UNIT}))|^(?P<first>{'|'.join(NUMBER_WORDS)})\b",
    re.I,
)
_CREDITS = re.compile(
    r"(?P<amount>\d{1,3}(?:\.\d+)?)\s*(?:semester\s+|quarter\s+|credit\s+)?"
    r"(?:hours?|units?|credits?|sh)\b",
    re.I,
)
_CREDITS_IN_TITLE = re.compile(
    r"\((?P<amount>\d{1,3})(?:\s*[-–]\s*\d{1,3})?\s*(?:cr\.?|credits?|credit hours?)\)", re.I
)
_OR = re.compile(r"(?:and/)?or:?", re.I)
_ENDS_IN_OR = re.compile(r"\bor$", re.I)


@dataclass(frozen=True)
class Rule:
    """A group of courses: its title, whether they are a choice, and how many or how much of them.

    `credits` is an amount of credit in the catalog's own unit.
    """

    title: str | None = None
    is_choice: bool = False
    count: int | None = None
    credits: float | None = None

    @property
    def role(self) -> str:
        """The `role` of a course under the rule."""
        return "elective" if self.is_choice else "required"


def read_rule(words: str, amount: str = "") -> Rule:
    """The rule that a heading or a comment states of the courses under it.

    `amount` is the number in the column of credits. It counts if the words themselves name no
    amount.

    >>> read_rule("Choose two of the following:")
    Rule(title='Choose two of the following:', is_choice=True, count=2, credits=None)
    >>> read_rule("Core Requirements")
    Rule(title='Core Requirements', is_choice=False, count=None, credits=None)
    """
    if not is_choice(words) or (asks_for_all(words) and not _ELECTIVE.search(words)):
        return Rule(words or None)
    credits = choose_credits(words)
    if credits is None and re.fullmatch(r"\d{1,3}(?:\.\d+)?", amount):
        credits = float(amount) or None
    return Rule(words, True, choose_count(words), credits)


def is_choice(words: str) -> bool:
    """Whether a heading or a comment offers a choice.

    >>> is_choice("Technical Electives"), is_choice("One of the following"), is_choice("Core")
    (True, True, False)
    """
    return bool(_CHOICE.search(words))


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
    return bool(_INTRODUCTION.search(sentence))


def begins_with_verb(words: str) -> bool:
    """Whether a rule begins as an order: "Complete 2 of the following"."""
    return bool(_VERB.match(words))


def asks_for_all(words: str) -> bool:
    """Whether words ask for every course of a group, whatever else they say."""
    return bool(_ALL.search(words))


def states_requirement(words: str) -> bool:
    """Whether the heading of a group says that its courses are required, or of one term or year."""
    return bool(_REQUIRED.search(words))


def choose_count(words: str) -> int | None:
    """How many courses of a group are to be chosen, or None where the words name no number.

    >>> choose_count("Select two of the following"), choose_count("Choose 12 credit hours")
    (2, None)
    """
    count = _COUNT.search(words)
    return cardinal(count["chosen"] or count["first"]) if count else None


def choose_credits(words: str) -> float | None:
    """How much credit of a group is to be chosen, or None where the words name no amount.

    >>> choose_credits("Choose 12 credit hours"), choose_credits("Choose two")
    (12.0, None)
    """
    credits = _CREDITS.search(words)
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
