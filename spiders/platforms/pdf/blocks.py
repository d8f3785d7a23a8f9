"""Courses of a PDF as blocks: a heading with a code, and the lines below it up to the next one."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from courseatlas.text import one_line
from courseatlas.values.codes import split_code, with_plain_hyphens
from spiders.platforms.pdf.text_body import Font, PageLine, TextBody, joined

_UNIT = (
    r"(?:credit hours?|semester hours?|sem\.? ?hrs?\.?|credits?|crs?\b\.?|hours?|hrs?\b\.?|units?"
    r"|s\.?\s?h\.?(?!\w))"
)
_AMOUNT = r"\d{1,2}(?:\.\d+)?(?:\s*(?:-|–|to|or)\s*\d{1,2}(?:\.\d+)?)?"
# credits at the end of a heading: "(3)", "3 credits", "3 Cr.", or a number in a cell of its own
_CREDITS = (
    re.compile(r"\s*[(\[](?P<credits>(?:\d|var)[^()\[\]]{0,30})[)\]]\W*$", re.I),
    re.compile(rf"(?:\s+|[,.:;–-]\s*)(?P<credits>{_AMOUNT}\s*{_UNIT}[^A-Za-z]*)$", re.I),
    re.compile(rf"(?:\s{{3,}}|\s*(?:\.\s?){{3,}}\s*)(?P<credits>{_AMOUNT})$"),
)
# a line that states the credits alone
_CREDITS_ALONE = re.compile(
    rf"[(\[]?(?:(?P<amount>{_AMOUNT}\s*{_UNIT})|{_UNIT}\s*:?\s*(?P<number>{_AMOUNT}))[)\]]?\W*",
    re.I,
)
_CODE = re.compile(
    r"[A-Z][A-Z&]{0,7}(?:[ /-][A-Z&]{1,8}){0,2}[ -]?[A-Z]?\d{1,5}[A-Z]{0,3}(?:\.\d+)?"
)
_BEFORE_TITLE = re.compile(r"^[\s.:,|–—-]+")
_TITLE = re.compile(r"(?=.*[^\W\d])[A-Z0-9“\"'¿¡(].*", re.S)
_LONGEST_TITLE = 140
_LONGEST_BLOCK = 60
_LEAST_DESCRIPTION = 20
# at least so much of the headings has a font of its own, or fonts do not tell headings
_SHARE_IN_FONT = 0.5
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+$")
# so many codes below each other without a line between them are a list, not headings
_LIST = 2


@dataclass(frozen=True)
class CourseBlock:
    """A course's heading, and the lines below it; the first may stand behind the heading."""

    code: str
    title: str
    credits_text: str | None
    cross_listed: tuple[str, ...]
    page: int
    lines: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether it has a title, and a description or credits."""
        length = sum(map(len, self.lines))
        return bool(self.title) and (length >= _LEAST_DESCRIPTION or self.credits_text is not None)


def blocks_of(body: TextBody) -> list[CourseBlock]:
    """The blocks of a text, in order. A list of courses gives blocks without lines."""
    headings = [_heading(line) for line in body.lines]
    fonts = _heading_fonts(body, headings)
    reading = _BlockReading(body, fonts)
    for line, heading in zip(body.lines, headings, strict=True):
        reading.read(line, heading if heading and _stands_out(line, heading, fonts) else None)
    return reading.blocks()


def _stands_out(line: PageLine, heading: CourseBlock, fonts: frozenset[Font]) -> bool:
    """Whether a line is a heading by its font, or where fonts tell nothing, by its title."""
    return line.font in fonts if fonts else bool(heading.title)


def _heading_fonts(body: TextBody, headings: Sequence[CourseBlock | None]) -> frozenset[Font]:
    """The fonts of headings where most have one that is not that of the text; else none.

    An entry of a table of contents, with dots up to its number, is no heading.
    """
    titled = zip(body.lines, headings, strict=True)
    counts = Counter(
        line.font for line, heading in titled if heading and not _LEADER.search(line.words)
    )
    own = {font: count for font, count in counts.items() if font != body.font}
    if not own or sum(own.values()) < _SHARE_IN_FONT * sum(counts.values()):
        return frozenset()
    return frozenset(own)


def _heading(line: PageLine) -> CourseBlock | None:
    """The heading that a line is or begins with; None for other lines.

    What follows a bold heading in its line is the first line of its description.
    """
    lead, rest = line.words[: line.lead], line.words[line.lead :]
    if rest.strip():
        begun = heading_of(lead, line.page)
        if begun and begun.title:
            return replace(begun, lines=(one_line(rest),))
    return heading_of(line.words, line.page)


def heading_of(words: str, page: int) -> CourseBlock | None:
    """The course that a line names: "CS 101 Programs (3)", or its code alone; None for others.

    A line that goes on in small letters, "CS 101 or consent", is a part of a sentence.
    """
    line = with_plain_hyphens(words).strip()
    rest, credits_text = split_credits(line)
    codes = split_code(rest)
    code = one_line(codes.code or "")
    if not _CODE.fullmatch(code):
        return None
    title = one_line(_BEFORE_TITLE.sub("", codes.rest)).rstrip(" .:-–")
    if title and not (_TITLE.fullmatch(title) and len(title) <= _LONGEST_TITLE):
        return None
    if not title and (codes.cross_listed or codes.rest.strip(" .:")):
        return None
    return CourseBlock(code, title, credits_text, codes.cross_listed, page)


def split_credits(line: str) -> tuple[str, str | None]:
    """(line without credits at its end, credits as printed).

    >>> split_credits("CS 101 Programs (3)"), split_credits("CS 101 Programs   3")
    (('CS 101 Programs', '3'), ('CS 101 Programs', '3'))
    """
    for pattern in _CREDITS:
        credits = pattern.search(line)
        if credits and credits.start() > 0:
            return line[: credits.start()].rstrip(), one_line(credits["credits"]).rstrip(" .,;")
    return line, None


class _BlockReading:
    """The reading of a text's lines: the blocks so far, the last of which is open or not."""

    def __init__(self, body: TextBody, fonts: frozenset[Font]) -> None:
        self._body = body
        self._fonts = fonts
        self._blocks: list[CourseBlock] = []
        self._lines: list[str] = []
        self._font: Font = body.font
        self._is_open = False

    def read(self, line: PageLine, heading: CourseBlock | None) -> None:
        """Take the next line."""
        if heading is not None:
            self._close()
            self._blocks.append(replace(heading, lines=()))
            self._lines, self._font, self._is_open = list(heading.lines), line.font, True
        elif not self._is_open:
            return
        elif self._goes_on(line):
            self._add_to_title(line.words)
        elif self._is_section(line) or len(self._lines) >= _LONGEST_BLOCK:
            self._close()
        else:
            self._lines.append(line.words)

    def blocks(self) -> list[CourseBlock]:
        """The blocks, without the lines that stand below a list of courses."""
        self._close()
        return list(_without_text_below_lists(self._blocks))

    def _close(self) -> None:
        if self._is_open:
            last = self._blocks[-1]
            self._blocks[-1] = _with_credits(replace(last, lines=tuple(self._lines)))
        self._lines, self._is_open = [], False

    def _goes_on(self, line: PageLine) -> bool:
        """Whether a line is the rest of the title above it, in the heading's own font."""
        last = self._blocks[-1]
        is_in_font = bool(self._fonts) and line.font == self._font and line.lead == len(line.words)
        is_short = len(last.title) + len(line.words) <= _LONGEST_TITLE
        return is_in_font and not self._lines and last.credits_text is None and is_short

    def _add_to_title(self, words: str) -> None:
        last = self._blocks[-1]
        line = joined([last.title, with_plain_hyphens(words)], self._body.hyphened)
        title, credits_text = split_credits(line)
        self._blocks[-1] = replace(last, title=title.rstrip(" .:-–"), credits_text=credits_text)

    def _is_section(self, line: PageLine) -> bool:
        """Whether a line heads another section: in a larger font, or in one that is no text's."""
        size, is_bold = line.font
        if size > self._body.font[0] + 1 or size > self._font[0]:
            return True
        is_whole = line.lead == len(line.words)
        words = line.words.strip()
        is_like_heading = is_bold and not self._body.font[1] and is_whole and bool(self._fonts)
        is_capitals = words == words.upper() and len(re.findall("[A-Z]", words)) > 5
        ends_sentence = words[-1:] in ".;,:"
        return (is_like_heading or is_capitals) and not ends_sentence and len(words) < 80


def _with_credits(block: CourseBlock) -> CourseBlock:
    """A block without a first line that states its credits alone, which become its own."""
    alone = _CREDITS_ALONE.fullmatch(one_line(block.lines[0])) if block.lines else None
    if alone is None or block.credits_text is not None:
        return block
    stated = alone["amount"] or f"{alone['number']} credits"
    return replace(block, credits_text=one_line(stated), lines=block.lines[1:])


def _without_text_below_lists(blocks: Sequence[CourseBlock]) -> Iterator[CourseBlock]:
    """The blocks, of which the last of a list of courses has no lines: they are of no course."""
    in_list = 0
    for block in blocks:
        if block.lines and in_list >= _LIST:
            yield replace(block, lines=())
        else:
            yield block
        in_list = 0 if block.lines else in_list + 1


def cleanest(blocks: Sequence[CourseBlock]) -> list[CourseBlock]:
    """Per code the block that is clean and says most, in the order of the first headings."""
    best: dict[str, CourseBlock] = {}
    for block in blocks:
        if not block.is_clean:
            continue
        known = best.get(block.code)
        if known is None or _said(block) > _said(known):
            best[block.code] = block
    return list(best.values())


def _said(block: CourseBlock) -> tuple[int, bool]:
    return sum(map(len, block.lines)), block.credits_text is not None
