"""Text in the form that the tables have: NFC, single spaces, no control characters.

Mojibake and entities are repaired, and the words of a site's own are left out of descriptions.
"""

import re
import unicodedata
from functools import cache
from html import unescape
from pathlib import Path

from courseatlas.yaml_files import RegularExpression, Text, YamlModel, read_model

# C0 and C1 controls, zero-width and bidirectional marks (which would turn a report's line around),
# lone surrogates
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z][a-z0-9]{1,15});", re.I)
# two letters that UTF-8 read as Latin-1 leaves behind; ftfy decides whether it is so
_SUSPECT = re.compile("[\x80-\x9f]|[ÃÂâÅÄÐÑð][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŽžŸ]")
_SENTENCE_END = re.compile(r"(?<=[a-z)\]][.;])\s+(?=[A-Z])")


def one_line(value: str | None) -> str:
    """The words of a string on one line, NFC, with single spaces; '' for None."""
    if not value:
        return ""
    # as _tidy, without a call: most strings of a page come here several times
    if value.isascii() and value.isprintable() and "  " not in value and "&" not in value:
        return value.strip()
    line = " ".join(value.split())
    if line.isascii() and line.isprintable() and "&" not in line:
        return line
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", _repaired(line))).split())


def _tidy(value: str) -> bool:
    """Whether a text is one line that needs no more than a trim, as most texts of a catalog."""
    return value.isascii() and value.isprintable() and "  " not in value and "&" not in value


def paragraphs(value: str | None) -> str:
    """The text with one newline between paragraphs and single spaces within them; '' for None."""
    if not value:
        return ""
    if _tidy(value):
        return value.strip()
    lines = value.replace("\r", "\n").split("\n")
    return "\n".join(filter(None, map(one_line, lines)))


def printable(value: str) -> str:
    """The text without the characters that a page, a badge or a terminal must not show.

    >>> printable("cat\u202egpj.exe")
    'catgpj.exe'
    """
    return value if value.isascii() and value.isprintable() else _CONTROL.sub("", value)


def _repaired(line: str) -> str:
    """The line with entities that were escaped twice and wrongly decoded letters repaired."""
    if "&" in line and _ENTITY.search(line):
        line = unescape(line)
    if _SUSPECT.search(line):
        from ftfy import fix_encoding

        line = fix_encoding(line)
    return line


def described(value: str | None) -> str:
    """A description's paragraphs without the site's own words, which `text.yml` lists.

    Such words are buttons, cookie notices and navigation.

    >>> described("Models and data.\\nWe use cookies on this site.\\nRead more")
    'Models and data.'
    """
    lines = [
        _without_button(line)
        for line in paragraphs(value).split("\n")
        if not _site_line().fullmatch(line)
    ]
    return "\n".join(line for line in lines if line)


def _without_button(line: str) -> str:
    button = _ending().search(line, max(0, len(line) - 40))  # a button has few words
    return line[: button.start()] if button else line


class SiteWords(YamlModel):
    """The content of `text.yml`: a site's own words, and words that a title keeps as they are."""

    lines: tuple[RegularExpression, ...]
    endings: tuple[RegularExpression, ...]
    small: tuple[Text, ...]
    acronyms: tuple[Text, ...]


@cache
def _words() -> SiteWords:
    return read_model(Path(__file__).with_name("text.yml"), SiteWords)


@cache
def _site_line() -> re.Pattern[str]:
    return re.compile(r"\W*(?:" + "|".join(_words().lines) + r")\W*", re.I)


@cache
def _ending() -> re.Pattern[str]:
    # a button stands after the text that it opens, behind dots or the end of a sentence
    return re.compile(
        r"(?:(?<=[.!?])|\s*(?:…|\.\.\.))\s*(?:" + "|".join(_words().endings) + r")\W*$", re.I
    )


def title_case(title: str) -> str:
    """A title that is printed in capitals only, in title case; another title is not changed.

    Acronyms, numerals and words with digits keep their capitals.

    >>> title_case("INTRODUCTION TO AI AND HCI II")
    'Introduction to AI and HCI II'
    """
    if title != title.upper():
        return title
    stays, small = set(_words().acronyms), set(_words().small)
    out = []
    for position, word in enumerate(re.split(r"([\s/:(),–—-]+)", title)):
        plain = word.strip(".").lower()
        if word in stays or re.search(r"\d", word) or re.fullmatch(r"[IVX]{2,}", word):
            out.append(word)
        else:
            out.append(word.lower() if position and plain in small else word.capitalize())
    return "".join(out)


def folded(value: str) -> str:
    """A text for comparison: lower case without accents, one kind of space.

    >>> folded("Montréal  Ω")
    'montreal ω'
    """
    if value.isascii():
        return " ".join(value.lower().split())
    decomposed = unicodedata.normalize("NFKD", value)
    return " ".join(
        "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold().split()
    )


def slug(value: str) -> str:
    """A catalog's own key as the last part of an id: white space becomes a hyphen, case stays."""
    return "-".join(one_line(value).split())


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph; a semicolon before a capital ends one too.

    >>> sentences_of("Choose two of these; One must be a lab. A 3.0 average is needed.")
    ['Choose two of these;', 'One must be a lab.', 'A 3.0 average is needed.']
    """
    return _SENTENCE_END.split(text)
