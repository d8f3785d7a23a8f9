"""Bodies of answers, decoded in slices: whether one is whole, and how it ends."""

import zlib
from collections.abc import Iterable, Iterator

# (name, value) in the order of the answer
HeaderList = list[tuple[str, str]]

LARGEST_BODY = 16 * 1024 * 1024
_SLICE = 1 << 16
_GZIP = zlib.MAX_WBITS | 16
GZIP_MAGIC = b"\x1f\x8b"
_GZIP_NAMES = ("gzip", "x-gzip")


class BodyTruncated(Exception):
    """A compressed body ends before its stream does."""


class BodyTooLarge(Exception):
    """A body expands to more than LARGEST_BODY bytes."""


def decoded_slices(headers: HeaderList, body: bytes) -> Iterator[bytes]:
    """The body without its gzip coding, in slices; another coding is left as it is.

    A few bytes may expand to gigabytes, so that no more than a slice is held at a time. Raises
    BodyTruncated, or BodyTooLarge at the limit.
    """
    codings = (value for name, value in headers if name.lower() == "content-encoding")
    if next(codings, "").strip().lower() not in _GZIP_NAMES:
        yield body
        return
    size = 0
    for piece in _gunzipped(body):
        size += len(piece)
        if size > LARGEST_BODY:
            raise BodyTooLarge
        yield piece


def body_of_file(body: bytes) -> bytes:
    """What a gzip file holds; a file that is broken or holds too much stays as it is."""
    try:
        return b"".join(decoded_slices([("Content-Encoding", "gzip")], body))
    except (BodyTruncated, BodyTooLarge):
        return body


def _gunzipped(body: bytes) -> Iterator[bytes]:
    """The content of the members of a gzip stream, in slices."""
    rest = body
    while rest:
        member = zlib.decompressobj(_GZIP)
        while not member.eof:
            try:
                piece = member.decompress(rest, _SLICE)
            except zlib.error as e:
                raise BodyTruncated from e
            rest = member.unconsumed_tail
            if not piece and not rest and not member.eof:
                raise BodyTruncated
            yield piece
        rest = member.unused_data.lstrip(b"\0")
        if not rest.startswith(GZIP_MAGIC):
            return  # gzip(1) takes what follows the last member as padding, too


def is_complete(headers: HeaderList, body: bytes) -> bool:
    """Whether a gzip body ends where its stream ends. Another coding counts as complete.

    A body that is too large counts as complete, because its end is not looked for.
    """
    try:
        _last_slices(decoded_slices(headers, body))
    except BodyTruncated:
        return False
    except BodyTooLarge:
        return True
    return True


def tail(headers: HeaderList, body: bytes) -> bytes:
    """The last bytes of a body without its coding; b"" where these cannot be reached."""
    try:
        return _last_slices(decoded_slices(headers, body))
    except (BodyTruncated, BodyTooLarge):
        return b""


def _last_slices(slices: Iterable[bytes]) -> bytes:
    """The last two slices together: what ends a body may lie across the border of two."""
    previous = last = b""
    for piece in slices:
        previous, last = last, piece
    return previous + last
