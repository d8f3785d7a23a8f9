"""How the steps after the crawl grow with the records that were read, of which one in seven stays.

`python -m benchmarks.large_tables [RECORDS …]` makes crawls of 1,000 records a source in our own
words, and refreshes twice, so that the second release is compared with the first. It prints for
each number of records the CPU seconds of each step, and the most memory that the publisher had in
it; for each but the first number also how many times the CPU seconds per record are those of the
first, which is 1 where a step grows in a line.
"""

import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from courseatlas.sources import Source
from flows.crawl import RECORDS_FILE, Crawl
from flows.curate import curate_beside
from flows.curate.processes import curators
from flows.plan import Plan, make_plan
from flows.refresh import Steps, plain_steps, refresh
from flows.runs import Run
from spiders.ledger import LEDGER_FILE, Ledger, PageOutcome

_PER_SOURCE, _PER_PAGE, _ABOUT_AI, _PER_PROGRAM = 1000, 50, 7, 100
_FIRST_DAY = datetime.fromisoformat("2026-11-17T05:00:00+00:00")
_STEPS = [field.name for field in fields(Steps)]
_AI = """Machine Learning|Deep Learning|Computer Vision|Natural Language Processing|Neural Networks
Reinforcement Learning|Artificial Intelligence|Generative AI|Large Language Models
Robot Learning|Speech Recognition|Knowledge Representation""".replace("\n", "|").split("|")
_OTHER = """Organic Chemistry|Roman Law|Microeconomics|Choral Singing|Soil Science|Anatomy
Medieval Poetry|Structural Steel|Nursing Practice|Real Analysis|Watercolour|Fluid Mechanics
Tax Accounting|Marine Biology|Phonetics|Urban Geography|Hotel Management""".replace(
    "\n", "|"
).split("|")
_FORMS = ["{}", "Introduction to {}", "Advanced {}", "{} Laboratory", "Topics in {}", "{} II"]
_WORDS = """students|methods|theory|practice|project|weekly|reading|written|models|problems|field
design|history|analysis|group|seminar|lecture|examples|measure|compare|explain|build""".replace(
    "\n", "|"
).split("|")
_SOURCE = """
name: University {number}
platform: courseleaf
provider: {{type: university, country: US, website: https://www.u{number}.example}}
start_urls: ['https://catalog.u{number}.example/']
hosts: ['catalog.u{number}.example']
defaults: {{language: en, credit_unit: semester_hour}}
"""


# step -> CPU seconds, and the most MiB of the publisher
Measured = dict[str, tuple[float, float]]


def main() -> None:
    """Print the figures for the numbers of records that the command line names."""
    print_growth([int(number) for number in sys.argv[1:]] or [20_000, 100_000])


def print_growth(numbers: Sequence[int]) -> None:
    """Print a line for each number of records and each of two runs, and how each step grows."""
    print(f"CPU s and MiB of each step, {len(os.sched_getaffinity(0))} cores")
    heading = "".join(f"{name + ' s':>13} {'MiB':>6}" for name in _STEPS)
    print(f"{'records':>9} {'run':>4} {heading}", flush=True)
    first: list[Measured] = []
    for records in numbers:
        with tempfile.TemporaryDirectory() as folder:
            measured = list(_runs(Path(folder), records))
        first = first or measured
        if records != numbers[0]:
            _print_factors(measured, first, records / numbers[0])


def _print_factors(measured: Sequence[Measured], first: Sequence[Measured], times: float) -> None:
    """Print by how much a record costs more than it does among the fewest records."""
    for run, (large, small) in enumerate(zip(measured, first, strict=True), 1):
        factors = [large[name][0] / max(small[name][0], 0.1) / times for name in _STEPS]
        print(f"{'x':>9} {run:>4} {''.join(f'{factor:13.2f}       ' for factor in factors)}")


def _runs(folder: Path, records: int) -> Iterator[Measured]:
    (folder / "sources").mkdir()
    for number in range(max(1, records // _PER_SOURCE)):
        text = _SOURCE.format(number=number)
        (folder / "sources" / f"u{number:04}.yml").write_text(text)
    for run in range(2):
        day = _FIRST_DAY + timedelta(days=7 * run)
        plan = make_plan(folder / "output", sources_folder=folder / "sources", now=day.isoformat())
        written = _write_crawls(plan, folder / f"crawls-{run}", run)
        measured: Measured = {}
        result = refresh(plan, _measured_steps(written, measured))
        assert result.release, result.headline
        figures = "".join(f"{measured[name][0]:13.1f} {measured[name][1]:6.0f}" for name in _STEPS)
        rows = sum(len(result.tables[name]) for name in ("programs", "courses"))
        print(f"{records:>9} {run + 1:>4} {figures}  {rows} rows", flush=True)
        yield measured


def _measured_steps(written: Path, measured: Measured) -> Steps:
    """The steps over crawls that have been written; `measured` takes CPU s and MiB of each."""

    def timed(name: str, step: Callable[..., Any], *values: Any) -> Any:
        Path("/proc/self/clear_refs").write_text("5")  # the greatest memory begins anew
        began = _cpu_seconds()
        result = step(*values)
        measured[name] = (_cpu_seconds() - began, _peak_mib())
        return result

    steps = replace(plain_steps(), crawl=partial(_curate_crawls, written))
    return Steps(**{name: partial(timed, name, getattr(steps, name)) for name in _STEPS})


def _curate_crawls(written: Path, sources: Sequence[Source], run: Run) -> list[Crawl]:
    """Crawls that ended all at once, curated by as many processes as there are cores."""
    with curators() as beside, ThreadPoolExecutor(4) as pool:

        def crawl(source: Source) -> Crawl:
            return curate_beside(run, Crawl(source, written / source.id, 1.0, 1), beside)

        return list(pool.map(crawl, sources))


def _cpu_seconds() -> float:
    """The CPU seconds of this process and of the curating processes that have ended."""
    while multiprocessing.active_children():  # they were ended, and are about to be gone
        time.sleep(0.01)
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak_mib() -> float:
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _write_crawls(plan: Plan, folder: Path, run: int) -> Path:
    for source in plan.active:
        (folder / source.id).mkdir(parents=True)
        with open(folder / source.id / RECORDS_FILE, "wb") as lines:
            for record in _records(source, run):
                lines.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        ledger = Ledger(folder / source.id / LEDGER_FILE, source.id)
        for page in range(_PER_SOURCE // _PER_PAGE):
            ledger.close_url(_page(source, page), PageOutcome("record", records=_PER_PAGE))
        ledger.close()
    return folder


def _page(source: Source, page: int) -> str:
    return f"https://{source.hosts[0]}/courses/{page}/"


def _records(source: Source, run: int) -> Iterator[dict[str, Any]]:
    """The courses of a source and its programs, each with some of the courses."""
    made = random.Random(source.id)
    for number in range(_PER_SOURCE):
        is_ai = number % _ABOUT_AI == 0
        subject = made.choice(_AI if is_ai else _OTHER)
        title = made.choice(_FORMS).format(subject)
        text = " ".join(made.choices(_WORDS, k=60))
        changed = " Revised." if run and number % 50 == 0 else ""
        fields: dict[str, Any] = {
            "code": f"{subject[:4].upper()} {100 + number}",
            "description": f"{title} for {text}.{changed}",
            "credits_text": made.choice(["3", "4 credits", "1-3 credits"]),
        }
        if number % 5 == 0:
            fields["prerequisites_text"] = f"{subject[:4].upper()} {max(100, 99 + number)}"
        is_program = number % _PER_PROGRAM == 0
        if is_program:
            title, fields = f"{made.choice(_AI)}, MS {number}", {"credential_text": "MS"}
        yield _record(source, number, title, fields, _components(number) if is_program else [])


def _components(number: int) -> list[dict[str, Any]]:
    names = ["group_title", "choose_count", "choose_credits", "alternative_to", "range_from"]
    names += ["range_to", "option", "course_alias"]
    listed = range(number + 1, number + 15)
    return [
        {
            "course_code": f"MACH {100 + course}",
            "course_title": f"Course {course}",
            "role": "required",
            "excluded_codes": [],
            **dict.fromkeys(names),
        }
        for course in listed
    ]


def _record(
    source: Source,
    number: int,
    title: str,
    stated: dict[str, Any],
    components: list[dict[str, Any]],
) -> dict[str, Any]:
    page, kind = _page(source, number // _PER_PAGE), "program" if components else "course"
    return {
        "source_id": source.id,
        "kind": kind,
        "key": stated.get("code", f"p{number}"),
        "url": page,
        "title": title,
        "fields": stated,
        "components": components,
        "evidence_url": page,
        "page_position": number % _PER_PAGE + 1,
        "fetched_at": "2026-11-17T05:00:00Z",
        "payload_sha256": "0" * 64,
        "freshness": "fresh",
    }


if __name__ == "__main__":
    main()
