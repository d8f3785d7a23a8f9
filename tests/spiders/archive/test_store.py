"""The page store on a real disk, and replays of it with and without a whole index."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import Settings

from spiders.archive.decoded import decoded_text
from spiders.archive.storage import WarcStorage
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer

URLS = [f"https://www.example.edu/{number}" for number in range(3)]


def _overwrite(path: Path, start: int, body: bytes) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:start] + body + content[start + len(body) :])


def _other_table(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE entry (url)")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "no database": lambda path: _overwrite(path, 0, b"not a database"),
    "a torn page": lambda path: _overwrite(path, 4096, b"\xff" * 4096),
    "other columns": _other_table,
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    store = PageStore(tmp_path / "archive", "20260101T000000Z-0001")
    for url in URLS[:2]:
        store.put(Answer(url, 200, [("Content-Type", "text/html")], url.encode()))
    store.close()
    return tmp_path / "archive"


def replayed(archive: Path, index: Path) -> list[tuple[str, bytes]]:
    store = PageStore(archive, None, index)
    bodies = [(entry.url, store.get(entry).body) for entry in store.index]
    store.close()
    return bodies


def test_a_replay_takes_over_the_index_and_reads_what_came_after_it(
    archive: Path, tmp_path: Path
) -> None:
    kept = (archive / "index.sqlite").read_bytes()
    store = PageStore(archive, "20260102T000000Z-0002")
    store.put(Answer(URLS[2], 200, [("Content-Type", "text/html")], URLS[2].encode()))
    store.close()
    (archive / "index.sqlite").write_bytes(kept)  # the index as it was before the second run
    assert replayed(archive, tmp_path / "replay.sqlite") == [(url, url.encode()) for url in URLS]
    assert (archive / "index.sqlite").read_bytes() == kept


@pytest.mark.parametrize("index", [b"", b"not a database", None])
def test_a_replay_does_without_an_index_that_is_damaged_or_gone(
    archive: Path, tmp_path: Path, index: bytes | None
) -> None:
    (archive / "index.sqlite").unlink()
    if index is not None:
        (archive / "index.sqlite").write_bytes(index)
    assert replayed(archive, tmp_path / "replay.sqlite") == [
        (url, url.encode()) for url in URLS[:2]
    ]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_set_aside_and_built_again(archive: Path, damage: str) -> None:
    path = archive / "index.sqlite"
    DAMAGES[damage](path)
    store = PageStore(archive, "20260102T000000Z-0002")
    assert [(entry.url, store.get(entry).body) for entry in store.index] == [
        (url, url.encode()) for url in URLS[:2]
    ]
    store.close()
    assert path.with_name("index.sqlite.damaged").exists()


def test_a_replay_of_a_run_reads_the_pages_as_they_were_at_its_end(tmp_path: Path) -> None:
    settings = Settings({"ARCHIVE_FOLDER": str(tmp_path), "ARCHIVE_REPLAY": False})
    for run, bodies in (("1", (b"old", b"only once")), ("2", (b"new", None))):
        store = PageStore(tmp_path, run)
        for url, body in zip(URLS[:2], bodies, strict=True):
            if body is not None:
                store.put(Answer(url, 200, [("Content-Type", "text/html")], body))
        store.close()

    def replay(run: str | None) -> list[bytes | None]:
        settings.setdict({"ARCHIVE_RUN": "3", "ARCHIVE_REPLAY": True, "ARCHIVE_REPLAY_RUN": run})
        settings.set("ARCHIVE_INDEX", str(tmp_path / f"replay-{run}.sqlite"))
        storage, spider = WarcStorage(settings), Spider("catalog")
        storage.open_spider(spider)
        answers = [storage.retrieve_response(spider, Request(url)) for url in URLS]
        storage.close_spider(spider)
        return [answer.body if answer else None for answer in answers]

    assert replay("1") == [b"old", b"only once", None]
    assert replay(None) == [b"new", b"only once", None]
    assert replay("never") == [None, None, None]


@pytest.mark.parametrize(
    "name",
    [
        "Set-Cookie",
        "set-cookie",
        "Authorization",
        "Authentication-Info",
        "WWW-Authenticate",
        "Proxy-Authenticate",
        "Proxy-Authorization",
    ],
)
def test_no_credential_is_archived(tmp_path: Path, name: str) -> None:
    settings = Settings({"ARCHIVE_FOLDER": str(tmp_path), "ARCHIVE_RUN": "1"})
    storage, spider = WarcStorage(settings), Spider("catalog")
    storage.open_spider(spider)
    request = Request(URLS[0], headers={"Authorization": "Bearer secret", "Cookie": "secret"})
    headers = {name: "secret", "Content-Type": "text/html"}
    storage.store_response(spider, request, Response(URLS[0], headers=headers, body=b"page"))
    storage.close_spider(spider)
    (file,) = tmp_path.glob("*.warc.gz")
    archived = gzip.decompress(file.read_bytes())
    assert b"text/html" in archived and b"page" in archived and b"secret" not in archived


@pytest.mark.parametrize("name", ["hex", "undefined", "idna", "no-such-name"])
def test_a_page_that_names_no_character_set_is_shown_as_utf_8(name: str) -> None:
    headers = [("Content-Type", f"text/html; charset={name}")]
    assert decoded_text(Answer(URLS[0], 200, headers, "<p>Café</p>".encode())) == "<p>Café</p>"
