"""Builds the sample archive: pages in each platform's real markup, with real facts (numbers, titles, credits) and our own sentences.

`python -m samples.build` writes `samples/archive/<source>/sample-00000.warc.gz` and `samples/sources/*.yml`, byte for byte the same each time.
"""

import random
import re
import shutil
import uuid
from pathlib import Path
from unittest import mock

from samples import (
    pages_cmu,
    pages_cornell,
    pages_coursera,
    pages_indiana,
    pages_khan,
    pages_mit,
    pages_mit_more,
    pages_northeastern,
    pages_platforms,
    pages_societies,
    pages_udemy,
)
from spiders.archive import warc

# in this order: the archive's identifiers are drawn one after the other
_MODULES = (
    pages_northeastern,
    pages_mit,
    pages_cmu,
    pages_cornell,
    pages_indiana,
    pages_coursera,
    pages_udemy,
    pages_khan,
    pages_mit_more,
    pages_platforms,
    pages_societies,
)
# source -> the archived answers of its sample pages
ANSWERS = {source: answers for module in _MODULES for source, answers in module.ANSWERS.items()}
HERE = Path(__file__).parent
DATE = "2026-11-23T05:00:00.000000Z"
# the sample holds a slice of each catalog: its floors are those of the slice
FLOORS = {
    "cmu": {"courses": 10, "programs": 1},
    "northeastern": {"courses": 12, "programs": 1},
    "mit": {"courses": 6},
    "mit-ocw": {"courses": 3},
    "edx": {"courses": 3, "programs": 2},
    "indiana": {"courses": 3, "programs": 2},
    "indiana-indianapolis": {"programs": 2},
    "indiana-luddy": {"courses": 2},
    "ecornell": {"programs": 1, "courses": 5},
    "cornell": {"courses": 8},
    "cornell-catalog": {"programs": 2},
    "mitx": {"courses": 2, "programs": 1},
    "mit-xpro": {"courses": 2},
    "mit-professional-education": {"courses": 2},
    "mit-sloan": {"courses": 2},
    "mit-learn": {"courses": 1},
    "mit-deepfakes": {"courses": 1},
    "aaai": {"events": 1},
    "ieee-cis": {"events": 2},
    "ieee-vtools": {"events": 4},
    "infosec": {"courses": 3, "programs": 1},
    "coursera": {"courses": 8, "programs": 2},
    "udemy": {"courses": 5},
    "khan-academy": {"courses": 2},
}


def build() -> int:
    """Write the archive and the sources; returns how many pages there are."""
    count = 0
    shutil.rmtree(HERE / "archive", ignore_errors=True)
    numbers = random.Random(20261123)
    # a WARC names each record by a random number and a date: here both are drawn so that the file is the same each time
    with (
        mock.patch("uuid.uuid4", lambda: uuid.UUID(int=numbers.getrandbits(128), version=4)),
        mock.patch("warcio.warcwriter.WARCWriter.curr_warc_date", lambda self: DATE),
        mock.patch("time.time", lambda: 1795410000.0),
    ):
        for source, answers in ANSWERS.items():
            folder = HERE / "archive" / source
            folder.mkdir(parents=True)
            writer = warc.Writer(folder, "sample")
            for answer in answers:
                writer.response(answer, DATE)
                count += 1
            writer.close()
    _sources()
    return count


def _sources() -> None:
    shutil.rmtree(HERE / "sources", ignore_errors=True)
    (HERE / "sources").mkdir()
    for path in sorted((HERE.parent / "sources").glob("*.yml")):
        text = re.sub(r"(?m)^expect:\n(?:[ ]+.*\n?)+", "", path.read_text("utf-8")).rstrip() + "\n"
        text = text.replace(
            "$schema=source.schema.json", "$schema=../../sources/source.schema.json", 1
        )
        if floors := FLOORS.get(path.stem):
            text += (
                "expect:                           # of the sample archive's slice of the catalog\n"
            )
            text += "".join(
                f"  {kind}: {{at_least: {number}}}\n" for kind, number in floors.items()
            )
        (HERE / "sources" / path.name).write_text(text, "utf-8")


if __name__ == "__main__":
    print(f"{build()} pages")
