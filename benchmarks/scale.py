"""How a refresh grows with its sources: many local hosts whose answers take half a second.

`python -m benchmarks.scale [HOSTS] [JOBS …] [--workers N …] [--records N …]` prints for each number
of jobs the wall-clock time, the sources per minute, the CPU seconds of a source, the most memory
that a crawl shares with no other process, and the bound that no scheduling can beat: the greatest
of the slowest source, the sources' own times over the jobs, and the CPU over the cores. With
`--workers` it prints the first three for so many workers on this machine (`benchmarks.workers`),
with `--records` how each step behind the crawls grows with so many records
(`benchmarks.large_tables`).
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks import large_tables, workers
from benchmarks.refresh import cpu
from benchmarks.slow_hosts import addresses

ROOT = Path(__file__).resolve().parent.parent
_PAGES, _SECONDS = 5, 0.5
SOURCE = """
name: Site {number}
platform: courseleaf
provider: {{type: university, country: US, website: https://www.example.edu}}
start_urls: ['http://{host}/courses/']
hosts: ['{host}']
delay_seconds: 0
"""


def main() -> None:
    """Print a line for each number of jobs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("hosts", type=int, nargs="?", default=200)
    parser.add_argument("jobs", type=int, nargs="*", default=[1, 4, 16, 64])
    parser.add_argument("--workers", type=int, nargs="*", default=[])
    parser.add_argument("--records", type=int, nargs="*", default=[])
    options = parser.parse_args()
    hosts, jobs = options.hosts, options.jobs
    cores = len(os.sched_getaffinity(0))
    print(f"{hosts} hosts of {_PAGES} pages, {_SECONDS} s each answer, {cores} cores")
    heading = ("jobs", "wall s", "per minute", "CPU s/source", "own MiB", "bound s", "ratio")
    print("".join(f"{name:>14}" for name in heading))
    with _serving(hosts) as port, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_sources(folder / "sources", hosts, port)
        for number in jobs:
            print("".join(f"{value:>14}" for value in _measure(folder, hosts, number, cores)))
        for number in options.workers:
            wall, cpu_seconds = workers.measure(folder, hosts, number)
            print(
                f"{number} workers: {wall:.0f} s wall, {hosts / wall * 60:.0f} per minute, "
                f"{cpu_seconds / hosts:.2f} CPU s per source"
            )
    if options.records:
        large_tables.print_growth(options.records)


def _measure(folder: Path, hosts: int, jobs: int, cores: int) -> tuple[str, ...]:
    output = folder / f"out-{jobs}"
    command = [sys.executable, "-m", "cli", "refresh", "--no-prefect", "--jobs", str(jobs)]
    command += ["--sources", str(folder / "sources"), "--output", str(output)]
    began = time.monotonic()
    cpu_seconds = cpu(command, ROOT)
    wall = time.monotonic() - began
    results = [json.loads(path.read_text()) for path in output.glob("runs/*/sources/*/result.json")]
    assert len(results) == hosts, f"{len(results)} of {hosts} sources have a result"
    own = [result["seconds"] for result in results]
    bound = max(max(own), sum(own) / jobs, cpu_seconds / cores)
    memory = max(result["own_memory_kib"] for result in results) / 1024
    return (
        str(jobs),
        f"{wall:.0f}",
        f"{hosts / wall * 60:.0f}",
        f"{cpu_seconds / hosts:.2f}",
        f"{memory:.0f}",
        f"{bound:.0f}",
        f"{wall / bound:.2f}",
    )


def _write_sources(folder: Path, hosts: int, port: int) -> None:
    folder.mkdir()
    for number, address in enumerate(addresses(hosts)):
        text = SOURCE.format(number=number, host=f"{address}:{port}")
        (folder / f"site-{number:04}.yml").write_text(text)


@contextmanager
def _serving(hosts: int) -> Iterator[int]:
    """The port on which a process of its own serves the hosts."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.slow_hosts", str(port), str(hosts), str(_PAGES)]
    with subprocess.Popen(
        [*command, str(_SECONDS)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout and server.stdout.readline() == "ready\n"
            yield port
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
