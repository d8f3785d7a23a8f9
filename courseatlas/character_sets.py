"""The characters of an HTML document, as browsers decode its bytes."""

import codecs

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

# codecs of Python for names and literals, which no document is written in; "undefined" always fails
_NO_CHARACTER_SETS = frozenset(
    ["idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"]
)
_WIDE = ("utf-16", "utf-32")


def is_character_set(name: str) -> bool:
    """Whether a document can be written in the encoding that Python knows by this name.

    >>> [is_character_set(name) for name in ("utf-8", "cp1252", "hex", "idna", "none")]
    [True, True, False, False, False]
    """
    try:
        "".encode(name)
    except (LookupError, UnicodeError):  # not known, or a codec that is not for text
        return False
    return codecs.lookup(name).name.replace("_", "-") not in _NO_CHARACTER_SETS


def html_text(content_type: str, body: bytes) -> str:
    """The text of an HTML document.

    The first of these decides: a byte order mark, the character set of the HTTP header, that of the
    document's own declaration, UTF-8. A name that is no character set is passed over. Bytes that
    cannot be decoded become U+FFFD. See the HTML standard, 13.2.3, "Determining the character
    encoding".
    """
    marked, mark = read_bom(body)
    if marked and mark:
        return to_unicode(body[len(mark) :], marked)
    stated = http_content_type_encoding(content_type)
    if stated and is_character_set(stated):
        return to_unicode(body, f"{stated}-be" if stated in _WIDE else stated)
    declared = html_body_declared_encoding(body)
    # a declaration that can be read as ASCII is not in UTF-16, whatever it says
    if declared and is_character_set(declared) and not declared.startswith(_WIDE):
        return to_unicode(body, declared)
    return to_unicode(body, "utf-8")
