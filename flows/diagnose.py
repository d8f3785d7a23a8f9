"""Diagnose: what the pages of a source had while they could be read, and do not have any more."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from courseatlas.findings import Diagnosis
from flows.crawl import Crawl
from flows.runs import Run
from spiders.archive.index import Entry
from spiders.archive.store import PageStore
from spiders.statuses import is_page

# what extractors hold on to: classes, ids and data attributes of markup, names of a JSON document
_ATTRIBUTE = re.compile(
    r"""\b(class|id|itemprop|data-purpose|data-testid)\s*=\s*["']([^"'<>]{1,200})["']"""
)
_JSON_NAME = re.compile(r'"([A-Za-z_@][\w@:.-]{1,40})"\s*:')
_PAGES = 12  # enough to tell what a template lost
# what fewer of the pages have that could be read is no part of the template
_COMMON_SHARE = 0.6
_NAMED = 3


def diagnose_crawl(run: Run, crawl: Crawl, last_read: Mapping[str, datetime]) -> Diagnosis | None:
    """What the pages of a failed crawl lost; None where the archive does not have their earlier
    form.

    `last_read` has the pages that the rows which stand in were read from, and when. Where some of
    them give no record any more, these alone are compared, each with the answer of that time: a
    page that never gave a record has other marks, and yesterday's answer may have lost them too.
    """
    index = crawl.folder / "index.sqlite" if run.plan.replay else None
    # pages that gave nothing tell more than those that still gave something
    rows = sorted(
        crawl.ledger, key=lambda row: (row["outcome"] not in ("no_record", "error"), row["url"])
    )
    silent = [row for row in rows if not row["records"] and row["url"] in last_read]
    urls = [row["url"] for row in silent or rows]
    return diagnose(run.archive_folder(crawl.source.id), index, run.id, urls, last_read)


def diagnose(
    archive: Path,
    index: Path | None,
    run_id: str,
    urls: Iterable[str],
    last_read: Mapping[str, datetime] = MappingProxyType({}),
) -> Diagnosis | None:
    """Compare the pages of a run with the last ones of an earlier run.

    A page that `last_read` has is compared with its answer of that time. `index` is where a replay
    keeps the index of the archive; None: beside the archive. The mark that most of the earlier
    pages had and none has now is what an extractor most likely looked for.
    None where the archive has no two pages that differ, or nothing was lost.
    """
    if not (index or archive / "index.sqlite").exists():
        return None
    # Scrapy, which only a failed crawl needs here, takes a quarter of a second to import
    from spiders.archive.decoded import decoded_text

    before: Counter[str] = Counter()
    now: Counter[str] = Counter()
    statuses: Counter[int] = Counter()
    example = ""
    with closing(PageStore(archive, None, index)) as store:
        for old, new in _changed_pages(store, run_id, urls, last_read):
            answers = store.get(old), store.get(new)
            if answers[0] is None or answers[1] is None:
                continue
            statuses[new.status] += 1
            before.update(marks(decoded_text(answers[0])))
            now.update(marks(decoded_text(answers[1])))
            example = example or new.url
            if statuses.total() == _PAGES:
                break
    if not statuses:
        return None
    return _refused(statuses, example) or _lost_marks(before, now, statuses.total(), example)


def _changed_pages(
    store: PageStore, run_id: str, urls: Iterable[str], last_read: Mapping[str, datetime]
) -> Iterator[tuple[Entry, Entry]]:
    """The archived answers of a page in an earlier run and in this one, where they differ."""
    earlier = {
        entry.url: entry
        for entry in store.index
        if entry.run != run_id
        and entry.usable
        and is_page(entry.status)
        and (entry.url not in last_read or _time(entry) <= last_read[entry.url])
    }
    for url in urls:
        old, new = earlier.get(url), store.index.last(url)
        if old is None or new is None or new.run != run_id:
            continue
        if (new.body_file, new.body_offset) != (old.body_file, old.body_offset):
            yield old, new


def _time(entry: Entry) -> datetime:
    """When an answer came, in milliseconds as the tables have it."""
    time = datetime.fromisoformat(entry.fetched_at)
    return time.replace(microsecond=time.microsecond // 1000 * 1000)


def _refused(statuses: Counter[int], example: str) -> Diagnosis | None:
    refused = sum(count for status, count in statuses.items() if status >= 400)
    if not refused:
        return None
    verb = "is" if refused == 1 else "are"
    return Diagnosis(
        f"{refused} of {statuses.total()} pages that used to be read {verb} answered with "
        f"{max(statuses)}",
        example,
    )


def _lost_marks(
    before: Counter[str], now: Counter[str], pages: int, example: str
) -> Diagnosis | None:
    enough = _COMMON_SHARE * pages
    lost = [mark for mark, count in _ranked(before) if count >= enough and not now[mark]]
    gained = [mark for mark, count in _ranked(now) if count >= enough and not before[mark]]
    if not lost:
        return None
    kind = "key" if lost[0].startswith('"') else "selector"
    subject = f"{kind}s {_quoted(lost)} find" if len(lost) > 1 else f"{kind} {_quoted(lost)} finds"
    sentence = f"the {subject} nothing on {pages} of {pages} pages"
    if gained:
        sentence += f"; new on them: {_quoted(gained)}"
    return Diagnosis(sentence, example)


def wall(ledger: Iterable[Mapping[str, Any]]) -> Diagnosis | None:
    """What a site answers that refuses most of the pages in error, and one page to look at."""
    errors = [row for row in ledger if row["outcome"] == "error"]
    walls = [row for row in errors if row["code"] in ("blocked", "login")]
    if not walls or len(walls) * 2 <= len(errors):
        return None
    first, plural = walls[0], "" if len(walls) == 1 else "s"
    return Diagnosis(
        f"the site refuses {len(walls)} page{plural}: {first['detail'] or first['code']}",
        first["url"],
    )


def marks(body: str) -> set[str]:
    """The marks of a page as a maintainer writes them.

    `.cb_desc`, `#textcontainer`, `[data-purpose=lead]` of markup; `"credits":` of JSON.
    """
    if _is_json(body):
        return {f'"{name}":' for name in _JSON_NAME.findall(body)}
    return {
        _selector(attribute, word)
        for attribute, value in _ATTRIBUTE.findall(body)
        for word in value.split()
    }


def _selector(attribute: str, word: str) -> str:
    if attribute == "class":
        return f".{word}"
    return f"#{word}" if attribute == "id" else f"[{attribute}={word}]"


def _is_json(body: str) -> bool:
    if not body.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _quoted(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:_NAMED])


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    """The marks that most pages have first, those of equal number by name.

    Two readings of the same pages say the same.
    """
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
