"""The words of values: `vocabulary.yml`, and Babel's names of languages, months and currencies."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated

from babel import Locale
from pydantic import Field

from courseatlas.words import Difficulty
from courseatlas.yaml_files import Text, YamlModel, read_model

TextList = Annotated[tuple[Text, ...], Field(min_length=1, description="a list of one or more words")]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="an ISO 4217 code such as USD")]


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


def one_of(listed: Iterable[str]) -> str:
    """An expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


@cache
def language_codes() -> dict[str, str]:
    """Name of a language, in lower case and in any of our locales' words -> BCP 47 tag."""
    found: dict[str, str] = {}
    for locale in words().locales:
        for code, name in Locale(locale).languages.items():
            found.setdefault(name.casefold(), code.replace("_", "-"))
    # each language's own name for itself wins over another's word for something else
    found |= {name.casefold(): locale for locale in words().locales if (name := Locale(locale).get_language_name(locale))}
    return found | words().languages


@cache
def months() -> dict[str, int]:
    """Name or abbreviation of a month, in lower case without its dot -> 1 to 12."""
    found: dict[str, int] = {}
    for locale in ("en", "es", "fr", "de", "pt", "it", "nl"):
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(locale).months[kind][width].items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return found | {"sept": 9}
