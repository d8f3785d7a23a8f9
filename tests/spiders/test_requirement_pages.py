"""What holds for the courses of a program page, also where its markup is broken."""

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from courseatlas.records import Page
from spiders.platforms import acalog, courseleaf
from tests.spiders.platforms.test_acalog import CORES
from tests.spiders.platforms.test_courseleaf_tables import PROGRAMS

ACALOG = '<html><body><h1 id="acalog-content">Lamp Science</h1>{}</body></html>'
PAGES = [
    *((courseleaf, page) for page, _ in PROGRAMS.values()),
    *((acalog, ACALOG.format(cores)) for cores, _ in CORES.values()),
]
# parts of documents that change what the markup around them means
PARTS = ["", "<", ">", "</td>", "</tr>", "<tr>", "<td>", "<!-- x -->", "<br>", "or ", "<p>", "</div>", "<li>"]  # fmt: skip


@st.composite
def broken_pages(draw: st.DrawFn) -> tuple[object, str]:
    """A platform and a page of it, some of whose characters are left out or replaced."""
    platform, page = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(page)))
        end = start + draw(st.sampled_from((0, 1, 6, 40)))
        page = page[:start] + draw(st.sampled_from(PARTS)) + page[end:]
    return platform, page


def words(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(broken_pages())
def test_every_row_is_printed_and_every_position_is_of_an_earlier_row(broken) -> None:
    platform, page = broken
    assume("</" in page)
    url = "https://catalog.example.edu/preview_program.php?catoid=3&poid=5"
    saved = Page(url, page.encode())
    # a footnote in the middle of a code is no part of it
    without_footnotes = Page(url, re.sub("<sup>.*?</sup>", "", page).encode())
    texts = (each.tree.itertext() for each in (saved, without_footnotes))
    printed = words(" ".join("".join(text) for text in texts))
    for record in platform.read(saved):
        for position, row in enumerate(record.components, 1):
            # of "CS 101-102" the second code has its subject from the first
            for part in (row.course_code or "").rsplit(" ", 1):
                assert words(part) in printed
            assert (row.course_code is None) == (row.range_from is not None)
            assert row.role in ("required", "elective", "component") and row.course_title
            assert (row.alternative_to or 0) < position and (row.option or 1) <= position
