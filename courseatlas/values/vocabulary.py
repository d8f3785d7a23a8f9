"""The words of values: `vocabulary.yml`, and Babel's names of languages, months and currencies."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

from babel import Locale
from pydantic import Field

from courseatlas.words import Difficulty
from courseatlas.yaml_files import Text, YamlModel, read_model

TextList = Annotated[
    tuple[Text, ...], Field(min_length=1, description="a list of one or more words")
]
CurrencyCode = Annotated[
    str, Field(pattern=r"^[A-Z]{3}$", description="an ISO 4217 code such as USD")
]


class ValueWords(YamlModel):
    """The content of `vocabulary.yml`, which explains each section."""

    locales: TextList
    languages: dict[str, Text]
    currency_signs: dict[str, CurrencyCode]
    currency_codes: tuple[CurrencyCode, ...]
    same_currency: dict[str, CurrencyCode]
    free: TextList
    not_free: TextList
    list_price: TextList
    per_period: TextList
    weeks: TextList
    months: TextList
    years: TextList
    hours: TextList
    minutes: TextList
    per_week: TextList
    difficulty: dict[Difficulty, TextList]


@cache
def words() -> ValueWords:
    """The sections of `vocabulary.yml`."""
    return read_model(Path(__file__).with_name("vocabulary.yml"), ValueWords)


def any_of(texts: Iterable[str]) -> str:
    """A regular expression that matches any of the texts, the longest first."""
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return "|".join(map(re.escape, longest_first))


@cache
def language_codes() -> dict[str, str]:
    """Name of a language, in lower case and in the words of any locale -> BCP 47 tag."""
    codes: dict[str, str] = {}
    for locale in words().locales:
        for code, name in Locale(locale).languages.items():
            codes.setdefault(name.casefold(), code.replace("_", "-"))
    # a language's own name for itself wins over another language's word for something else
    own_names = ((Locale(locale).get_language_name(locale), locale) for locale in words().locales)
    codes |= {name.casefold(): locale for name, locale in own_names if name}
    return codes | words().languages


@cache
def months() -> dict[str, int]:
    """Name or abbreviation of a month, in lower case and without its dot -> 1 to 12."""
    numbers: dict[str, int] = {}
    for locale in ("en", "es", "fr", "de", "pt", "it", "nl"):
        for names in _month_names(Locale(locale)):
            for number, name in names.items():
                numbers.setdefault(name.casefold().rstrip("."), number)
    return numbers | {"sept": 9}


def _month_names(locale: Locale) -> Iterator[dict[int, str]]:
    """The names of months in a locale, in each form in which they are written."""
    for kind in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield locale.months[kind][width]
