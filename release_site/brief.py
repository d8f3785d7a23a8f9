"""What lists and links say of a record: its title, its provider, and a line of facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from courseatlas.text import folded
from release_site.addresses import record_page
from release_site.labels import spoken
from reporting.profile_page.choice import choice

# of a printed price or length, which may be a sentence
_LONGEST_FACT = 60


@dataclass(frozen=True, slots=True)
class RecordBrief:
    """A record in a list. `facts` is one line; `code` is the catalog's own, '' without one."""

    id: str
    kind: str
    title: str
    language: str
    provider_id: str
    provider: str
    code: str
    facts: str
    topics: tuple[str, ...]
    address: str

    @property
    def order(self) -> tuple[str, str]:
        """The place of the record in a list: by title, then by id."""
        return folded(self.title), self.id

    @property
    def letter(self) -> str:
        """The list of titles that the record is in: `a` to `z`, `0-9` or `other`."""
        return letter_of(self.title)


def letter_of(title: str) -> str:
    """The first letter of a title without accents and marks.

    >>> letter_of("Éthique de l'IA"), letter_of("“Deep” Learning"), letter_of("3D"), letter_of("学")
    ('e', 'd', '0-9', 'other')
    """
    for mark in folded(title):
        if "a" <= mark <= "z":
            return mark
        if mark.isdigit():
            return "0-9"
        if mark.isalpha():
            return "other"
    return "other"


def brief(
    row: Mapping[str, Any], kind: str, names: Mapping[str, str], released: date
) -> RecordBrief:
    """A row of `programs`, `courses` or `events` in a list. `names` are those of the providers."""
    provider_id = row["provider_id"]
    provider = names.get(provider_id, provider_id)
    return RecordBrief(
        id=row["id"],
        kind=kind,
        title=row["title"],
        language=row["language"] or "",
        provider_id=provider_id,
        provider=provider,
        code=row.get("code") or "",
        facts=_facts(row, {provider_id: provider}, released),
        topics=tuple(row["topics"]),
        address=record_page(row["id"]),
    )


def _facts(row: Mapping[str, Any], names: Mapping[str, str], released: date) -> str:
    facts = choice(row, names, released)["facts"]
    parts = [
        facts["level"],
        facts["length"],
        spoken(row["delivery"]).lower() if row["delivery"] else "",
        facts["price"],
        facts["next start"],
        row.get("place"),
    ]
    return " · ".join(_short(part) for part in parts if part)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_FACT else f"{text[: _LONGEST_FACT - 1].rstrip()}…"
