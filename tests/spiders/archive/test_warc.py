"""WARC records: their HTTP heads, revisits, and bodies that arrived incomplete."""

import gzip
import tracemalloc
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from spiders.archive import warc
from spiders.archive.body import LARGEST_BODY, is_complete, tail
from spiders.archive.warc import Answer, Writer

URL = "https://catalog.example.edu/"
DATE = "2026-11-23T05:00:00.000000Z"
GZIP = [("Content-Encoding", "gzip")]


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (200, "200 OK"),
        (410, "410 Gone"),
        (429, "429 Too Many Requests"),
        (451, "451 Unavailable For Legal Reasons"),
        (520, "520 Unknown"),
    ],
)
def test_the_head_of_an_answer_has_its_standard_phrase(
    tmp_path: Path, status: int, line: str
) -> None:
    writer = Writer(tmp_path, "run")
    entry = writer.response(Answer(URL, status, [], b"body"), DATE)
    writer.close()
    with open(tmp_path / entry.file, "rb") as stream:
        heads = [
            record.http_headers.statusline
            for record in ArchiveIterator(stream)
            if record.http_headers
        ]
    assert heads == [line] and warc.read(tmp_path, entry).status == status


def test_a_revisit_stands_for_the_answer_before_it_and_claims_no_payload(tmp_path: Path) -> None:
    writer = Writer(tmp_path, "run")
    first = writer.response(Answer(URL, 200, [], b"body"), DATE)
    again = writer.revisit(first, [("ETag", "x")], DATE)
    writer.close()
    with open(tmp_path / again.file, "rb") as stream:
        *_, record = ArchiveIterator(stream)
    assert record.rec_headers.get_header("WARC-Payload-Digest") is None
    assert record.http_headers.statusline == "304 Not Modified"
    assert warc.read(tmp_path, again) == warc.read(tmp_path, first)
    scanned = list(warc.scan(tmp_path / again.file, 0, {}))
    assert scanned == [first, again]


def test_a_revisit_without_its_answer_is_passed_over(tmp_path: Path) -> None:
    writer = Writer(tmp_path, "run")
    first = writer.response(Answer(URL, 200, [], b"body"), DATE)
    again = writer.revisit(first, [], DATE)
    writer.close()
    assert list(warc.scan(tmp_path / again.file, first.end, {})) == []
    assert list(warc.scan(tmp_path / again.file, first.end, {URL: first})) == [again]


BODIES = {
    "whole": (GZIP, gzip.compress(b"page", mtime=0), True),
    "cut short": (GZIP, gzip.compress(b"page", mtime=0)[:-4], False),
    "padded": (GZIP, gzip.compress(b"page", mtime=0) + b"\0\0", True),
    "not gzip": (GZIP, b"not gzip", False),
    "empty": (GZIP, b"", True),
    "not compressed": ([], b"page", True),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_compressed_body_is_complete_where_its_stream_ends(name: str) -> None:
    headers, body, complete = BODIES[name]
    assert is_complete(headers, body) is complete


def test_a_member_after_another_is_part_of_the_body() -> None:
    body = gzip.compress(b"pa", mtime=0) + gzip.compress(b"ge", mtime=0)
    assert is_complete(GZIP, body) and not is_complete(GZIP, body[:-4])
    assert tail(GZIP, body) == b"page"


def test_a_bomb_is_not_expanded_beyond_the_limit() -> None:
    bomb = gzip.compress(bytes(4 * LARGEST_BODY), mtime=0)
    tracemalloc.start()
    assert is_complete(GZIP, bomb) and tail(GZIP, bomb) == b""
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 20


def test_an_answer_that_is_marked_as_cut_is_kept_and_never_used(tmp_path: Path) -> None:
    writer = Writer(tmp_path, "run")
    entry = writer.response(Answer(URL, 200, [], b"<html>", is_truncated=True), DATE)
    writer.close()
    assert not entry.usable and list(warc.scan(tmp_path / entry.file, 0, {})) == [entry]


@pytest.mark.parametrize("value", ["text/html; name=Jos\u00e9", "/caf\u00e9/", "caf\u00e9 \u4e2d"])
def test_a_header_is_read_back_as_it_was_written(tmp_path: Path, value: str) -> None:
    writer = Writer(tmp_path, "run")
    answer = Answer(URL, 200, [("X-Name", value), ("ETag", "x")], b"body")
    entry = writer.response(answer, DATE)
    writer.close()
    assert warc.read(tmp_path, entry) == answer


def test_a_header_that_is_not_utf_8_is_latin_1() -> None:
    assert warc.header_text("café".encode()) == warc.header_text("café".encode("latin-1")) == "café"


def test_a_flipped_byte_of_an_archived_answer_never_gives_another_answer(tmp_path: Path) -> None:
    writer = Writer(tmp_path, "run")
    answer = Answer(URL, 200, [("Content-Type", "text/html")], b"what machines learn " * 40)
    entry = writer.response(answer, DATE)
    writer.close()
    file = tmp_path / entry.file
    whole = file.read_bytes()
    for position in range(entry.offset, entry.end):
        file.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        assert warc.read(tmp_path, entry) in (None, answer), position
    file.unlink()
    assert warc.read(tmp_path, entry) is None
