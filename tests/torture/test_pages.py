"""Malformed pages: each reader gives records or says why not, and comes to an end."""

import random
import re
import sysconfig
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from courseatlas.records import Page, Unreadable, as_line, crawl_record
from samples.build import ANSWERS
from spiders import platforms
from spiders.page import walls
from tests.torture.tally import IS_WHOLE, Tally, tries

MOST_SECONDS = 10.0
SEED = 15


def seeds() -> list[tuple[bytes, str]]:
    """The body and the type of each page of the samples."""
    return [
        (answer.body, dict(answer.headers).get("Content-Type", "text/html").partition(";")[0])
        for answers in ANSWERS.values()
        for answer in answers
        if answer.status == 200 and answer.body
    ]


def cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body))]


def without_middle(body: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(body)) for _ in range(2))
    return body[:first] + body[last:]


def flipped(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(max(1, len(body) // 200)):
        changed[chance.randrange(len(body))] = chance.randrange(256)
    return bytes(changed)


def without_tags(body: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"</?\w+[^>]*>", lambda tag: tag[0] if chance.random() < 0.7 else b"", body)


def repeated(body: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(body))
    return body[:start] + body[start : start + 200] * 300 + body[start:]


def nested(body: bytes, chance: random.Random) -> bytes:
    opens, closes = chance.choice(((b"<div>", b"</div>"), (b"[", b"]"), (b'{"a":', b"}")))
    return opens * 5000 + body + closes * 5000


def numbers(body: bytes, chance: random.Random) -> bytes:
    odd = chance.choice((b"9" * 400, b"-1", b"1e999", b"\xd9\xa1\xd9\xa2", b"NaN", b"0x1F"))
    return re.sub(rb"\d+", lambda match: odd if chance.random() < 0.3 else match[0], body)


CHANGES = (cut, without_middle, flipped, without_tags, repeated, nested, numbers)


def parser_tests() -> Iterator[bytes]:
    """The malformed documents that Python's own parsers are tested with, where it has them."""
    folder = Path(sysconfig.get_path("stdlib")) / "test"
    for path in sorted((*folder.rglob("*.xml"), *folder.rglob("*.html"))):
        yield path.read_bytes()


def read(platform: str, body: bytes, kind: str) -> str | None:
    """What is wrong with reading a page; None where nothing is."""
    page = Page("https://catalog.example.edu/courses/", body, kind, "2026-11-23T05:00:00Z")
    module = platforms.load(platform)
    try:
        walls.check(page)
        for position, record in enumerate(module.read(page), 1):
            as_line(crawl_record(record, page, "example", position, "fresh"))
        list(module.links(page))
        list(module.next_pages(page))
    except Unreadable:
        return None
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return None


@pytest.mark.parametrize("part", range(9 if IS_WHOLE else 1))
def test_no_malformed_page_ends_a_reader(tally: Callable[[str], Tally], part: int) -> None:
    told = tally(f"malformed pages, part {part + 1}")
    chance = random.Random(SEED + part)
    known, names = seeds(), platforms.names()
    for number in range(tries(100, 1000)):
        body, kind = chance.choice(known)
        change = chance.choice(CHANGES)
        platform = chance.choice(names)
        try_one(told, platform, change(body, chance), kind, f"{change.__name__} {number}")


def test_no_page_of_a_parser_s_own_tests_ends_a_reader(tally: Callable[[str], Tally]) -> None:
    told = tally("pages of parsers' own tests")
    bodies = list(parser_tests())
    if not bodies:
        pytest.skip("this Python comes without its tests")
    for body in bodies if IS_WHOLE else bodies[:5]:
        for platform in platforms.names() if IS_WHOLE else platforms.names()[:2]:
            try_one(told, platform, body, "text/html", repr(body[:40]))


def try_one(told: Tally, platform: str, body: bytes, kind: str, case: str) -> None:
    told.tries += 1
    begin = time.process_time()
    problem = read(platform, body, kind)
    seconds = time.process_time() - begin
    told.lost += [f"{platform}, {case}: {problem}"] if problem else []
    told.hung += [f"{platform}, {case}: {seconds:.0f} s"] if seconds > MOST_SECONDS else []
