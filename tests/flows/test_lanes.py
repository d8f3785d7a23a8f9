"""Which crawls run at a time: many hosts at once, one host never twice."""

import threading
from collections import Counter
from dataclasses import replace

import pytest

from courseatlas import paths, sources
from courseatlas.sources import Source
from flows.lanes import crawl_lanes, default_jobs, lanes
from tests.support.waiting import DEADLINE_SECONDS

EXAMPLE = sources.load(paths.SOURCES / "cornell.yml")


def source(name: str, *hosts: str) -> Source:
    return replace(EXAMPLE, id=name, hosts=hosts)


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        ({"a": ["x"], "b": ["y"]}, [["a"], ["b"]]),
        ({"a": ["x"], "b": ["x"]}, [["a", "b"]]),
        ({"a": ["x:80"], "b": ["x:81"]}, [["a", "b"]]),
        ({"a": ["x"], "b": ["y"], "c": ["x", "y"]}, [["a", "b", "c"]]),
        ({"a": ["x"], "b": ["y"], "c": ["z"], "d": ["z", "x"]}, [["a", "c", "d"], ["b"]]),
        ({}, []),
    ],
)
def test_sources_that_share_a_host_are_in_one_lane(
    hosts: dict[str, list[str]], expected: list[list[str]]
) -> None:
    grouped = lanes(source(name, *of) for name, of in hosts.items())
    assert [[each.id for each in lane] for lane in grouped] == expected


def test_lanes_run_at_once_and_each_keeps_its_order() -> None:
    listed = [source(f"s{number}", f"host{number % 4}") for number in range(8)]
    together = threading.Barrier(4)
    running: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = threading.Lock()

    def crawl(each: Source) -> str:
        host = each.hosts[0]
        with lock:
            running[host] += 1
            most[host] = max(most[host], running[host])
        together.wait(DEADLINE_SECONDS)  # four lanes are here at a time, or this breaks
        with lock:
            running[host] -= 1
        return each.id

    assert crawl_lanes(crawl, listed, jobs=4, stop=lambda: None) == [each.id for each in listed]
    assert set(most.values()) == {1}


def test_an_error_stops_the_crawls_that_run_and_begins_no_other() -> None:
    stopped = threading.Event()
    begun = []

    def crawl(each: Source) -> None:
        begun.append(each.id)
        if each.id == "s0":
            raise OSError("the disk is full")
        assert stopped.wait(DEADLINE_SECONDS)

    with pytest.raises(OSError, match="the disk is full"):
        crawl_lanes(crawl, [source(f"s{n}", f"host{n}") for n in range(9)], 2, stopped.set)
    assert len(begun) < 9


def test_the_number_of_jobs_fits_the_machine() -> None:
    assert 1 <= default_jobs() <= 256
