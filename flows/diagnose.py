"""Diagnose: what stood on a source's pages while they could be read, and stands there no more."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spiders.archive.decoded import decoded_text
from spiders.archive.store import PageStore

# what extractors hold on to: classes, ids and data attributes of markup, names of a JSON document
_MARK = re.compile(r"""\b(class|id|itemprop|data-purpose|data-testid)\s*=\s*["']([^"'<>]{1,200})["']""")
_NAME = re.compile(r'"([A-Za-z_@][\w@:.-]{1,40})"\s*:')
_PAGES = 12  # enough to tell what a template lost
_COMMON = 0.6  # of the pages that were read: what fewer of them held is no part of the template


@dataclass(frozen=True)
class Diagnosis:
    """A sentence on what the pages lost, and one of them to look at."""

    sentence: str
    url: str


def diagnose(archive: Path, index: Path | None, run: str, urls: Iterable[str]) -> Diagnosis | None:
    """Compare the pages of a run with the last ones of an earlier run. None where the archive holds no two that differ.

    `index` is where a replay keeps the archive's index; None: beside the archive.
    The mark that most of the earlier pages held and none holds now is what an extractor most likely looked for.
    """
    if not (index or archive / "index.sqlite").exists():
        return None
    store = PageStore(archive, None, index)
    before: Counter[str] = Counter()
    now: Counter[str] = Counter()
    compared, example, answers = 0, "", Counter[int]()
    try:
        earlier = {entry.url: entry for entry in store.index if entry.run != run and entry.usable and 200 <= entry.status < 300}
        for url in urls:
            new, old = store.index.last(url), earlier.get(url)
            if old is None or new is None or new.run != run or (new.body_file, new.body_offset) == (old.body_file, old.body_offset):
                continue
            answers[new.status] += 1
            before.update(marks(decoded_text(store.get(old))))
            now.update(marks(decoded_text(store.get(new))))
            compared, example = compared + 1, example or url
            if compared == _PAGES:
                break
    finally:
        store.close()
    if not compared:
        return None
    if refused := sum(count for status, count in answers.items() if status >= 400):
        return Diagnosis(f"{refused} of {compared} pages that used to be read {_is(refused)} answered with {max(answers)}", example)
    lost = [mark for mark, held in _ranked(before) if held >= _COMMON * compared and not now[mark]]
    gained = [mark for mark, held in _ranked(now) if held >= _COMMON * compared and not before[mark]]
    if not lost:
        return None
    kind = "key" if lost[0].startswith('"') else "selector"
    sentence = f"the {kind}{'s' if len(lost) > 1 else ''} {_listed(lost)} find{'' if len(lost) > 1 else 's'} nothing on {compared} of {compared} pages"
    return Diagnosis(sentence + (f"; new on them: {_listed(gained)}" if gained else ""), example)


def wall(ledger: Iterable[Mapping[str, Any]]) -> Diagnosis | None:
    """Of a source most of whose errors are walls: what the site answers, and one page to look at."""
    errors = [row for row in ledger if row["outcome"] == "error"]
    walls = [row for row in errors if row["code"] in ("blocked", "login")]
    if not walls or len(walls) * 2 <= len(errors):
        return None
    first = walls[0]
    return Diagnosis(f"the site refuses {len(walls)} page{'s' if len(walls) > 1 else ''}: {first['detail'] or first['code']}", first["url"])


def _listed(marks: list[str]) -> str:
    return ", ".join(f"`{one}`" for one in marks[:3])


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    """The marks that most pages held first, those of equal number by name: two readings of the same pages say the same."""
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def marks(body: str) -> set[str]:
    """The marks of a page as a maintainer writes them: `.cb_desc`, `#textcontainer`, `[data-purpose=lead]`, `"credits":`."""
    if body.lstrip()[:1] in ("{", "["):
        try:
            json.loads(body)
        except ValueError:
            pass
        else:
            return {f'"{name}":' for name in _NAME.findall(body)}
    found = set()
    for kind, value in _MARK.findall(body):
        for word in value.split():
            found.add(f".{word}" if kind == "class" else f"#{word}" if kind == "id" else f"[{kind}={word}]")
    return found
