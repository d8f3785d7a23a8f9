"""WARC files (ISO 28500): append a response or a revisit, read one back, mend a torn tail."""

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders.archive.index import Entry

Headers = list[tuple[str, str]]
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_MAX_FILE = 256 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """A response as it came: status, headers in order, body still in its content coding."""

    url: str
    status: int
    headers: Headers
    body: bytes


def now() -> str:
    """The clock as a WARC-Date: RFC 3339, UTC, microseconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def complete(headers: Headers, body: bytes) -> bool:
    """Whether a gzip or deflate body ends where its stream ends. Another coding cannot be told and counts as complete."""
    coding = next((value for name, value in headers if name.lower() == "content-encoding"), "").strip().lower()
    if coding not in ("gzip", "x-gzip") or not body:
        return True
    while body:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            stream.decompress(body)
        except zlib.error:
            return False
        if not stream.eof:
            return False
        body = stream.unused_data.lstrip(b"\0")
        if not body.startswith(b"\x1f\x8b"):  # what follows the last member is padding or noise, as gzip(1) has it
            return True
    return True


class Writer:
    """Appends records to `<run>-NNNNN.warc.gz` files of a folder; each is flushed before it is indexed."""

    def __init__(self, folder: Path, run: str):
        self._folder, self._run = folder, run
        self._number = len(list(folder.glob(f"{run}-*.warc.gz")))
        self._stream: BinaryIO | None = None
        self._path = folder

    def response(self, answer: Answer, fetched_at: str) -> Entry:
        """Archive a whole answer; returns its entry. Raises OSError where the disk refuses."""
        stream, writer = self._open()
        offset = stream.tell()
        writer.write_record(
            writer.create_warc_record(
                answer.url,
                "response",
                payload=BytesIO(answer.body),
                length=len(answer.body),
                http_headers=_http(answer),
                warc_headers_dict={"WARC-Date": fetched_at},
            )
        )
        stream.flush()
        usable = complete(answer.headers, answer.body)
        return Entry(
            answer.url,
            self._run,
            fetched_at,
            answer.status,
            "response",
            self._path.name,
            offset,
            stream.tell(),
            self._path.name,
            offset,
            usable,
        )

    def revisit(self, earlier: Entry, headers: Headers, fetched_at: str) -> Entry:
        """Archive a 304: the earlier answer still stands."""
        stream, writer = self._open()
        offset = stream.tell()
        record = writer.create_revisit_record(
            earlier.url,
            digest="sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
            refers_to_uri=earlier.url,
            refers_to_date=earlier.fetched_at,
            http_headers=StatusAndHeaders("304 Not Modified", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": fetched_at},
        )
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
        record.rec_headers.remove_header("WARC-Payload-Digest")
        writer.write_record(record)
        stream.flush()
        return Entry(
            earlier.url,
            self._run,
            fetched_at,
            earlier.status,
            "revisit",
            self._path.name,
            offset,
            stream.tell(),
            earlier.body_file,
            earlier.body_offset,
        )

    def close(self) -> None:
        if self._stream:
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._stream = None

    def _open(self) -> tuple[BinaryIO, WARCWriter]:
        if self._stream and self._stream.tell() > _MAX_FILE:
            self.close()
        if self._stream is None:
            self._path = self._folder / f"{self._run}-{self._number:05d}.warc.gz"
            self._number += 1
            self._stream = open(self._path, "ab")  # noqa: SIM115
            writer = WARCWriter(self._stream, gzip=True, warc_version="1.1")
            writer.write_record(
                writer.create_warcinfo_record(self._path.name, {"software": "Course Atlas", "format": "WARC File Format 1.1"})
            )
        return self._stream, WARCWriter(self._stream, gzip=True, warc_version="1.1")


def read(folder: Path, entry: Entry) -> Answer:
    """The answer that an entry stands for. Raises OSError or ArchiveLoadFailed where the file is not as indexed."""
    with open(folder / entry.body_file, "rb") as stream:
        stream.seek(entry.body_offset)
        record = next(iter(ArchiveIterator(stream)))
        return Answer(entry.url, entry.status, list(record.http_headers.headers), record.raw_stream.read())


def scan(path: Path, start: int, known: dict[str, Entry]) -> Iterator[Entry]:
    """The complete records of a file from an offset on, as entries; `known` maps URL to its last whole answer and is kept up to date."""
    run = path.name.rpartition("-")[0]
    with open(path, "rb") as stream:
        stream.seek(start)
        records = ArchiveIterator(stream)
        try:
            for record in records:
                url = record.rec_headers.get_header("WARC-Target-URI")
                if record.rec_type not in ("response", "revisit") or not url:
                    continue
                body = record.raw_stream.read()
                offset = records.get_record_offset()
                end = offset + records.get_record_length()
                entry = _entry(record, body, url, run, path.name, offset, end, known)
                if entry:
                    known[url] = entry
                    yield entry
        except (ArchiveLoadFailed, EOFError, OSError, zlib.error):
            return


def mend(path: Path, whole: int) -> int:
    """Cut a file off after its last whole record; returns the bytes cut. `whole` is where that record ends."""
    torn = path.stat().st_size - whole
    if torn > 0:
        os.truncate(path, whole)
    return torn


def whole_records_end(path: Path, start: int) -> int:
    """Where the last whole gzip member after `start` ends: each record is one member."""
    end = start
    with open(path, "rb") as stream:
        stream.seek(start)
        stream_of_member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        position = start
        while chunk := stream.read(1 << 20):
            while chunk:
                try:
                    stream_of_member.decompress(chunk)
                except zlib.error:
                    return end
                if not stream_of_member.eof:
                    position += len(chunk)
                    break
                rest = stream_of_member.unused_data
                position += len(chunk) - len(rest)
                end, chunk = position, rest
                stream_of_member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    return end


def _entry(
    record: ArcWarcRecord, body: bytes, url: str, run: str, file: str, offset: int, end: int, known: dict[str, Entry]
) -> Entry | None:
    date = record.rec_headers.get_header("WARC-Date")
    if record.rec_type == "revisit":
        earlier = known.get(url)
        return earlier and Entry(url, run, date, earlier.status, "revisit", file, offset, end, earlier.body_file, earlier.body_offset)
    usable = complete(list(record.http_headers.headers), body)
    return Entry(url, run, date, int(record.http_headers.get_statuscode()), "response", file, offset, end, file, offset, usable)


def _http(answer: Answer) -> StatusAndHeaders:
    return StatusAndHeaders(f"{answer.status} {_REASONS.get(answer.status, 'Answer')}", answer.headers, protocol="HTTP/1.1")


_REASONS = {
    200: "OK",
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    304: "Not Modified",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
    403: "Forbidden",
    404: "Not Found",
    410: "Gone",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
