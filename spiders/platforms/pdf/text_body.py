"""The lines of a PDF without running heads and page numbers, and the fonts of its text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from courseatlas.text import one_line
from courseatlas.values.codes import split_code
from spiders.page.pdf_text import PdfPage

# (size in half points, whether it is bold)
Font = tuple[int, bool]

# lines that near to the upper or lower edge may be running heads, as a share of a page's height
_EDGE = 0.12
_FEWEST_REPEATS = 3
# places are compared in steps of so many points
_STEP = 4
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[\d\s|•·–-]{1,12}|[ivxlc]{1,6}", re.I)
_LETTER = re.compile(r"[^\W\d]")
_CUT_WORD = re.compile(r"(?P<start>[\w-]*[^\W\d])-$")


@dataclass(frozen=True)
class PageLine:
    """A line of the text with its page. `lead` are the letters as bold as the first one."""

    words: str
    page: int
    font: Font
    lead: int


@dataclass(frozen=True)
class TextBody:
    """The lines of a PDF that are its text, in order."""

    lines: tuple[PageLine, ...]

    @classmethod
    def of(cls, pages: Sequence[PdfPage]) -> "TextBody":
        """The text of pages, without what stands at the edges of several of them."""
        running = _running(pages)
        lines = (
            PageLine(line.words, page.number, (round(2 * line.size), line.is_bold), line.lead)
            for page in pages
            for line in page.lines
            if not (_at_edge(line.y, page) and _is_running(line.words, line.y, running))
        )
        return cls(tuple(lines))

    @cached_property
    def font(self) -> Font:
        """The font of most letters."""
        letters: Counter[Font] = Counter()
        for line in self.lines:
            letters[line.font] += len(line.words)
        return letters.most_common(1)[0][0] if letters else (0, False)

    @cached_property
    def hyphened(self) -> frozenset[str]:
        """The words that the text prints with a hyphen within a line: "well-known"."""
        pattern = re.compile(r"\b\w+(?:-\w+)+\b")
        return frozenset(
            word.casefold() for line in self.lines for word in pattern.findall(line.words)
        )


def _at_edge(y: float, page: PdfPage) -> bool:
    return not _EDGE * page.height < y < (1 - _EDGE) * page.height


def _running(pages: Sequence[PdfPage]) -> frozenset[tuple[str, int]]:
    """(words without numbers, place) of the lines at the edges of at least three pages."""
    repeats: Counter[tuple[str, int]] = Counter()
    for page in pages:
        repeats.update(
            {_running_key(line.words, line.y) for line in page.lines if _at_edge(line.y, page)}
        )
    return frozenset(key for key, count in repeats.items() if count >= _FEWEST_REPEATS)


def _running_key(words: str, y: float) -> tuple[str, int]:
    """A line without its numbers, and its place.

    "CS 399 Thesis" and "CS 499 Thesis" are two courses that may begin two pages: a line that begins
    with a code and a title keeps its numbers.
    """
    line = one_line(words)
    codes = split_code(line)
    code = codes.code or ""
    is_course = code and code == code.upper() and _LETTER.search(codes.rest)
    return line if is_course else re.sub(r"\d+", "#", line), round(y / _STEP)


def _is_running(words: str, y: float, running: frozenset[tuple[str, int]]) -> bool:
    key = _running_key(words, y)
    return key in running or bool(_PAGE_NUMBER.fullmatch(one_line(words)))


def joined(lines: Sequence[str], hyphened: frozenset[str]) -> str:
    """Lines as one text, in which the words that were cut at their ends are whole again.

    A hyphen stays where the text prints the word with it elsewhere, in a word of more hyphens, and
    before a capital.

    >>> joined(["The pro-", "gram is well-", "known."], frozenset(["well-known"]))
    'The program is well-known.'
    """
    text = ""
    for line in (one_line(line) for line in lines):
        cut = _CUT_WORD.search(text)
        following = re.match(r"[a-z][\w-]*", line)
        if cut and following:
            whole = f"{cut['start']}-{following[0]}".casefold()
            keeps_hyphen = whole in hyphened or "-" in cut["start"]
            text = (text if keeps_hyphen else text[:-1]) + line
        elif text.endswith("-") and cut:
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text


def sentences_at_labels(lines: Sequence[str], label: re.Pattern[str]) -> Iterator[list[str]]:
    """The lines in groups, of which each but the first begins with a label."""
    group: list[str] = []
    for line in lines:
        if group and label.match(line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group
