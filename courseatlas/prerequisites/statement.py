"""The part of a text on prerequisites that asks for courses taken before.

Corequisites, recommendations, and sentences on who may not take the course name courses too.
Codes are signs of Unicode's private use here, so that no pattern takes one apart.
"""

import re
from collections.abc import Callable

SIGN = "[\U000f0000-\U000ffffd]"

# an abbreviation's dot ends no sentence
_ABBREVIATION = re.compile(
    r"\b(min|max|e\.g|i\.e|etc|vs|st|dept|intro|prof|dr|equiv|approx|incl|cr|hrs?|sem|no)\.(?=\s)",
    re.I,
)
_SENTENCE_END = re.compile(rf"(?<=[\w)%*\"”'{SIGN[1:-1]}])\.\s+(?=[A-Z(]|{SIGN})")
_LABEL = re.compile(
    r"(?<!advised )(?<!recommended )(?<!suggested )(?<!desired )"
    r"(?:\bpre-?\s?(?:or|and|/)\s?co-?requisites?|\bpre-?requisites?\s+(?:or|and|/)\s+co-?requisites?"
    r"|\bco-?requisites?\s+or\s+pre-?requisites?|\bpre-?requisites?(?!\s+(?:for|to|of)\b)"
    r"|\bpre-?reqs?\b|^P)\s*[:.]\s*",
    re.I,
)
# what follows such a label, up to the end of the sentence, asks for no course taken before
_OTHER_LABEL = re.compile(
    r"\b(?:co-?req(?:uisite)?s?|concurrent\w*|(?:highly |strongly )?recommend\w*|advis\w+|suggested"
    r"|desired|restrictions?|anti-?req(?:uisite)?s?|exclusions?|preclusions?|equivalents?|equivalency"
    r"|cross-?list\w*|same as|formerly|notes?)"
    rf"(?:\s(?!(?:or|and)\b)[^:.;{SIGN[1:-1]}]{{0,30}})?:.*",
    re.I,
)
_RECOMMENDED_THAT = re.compile(
    r"\b(?:it is )?(?:highly |strongly )?recommended (?:that|to)\b.*", re.I
)
# up to the end of the piece: who may not take the course, and what gives no credit
_EXCLUDES = re.compile(
    r"\b(?:not open|not completed|not (?:concurrently )?enrolled|no credit"
    r"|may not|cannot|can not|will not|must not|should not|do(?:es)? not"
    r"|not (?:be )?(?:eligible|allowed|permitted|receive|available|intended|taken|for credit)"
    r"|ineligible|(?:restricted|limited|open only) to(?! students)"
    r"|credit (?:is |will )?not|not both|credit for (?:only|both)|duplicates? credit"
    r"|forfeit|serves? as)\b",
    re.I,
)
_ABOUT_STUDENTS = re.compile(
    r"\b(?:(?:and |but )?students?|those|anyone|persons?|credit|only one of)\b"
    r"(?! (?:must|should|need)\b)",
    re.I,
)
# where one course takes the place of another, the text no longer tells what is asked
_REPLACES = re.compile(r"\b(?:in place of|instead of|in lieu of|substitut\w+)\b", re.I)
_OPTIONAL = re.compile(
    r"\b(?:recommended|helpful|useful|beneficial|advised|desirable|suggested|encouraged|preferred"
    r"|optional|not required)\b",
    re.I,
)
_EXCEPTION = re.compile(
    r"\b(?:(?:but|and) not|other than|except(?: for)?|excluding|without)\b[^,;]*", re.I
)
_NO_BETTER = re.compile(r"\bor\s+(?:better|higher|above|greater|later|a higher grade)\b", re.I)
_TWO_GRADES = re.compile(r"(\bgrades? (?:of )?[A-D][+-]?)\s+or\s+[A-DPS][+-]?(?![\w])")
# a course that was taken or is taken now: it is a prerequisite all the same
_TAKEN_OR_CONCURRENT = re.compile(
    r"\b(?:credit|completion|completed|complete|enrollment|taken|prior|previous(?:ly)?|passed)"
    r"(?:\s+(?:of|in|for|with))?,?\s+(?:or|and/or)\s+(?:be |may be )?"
    r"(?:concurrent(?:ly)?|simultaneous(?:ly)?)"
    r"(?:\s+(?:enroll\w*|regist\w*|completion|taking|credit|in|for|with|of))*",
    re.I,
)
# words that name a course which is not taken before: they may be an alternative
_NAMED_ONLY = re.compile(
    r"\b(?:(?:concurrent(?:ly)?|simultaneous(?:ly)?)(?:\s+(?:enroll\w*|regist\w*|taking|credit))?"
    r"(?:\s+(?:in|for|with|of))?|co-?req(?:uisite)?s?|placement\s+(?:in|into|above|out\s+of)|eligib\w+\s+(?:for|to\s+\w+)"
    rf"(?:\s+in)?|exempt\w*\s+from)\s*{SIGN}(?:\s*(?:or|and|/)\s*{SIGN})*",
    re.I,
)
# "probability (e.g. STAT 1, STAT 2)": each of them will do
_EXAMPLES = re.compile(r"\b(?:e\.?g\.?|such as|for (?:example|instance))(?=[\s,:]),?:?", re.I)
# of a bracket that has such words the courses are not asked for
_ASIDE = re.compile(
    r"^\s*not\b|\b(?:formerly|previously|same as|cross-?listed|equivalent to|recommended"
    r"|students|scores?|co-?requisites?)\b",
    re.I,
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, its labels for prerequisites left out."""
    plain = _ABBREVIATION.sub(r"\1", text.replace("(s)", "s"))
    return [
        sentence.rstrip(". ")
        for labelled in _LABEL.split(plain)
        for sentence in _SENTENCE_END.split(labelled)
        if sentence.strip(". ")
    ]


def asked_for(sentence: str, condition: Callable[[str], str]) -> str:
    """The sentence without what it does not ask for.

    `condition` gives the sign that stands for words such as "concurrent enrollment in CS 2" or
    "placement into CS 2".
    """
    kept = _EXAMPLES.sub(" one of: ", _TAKEN_OR_CONCURRENT.sub(" ", sentence))
    kept = _NAMED_ONLY.sub(lambda match: condition(match[0]), kept)
    kept = _NO_BETTER.sub("", _TWO_GRADES.sub(r"\1", kept))
    kept = _EXCEPTION.sub("", _RECOMMENDED_THAT.sub("", _OTHER_LABEL.sub("", kept)))
    return ";".join(_without_exclusion(piece) for piece in kept.split(";"))


def is_aside(bracket: str) -> bool:
    """Whether the words of a bracket tell of its courses something else than to take them."""
    return bool(_ASIDE.search(bracket))


def _without_exclusion(piece: str) -> str:
    """A piece between semicolons, up to where it tells who may not take the course."""
    if _REPLACES.search(piece):
        return ""
    excludes = _EXCLUDES.search(piece)
    if excludes:
        about = _ABOUT_STUDENTS.search(piece, 0, excludes.start())
        piece = piece[: about.start() if about else excludes.start()]
    if not _OPTIONAL.search(piece):
        return piece
    return ",".join(part for part in piece.split(",") if not _OPTIONAL.search(part))
