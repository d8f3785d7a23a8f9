"""Ids of records: `<source>:<kind>:<the catalog's own key>`, readable and stable.

An id that a release has held stays. A record that its catalog knows under a new key, or that a
reader keys in a new way, keeps its old id, and `aliases.parquet` maps the new name to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


def make_id(source_id: str, kind: str, key: str) -> str:
    """The id of a record.

    >>> make_id("northeastern", "course", "CS-5100")
    'northeastern:course:CS-5100'
    """
    return f"{source_id}:{kind}:{key}"


def source_of(record_id: str) -> str:
    """The source of a record, from its id.

    >>> source_of("northeastern:course:CS-5100")
    'northeastern'
    """
    return record_id.partition(":")[0]


@dataclass(frozen=True)
class KnownIds:
    """What the last release knows: every id that was ever held, and the aliases of ids."""

    ids: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """The id that a name stands for, None for an unknown name."""
        return name if name in self.ids else self.aliases.get(name)


class RecordNames(NamedTuple):
    """The id that a record's key gives, and those that its other names would give."""

    own: str
    others: Sequence[str] = ()


def stable_ids(names: Sequence[RecordNames], known: KnownIds) -> list[str]:
    """The id of each record: one that a release knows wherever there is one.

    A record that states only a name, such as the slug of an address, joins the record that has
    this name beside its key. Two records with keys of their own never become one.

    >>> api, page = RecordNames("c:course:K7", ["c:course:old"]), RecordNames("c:course:old")
    >>> stable_ids([api, page], KnownIds())
    ['c:course:K7', 'c:course:K7']
    >>> stable_ids([api], KnownIds(frozenset(["c:course:old"])))
    ['c:course:old']
    """
    owners = _owners(names)
    keys = [owners.get(record.own, record.own) for record in names]
    ids: dict[str, str] = {}
    for key in keys:
        known_id = known.find(key)
        if known_id is not None:
            ids[key] = known_id
    taken = set(ids.values())
    for key, record in sorted(zip(keys, names, strict=True)):
        if key in ids:
            continue
        former = (known.find(name) for name in record.others)
        free = [known_id for known_id in former if known_id is not None and known_id not in taken]
        if free:
            ids[key] = free[0]
            taken.add(free[0])
    return [ids.get(key, key) for key in keys]


def _owners(names: Sequence[RecordNames]) -> dict[str, str]:
    """Name -> the one key of a record that has this name beside its key."""
    keys: dict[str, set[str]] = {}
    for record in names:
        for name in record.others:
            keys.setdefault(name, set()).add(record.own)
    stated = {record.own for record in names if record.others}
    return {
        name: next(iter(owners))
        for name, owners in keys.items()
        if len(owners) == 1 and name not in stated
    }
