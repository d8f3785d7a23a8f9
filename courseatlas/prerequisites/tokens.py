"""Tokens of a statement of prerequisites: courses, connectives, marks of a choice, other words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from courseatlas.prerequisites.expressions import Expression
from courseatlas.prerequisites.statement import SIGN
from courseatlas.values.numbers import NUMBER_WORDS

Kind = Literal["item", "words", "and", "or", "comma", "semicolon", "choose", "either", "all"]

_NUMBER = "|".join(["any", *NUMBER_WORDS, r"\d{1,2}"])
_LIST = (
    r"(?:\s+(?:the|these|those))?(?:\s+(?:following|below))?(?:\s+(?:two|three|four|five|six|\d))?"
    r"(?:\s+(?:additional\s+)?(?:courses?|classes|subjects|options|combinations|sequences))?"
    r"(?:\s+below)?"
)
_TOKEN = re.compile(
    rf"(?P<item>{SIGN})"
    r"|(?P<semicolon>;)|(?P<comma>,)"
    r"|\b(?P<either>either)\b"
    rf"|\b(?P<choose>(?P<number>{_NUMBER})\s+(?:or more\s+)?(?:additional\s+|other\s+)?"
    r"(?:(?:courses?|classes|subjects)\s+(?:with\s+[^,;:()]{0,30}?\bgrades?\s+of\s+\S{1,3}\s+)?"
    r"|(?P<amount>(?:credit|semester|quarter)?\s*"
    r"(?:credits?|units?|hours?)\s+))?(?:chosen\s+|selected\s+)?(?:of|from(?:\s+among)?|among)\b"
    rf"{_LIST}\s*(?P<colon>:)?)"
    r"|\b(?P<all>(?:both(?:\s+of)?\b"
    rf"|all\s+of\b{_LIST}|(?:all\s+|each\s+of\s+)?the\s+following\b{_LIST})\s*(?P<list>:)?)"
    r"|(?P<or>\b(?:and/or|or|ou|oder)\b|\||(?<=[\U000f0000-\U000ffffd])\s*/\s*(?=[\U000f0000-\U000ffffd]))"
    r"|(?P<and>\b(?:and|et|und|plus|as well as|along with|together with|in addition to)\b|[&+])",
    re.I,
)
# a condition, and not the second half of a title such as "Data Structures and Algorithms"
_CONDITION = re.compile(
    r"\b(?:permission|consent|approval|standing|equivalent|gpa|scores?|placement|credits?|hours|units"
    r"|admission|admitted|knowledge|experience|background|familiarity|proficiency|status|enrol\w*"
    r"|instructor|department|exam\w*|test|waiver|grades?|students?)\b",
    re.I,
)
_CONSENT = re.compile(r"\b(?:permission|consent|approval|waiver|instructor|authorization)\b", re.I)


@dataclass(frozen=True)
class Token:
    """One token. `expression` is that of an item.

    `number` is how many of a list are chosen, 0 where only credits are said. `has_list` says that a
    colon stands behind the mark of a choice.
    """

    kind: Kind
    words: str = ""
    expression: Expression | None = None
    number: int = 1
    has_list: bool = False

    @property
    def is_consent(self) -> bool:
        """Whether the words name a person's consent, which may stand for all that is asked."""
        return self.kind == "words" and bool(_CONSENT.search(self.words))

    @property
    def is_title(self) -> bool:
        """Whether the words may be a part of a course's title."""
        return (
            self.kind == "words" and self.words[:1].isupper() and not _CONDITION.search(self.words)
        )


def tokens(statement: str, expressions: Mapping[str, Expression]) -> list[Token]:
    """The tokens of a statement. `expressions` says what each of its signs stands for."""
    return _with_whole_titles(list(_tokens(statement, expressions)))


def _tokens(statement: str, expressions: Mapping[str, Expression]) -> Iterator[Token]:
    end = 0
    for match in _TOKEN.finditer(statement):
        yield from _words(statement[end : match.start()])
        end = match.end()
        kind = cast(Kind, match.lastgroup)
        if kind == "item":
            yield Token("item", expression=expressions[match[0]])
        elif kind == "choose":
            yield Token(kind, match[0], number=_chosen(match), has_list=bool(match["colon"]))
        else:
            yield Token(kind, match[0], has_list=bool(match["list"]))
    yield from _words(statement[end:])


def _chosen(match: re.Match[str]) -> int:
    """How many of a list are chosen; 0 for an amount of credits."""
    number = match["number"].lower()
    if match["amount"]:
        return 0
    return int(number) if number.isdigit() else NUMBER_WORDS.get(number, 1)


def _words(text: str) -> Iterator[Token]:
    words = text.strip(' .:-–—*†"“”')
    if words:
        yield Token("words", words)


def _with_whole_titles(listed: Sequence[Token]) -> list[Token]:
    """The tokens, of which the words of one title are one: "Logic and Proof"."""
    joined: list[Token] = []
    for token in listed:
        between = joined[-2:]
        if (
            token.is_title
            and len(between) == 2
            and between[0].is_title
            and between[1].kind in ("and", "or")
        ):
            words = " ".join(part.words for part in (*between, token))
            joined[-2:] = [Token("words", words)]
        else:
            joined.append(token)
    return joined
