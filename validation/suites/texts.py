"""What no text of a release holds: a menu's word as a title, a template before it was filled, markup."""

from collections.abc import Iterator

import pandas as pd

from validation.gx.expectation import WARNING, Rule, avoids, holds

# Without \s, \d, \b and $: pandas hands a pattern with these to Python's re, which takes thirty times as long over a column of text
# as Arrow's engine. A text has single spaces (`courseatlas/text.py`).

# a scraper that lost its page reads the menu
NAVIGATION = (
    r"(?i)\A *(?:home|menu|main menu|search|log ?in|sign ?in|sign ?up|register|apply(?: now)?|contact(?: us)?|about(?: us)?"
    r"|next|previous|back|more|read more|learn more|skip to (?:main )?content|courses?|programs?|events?|catalog|overview"
    r"|untitled|page not found|not found|error|access denied|loading[. …]*) *\Z"
)
# or a page before its script has filled it, or one decoded wrongly (U+FFFD stands for a byte that is no letter)
TEMPLATE = r"(?i)\{\{|\}\}|\{%|%\}|\[object object\]|\A *(?:undefined|null|nan) *\Z|undefined undefined|lorem ipsum|�"
# or the page's source
MARKUP = (
    r"(?i)</?(?:div|span|p|br|ul|ol|li|a|b|i|em|strong|script|style|table|tr|td|th|img|h[1-6]|section|iframe)(?: [^>]*)?/?>"
    r"|<div|<script|&(?:amp|nbsp|lt|gt|quot|apos|#[0-9]{2,6}|#x[0-9a-f]{2,5});"
)
_LOOK = "look at the page's source: the text is filled in by a script, or the reader takes it from the wrong place"


def title(column: str) -> Iterator[Rule]:
    """A title is a title."""
    yield avoids(
        f"{column} is no word of a menu",
        column,
        NAVIGATION,
        WARNING,
        f"{column} names the thing itself, not a link of the site's navigation",
        "the reader took a menu's entry, or the page of an error, for a record: see the page and the reader's selector",
    )
    yield from text(column)


def text(column: str) -> Iterator[Rule]:
    """A text is what the page shows to people."""
    yield avoids(
        f"{column} holds no template", column, TEMPLATE, WARNING, f"{column} is filled in and decoded, not a template's placeholder", _LOOK
    )
    yield avoids(
        f"{column} holds no markup",
        column,
        MARKUP,
        WARNING,
        f"{column} is plain text without tags and entities of HTML",
        f"{_LOOK}, or escapes it twice",
    )


def others(columns: tuple[str, ...]) -> Rule:
    """The smaller texts of a table, in one rule: most are null, and the same few strings fill many rows."""

    def clean(rows: pd.DataFrame) -> pd.Series:
        good = pd.Series(True, index=rows.index)
        for column in columns:
            values = rows[column].dropna()
            distinct = pd.Series(values.unique(), dtype="str")
            if (bad := distinct[distinct.str.contains(TEMPLATE) | distinct.str.contains(MARKUP)]).size:
                good &= ~rows[column].isin(set(bad))
        return good

    return holds(
        "other texts hold no template or markup",
        columns,
        clean,
        WARNING,
        f"{', '.join(columns)} are plain text as the page shows it",
        _LOOK,
        where=lambda rows: rows[list(columns)].notna().any(axis=1),
    )
