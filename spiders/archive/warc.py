"""WARC files (ISO 28500): append a response or a revisit, read one back, mend a torn tail."""

import os
import zlib
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.warcwriter import WARCWriter

from spiders.archive.body import HeaderList, is_complete
from spiders.archive.index import Entry

_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_VERSION = "1.1"
# ISO 28500, section 5.13
_TRUNCATED = "WARC-Truncated"
_WARCINFO = {"software": "Course Atlas", "format": f"WARC File Format {_VERSION}"}
_LARGEST_FILE = 256 * 1024 * 1024
# the payload digest of nothing, which warcio asks for before it writes a revisit
_EMPTY_DIGEST = f"sha1:{b32encode(sha1().digest()).decode()}"
_GZIP = zlib.MAX_WBITS | 16
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Answer:
    """A response as it came: status, headers in order, body still in its content coding.

    `is_truncated` says that a guard found it cut, which its coding does not tell.
    """

    url: str
    status: int
    headers: HeaderList
    body: bytes
    is_truncated: bool = False


def now() -> str:
    """The clock as a WARC-Date: RFC 3339, UTC, microseconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Writer:
    """Appends records to `<run>-NNNNN.warc.gz` files of a folder and flushes each of them."""

    def __init__(self, folder: Path, run: str):
        self._folder, self._run = folder, run
        self._number = len(list(folder.glob(f"{run}-*.warc.gz")))
        self._stream: BinaryIO | None = None
        self._path = folder

    def response(self, answer: Answer, fetched_at: str) -> Entry:
        """Archive a whole answer; returns its entry. Raises OSError where the disk refuses."""
        stream, writer = self._open()
        offset = stream.tell()
        truncated = {_TRUNCATED: "unspecified"} if answer.is_truncated else {}
        writer.write_record(
            writer.create_warc_record(
                answer.url,
                "response",
                payload=BytesIO(answer.body),
                length=len(answer.body),
                http_headers=_status_and_headers(answer.status, answer.headers),
                warc_headers_dict={"WARC-Date": fetched_at, **truncated},
            )
        )
        stream.flush()
        file = self._path.name
        return Entry(
            url=answer.url,
            run=self._run,
            fetched_at=fetched_at,
            status=answer.status,
            kind="response",
            file=file,
            offset=offset,
            end=stream.tell(),
            body_file=file,
            body_offset=offset,
            usable=not truncated and is_complete(answer.headers, answer.body),
        )

    def revisit(self, earlier: Entry, headers: HeaderList, fetched_at: str) -> Entry:
        """Archive a 304, by which an earlier answer still stands; returns its entry.

        Raises OSError where the disk refuses.
        """
        stream, writer = self._open()
        offset = stream.tell()
        record = writer.create_revisit_record(
            earlier.url,
            digest=_EMPTY_DIGEST,
            refers_to_uri=earlier.url,
            refers_to_date=earlier.fetched_at,
            http_headers=_status_and_headers(HTTPStatus.NOT_MODIFIED, headers),
            warc_headers_dict={"WARC-Date": fetched_at},
        )
        record.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
        record.rec_headers.remove_header("WARC-Payload-Digest")
        writer.write_record(record)
        stream.flush()
        return Entry(
            url=earlier.url,
            run=self._run,
            fetched_at=fetched_at,
            status=earlier.status,
            kind="revisit",
            file=self._path.name,
            offset=offset,
            end=stream.tell(),
            body_file=earlier.body_file,
            body_offset=earlier.body_offset,
        )

    def close(self) -> None:
        """Write the open file to the disk and close it."""
        if self._stream:
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._stream = None

    def _open(self) -> tuple[BinaryIO, WARCWriter]:
        if self._stream and self._stream.tell() > _LARGEST_FILE:
            self.close()
        if self._stream is None:
            self._path = self._folder / f"{self._run}-{self._number:05d}.warc.gz"
            self._number += 1
            self._stream = open(self._path, "ab")  # noqa: SIM115
            writer = WARCWriter(self._stream, gzip=True, warc_version=_VERSION)
            writer.write_record(writer.create_warcinfo_record(self._path.name, _WARCINFO))
        return self._stream, WARCWriter(self._stream, gzip=True, warc_version=_VERSION)


def header_text(value: bytes) -> str:
    """The text of a header's name or value: UTF-8, else ISO-8859-1, as warcio reads it back.

    >>> header_text(b"caf\\xc3\\xa9"), header_text(b"caf\\xe9")
    ('caf\xe9', 'caf\xe9')
    """
    text: str = StatusAndHeadersParser.decode_header(value)
    return text


class _Head(StatusAndHeaders):  # type: ignore[misc]
    """A head that is written in UTF-8, as it is read back.

    warcio would percent-encode a header that is not ASCII, and a `Location` or `Content-Type` would
    no longer say what it said.
    """

    def to_ascii_bytes(self, filter_func: Callable[..., Any] | None = None) -> bytes:
        """The status line and the headers as bytes."""
        head: bytes = self.to_bytes(filter_func)
        return head


def _status_and_headers(status: int, headers: HeaderList) -> StatusAndHeaders:
    """The head of an HTTP answer, with a phrase also for a status that no standard knows."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"
    return _Head(f"{status} {phrase}", headers, protocol="HTTP/1.1")


def read(folder: Path, entry: Entry) -> Answer | None:
    """The answer that an entry stands for; None where its file is gone or damaged there.

    Raises OSError where the machine refuses.
    """
    try:
        with open(folder / entry.body_file, "rb") as stream:
            stream.seek(entry.body_offset)
            # warcio reads on where the checksum of the gzip member does not match
            member = _whole_member(stream)
        record = next(iter(ArchiveIterator(BytesIO(member))), None)
    except (FileNotFoundError, ArchiveLoadFailed, EOFError, zlib.error):
        return None
    if record is None or record.rec_type != "response" or _url(record) != entry.url:
        return None
    headers = list(record.http_headers.headers)
    return Answer(entry.url, entry.status, headers, record.raw_stream.read())


def _whole_member(stream: BinaryIO) -> bytes:
    """The content of the gzip member that begins here.

    Raises EOFError or zlib.error where it is cut or its checksum does not match.
    """
    member = zlib.decompressobj(_GZIP)
    parts = []
    while not member.eof:
        chunk = stream.read(_CHUNK)
        if not chunk:
            raise EOFError
        parts.append(member.decompress(chunk))
    return b"".join(parts)


def scan(path: Path, start: int, earlier: Mapping[str, Entry]) -> Iterator[Entry]:
    """The complete records of a file from an offset on, as entries.

    `earlier` maps a URL to its last whole answer before the offset, which a revisit refers to.
    """
    last_whole = dict(earlier)
    with open(path, "rb") as stream:
        stream.seek(start)
        records = ArchiveIterator(stream)
        try:
            for record in records:
                url = _url(record)
                if record.rec_type not in ("response", "revisit") or not url:
                    continue
                body = record.raw_stream.read()
                offset = records.get_record_offset()
                end = offset + records.get_record_length()
                entry = _entry(record, body, last_whole.get(url), path.name, offset, end)
                if entry:
                    last_whole[url] = entry
                    yield entry
        except (ArchiveLoadFailed, EOFError, OSError, zlib.error):
            return


def _url(record: ArcWarcRecord) -> str:
    url: str = record.rec_headers.get_header("WARC-Target-URI")
    return url


def _entry(
    record: ArcWarcRecord, body: bytes, earlier: Entry | None, file: str, offset: int, end: int
) -> Entry | None:
    """The entry of a record; None for a revisit of an answer that is not there.

    The name of a file begins with its run.
    """
    url = _url(record)
    run, fetched_at = file.rpartition("-")[0], record.rec_headers.get_header("WARC-Date")
    if record.rec_type == "response":
        status = int(record.http_headers.get_statuscode())
        is_truncated = record.rec_headers.get_header(_TRUNCATED) is not None
        usable = not is_truncated and is_complete(list(record.http_headers.headers), body)
        kind = "response"
        return Entry(url, run, fetched_at, status, kind, file, offset, end, file, offset, usable)
    if earlier is None:
        return None
    place = (file, offset, end, earlier.body_file, earlier.body_offset)
    return Entry(url, run, fetched_at, earlier.status, "revisit", *place)


def mend(path: Path, whole: int) -> int:
    """Cut a file off after its last whole record, which ends at `whole`; returns the bytes cut."""
    torn = path.stat().st_size - whole
    if torn > 0:
        os.truncate(path, whole)
    return torn


def whole_records_end(path: Path, start: int) -> int:
    """Where the last whole gzip member after `start` ends: each record is one member."""
    end = position = start
    with open(path, "rb") as stream:
        stream.seek(start)
        member = zlib.decompressobj(_GZIP)
        while chunk := stream.read(1 << 20):
            while chunk:
                try:
                    member.decompress(chunk)
                except zlib.error:
                    return end
                if not member.eof:
                    position += len(chunk)
                    break
                position += len(chunk) - len(member.unused_data)
                end, chunk = position, member.unused_data
                member = zlib.decompressobj(_GZIP)
    return end
