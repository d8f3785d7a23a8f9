"""Codes that a label or the header of a column declares: "Modulnummer: 10-201-2006".

Where a page says that a value is a code, it may have a form that no title line has. Inferred.
"""

import re

from courseatlas.values.codes import CodeLine, split_code, with_plain_hyphens

_ONE_WORD = re.compile(r"(?=[^\s\d]*\d)(?=.*\w\w\w)[A-Za-z\d][\w./-]{2,19}")
_KIND = r"(?:module?|modul|course|unit|kurs|lehrveranstaltung|asignatura|cours|insegnamento|vak)"


def declared_code(words: str) -> CodeLine | None:
    """The code, with those beside it, that words declared as one are; None for other words.

    >>> declared_code("CS 101/201").cross_listed, declared_code("B.Inf.1101").code
    (('CS 201',), 'B.Inf.1101')
    >>> declared_code("Core"), declared_code("1")
    (None, None)
    """
    line = with_plain_hyphens(words).strip()
    codes = split_code(line)
    if codes.code and not codes.rest.strip():
        return codes
    return CodeLine(line, (), line, "") if _ONE_WORD.fullmatch(line) else None


def bare_code(words: str) -> str:
    """The code in capitals that words are and nothing else; '' for other words.

    >>> bare_code("LMP 101"), bare_code("LMP 101 Wicks"), bare_code("Spring 2027")
    ('LMP 101', '', '')
    """
    codes = split_code(with_plain_hyphens(words).strip())
    is_code = codes.code and not codes.rest.strip() and is_in_capitals(codes.code)
    return codes.code or "" if is_code else ""


def without_code(title: str, code: str) -> str:
    """A title without the code that it repeats, and without the word for a course before that.

    >>> without_code("Modul B.Inf.1101: Lampen", "B.Inf.1101"), without_code("Oil (LMP 4)", "LMP 4")
    ('Lampen', 'Oil')
    """
    printed = re.escape(code)
    before = rf"^(?:{_KIND}\s+)?{printed}\s*[:.,|–—-]?\s+"
    behind = rf"\s*[(\[]{printed}[)\]]$|\s+[|–—-]\s+{printed}$"
    return re.sub(f"{before}|{behind}", "", title, flags=re.I) or title


def is_in_capitals(code: str) -> bool:
    """Whether a code has its subject in capitals, which "Spring 2027" has not."""
    return code == code.upper() and re.search(r"[A-Z].*\d", code) is not None
