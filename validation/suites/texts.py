"""What no text of a release has: a word of a menu as a title, an unfilled template, markup."""

from collections.abc import Iterator

import pandas as pd

from validation.gx.expectation import WARNING, ExpectationRule, avoids, row_rule

# Without \s, \d, \b and $: pandas hands a pattern with these to Python's re, which takes thirty
# times
# as long over a column of text as Arrow's engine. A text has single spaces (`courseatlas/text.py`).

# a scraper that lost its page reads the menu
NAVIGATION = (
    r"(?i)\A *(?:home|menu|main menu|search|log ?in|sign ?in|sign ?up|register|apply(?: now)?"
    r"|contact(?: us)?|about(?: us)?|next|previous|back|more|read more|learn more"
    r"|skip to (?:main )?content|courses?|programs?|events?|catalog|overview"
    r"|untitled|page not found|not found|error|access denied|loading[. …]*) *\Z"
)
# or a page before its script has filled it, or one that was decoded wrongly (U+FFFD stands for a
# byte
# that is not a letter)
TEMPLATE = (
    r"(?i)\{\{|\}\}|\{%|%\}|\[object object\]|\A *(?:undefined|null|nan) *\Z"
    r"|undefined undefined|lorem ipsum|�"
)
# or the source of the page
MARKUP = (
    r"(?i)</?(?:div|span|p|br|ul|ol|li|a|b|i|em|strong|script|style|table|tr|td|th|img|h[1-6]"
    r"|section|iframe)(?: [^>]*)?/?>"
    r"|<div|<script|&(?:amp|nbsp|lt|gt|quot|apos|#[0-9]{2,6}|#x[0-9a-f]{2,5});"
)
_REMEDY = (
    "look at the source of the page: the text is filled in by a script, or the reader "
    "takes it from "
    "the wrong place"
)


def title(column: str) -> Iterator[ExpectationRule]:
    """The rules of a title."""
    yield avoids(
        f"{column} is no word of a menu",
        column,
        NAVIGATION,
        WARNING,
        f"{column} names the thing itself, not a link of the site's navigation",
        "the reader took an entry of a menu, or an error page, for a record: see the page and the "
        "reader's selector",
    )
    yield from text(column)


def text(column: str) -> Iterator[ExpectationRule]:
    """The rules of a text that a page shows to people."""
    yield avoids(
        f"{column} holds no template",
        column,
        TEMPLATE,
        WARNING,
        f"{column} is filled in and decoded, not the placeholder of a template",
        _REMEDY,
    )
    yield avoids(
        f"{column} holds no markup",
        column,
        MARKUP,
        WARNING,
        f"{column} is plain text without tags and entities of HTML",
        f"{_REMEDY}, or escapes it twice",
    )


def others(columns: tuple[str, ...]) -> ExpectationRule:
    """One rule for the smaller texts of a table.

    Most of them are null, and the same few strings fill many rows.
    """
    return row_rule(
        "other texts hold no template or markup",
        columns,
        lambda rows: _is_clean(rows, columns),
        WARNING,
        f"{', '.join(columns)} are plain text as the page shows it",
        _REMEDY,
        where=lambda rows: rows[list(columns)].notna().any(axis=1),
    )


def _is_clean(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    clean = pd.Series(True, index=rows.index)
    for column in columns:
        distinct = pd.Series(rows[column].dropna().unique(), dtype="str")
        wrong = distinct[distinct.str.contains(TEMPLATE) | distinct.str.contains(MARKUP)]
        if len(wrong):
            clean &= ~rows[column].isin(set(wrong))
    return clean
