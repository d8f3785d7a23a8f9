"""Text as it may stand in a table: NFC, one kind of space, no control characters."""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200c\u2060\ufeff\ud800-\udfff]")


def one_line(value: str | None) -> str:
    """The words of a string on one line, NFC, with single spaces; '' for None."""
    if not value:
        return ""
    line = " ".join(value.split())
    if line.isascii() and line.isprintable():  # nearly all of a catalog: nothing to normalise
        return line
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", line)).split())


def paragraphs(value: str | None) -> str:
    """The text with one newline between paragraphs and single spaces within them; '' for None."""
    if not value:
        return ""
    lines = value.replace("\r", "\n").split("\n")
    return "\n".join(line for printed in lines if (line := one_line(printed)))


def slug(value: str) -> str:
    """A catalog's own key as the last part of an id: trimmed, white space becomes one hyphen, case stays."""
    return "-".join(one_line(value).split())
