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


def any_of(alternatives: Iterable[str]) -> str:
    """An expression that matches any of the words, the longest first."""
    longest_first = sorted(alternatives, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first))


@cache
def language_codes() -> dict[str, str]:
    """The BCP 47 tag of each language by its lower-case names in all locales."""
    locales = [(tag, Locale(tag)) for tag in words().locales]
    tags: dict[str, str] = {}
    for _, locale in locales:
        for code, name in locale.languages.items():
            tags.setdefault(name.casefold(), code.replace("_", "-"))
    # the name of a language in that language wins over the word of another for something else
    own_names = [(locale.get_language_name(tag), tag) for tag, locale in locales]
    tags |= {name.casefold(): tag for name, tag in own_names if name}
    return tags | words().languages


@cache
def months() -> dict[str, int]:
    """The number of each month by its names and abbreviations, in lower case without the dot."""
    numbers: dict[str, int] = {}
    for locale in ("en", "es", "fr", "de", "pt", "it", "nl"):
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(locale).months[kind][width].items():
                    numbers.setdefault(name.casefold().rstrip("."), number)
    return numbers | {"sept": 9}
