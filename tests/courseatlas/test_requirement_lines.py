"""What holds of the grammar of requirements whatever a program lists."""

from hypothesis import given
from hypothesis import strategies as st

from courseatlas.records import Component
from courseatlas.requirements.listing import Line, components

CODES = st.integers(100, 999).map(lambda number: f"LMP {number}")
COURSES = st.lists(CODES, min_size=1, max_size=3, unique=True).map(
    lambda codes: tuple((code, f"Title of {code}") for code in codes)
)
COURSE_LINES = st.builds(
    lambda courses, depth, is_or: Line(" ".join(code for code, _ in courses), courses, depth=depth, is_or=is_or),
    COURSES,
    st.integers(0, 2),
    st.booleans(),
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "Choose two of the following:",
        "Select 9 credits from the following:",
        "Complete all of the following:",
        "One of:",
        "or",
        "or the following:",
        "Option A",
        "Option B: Thesis",
        "Recommended Courses",
        "A note on the program.",
        "Technical Electives",
        "LMP 300 to LMP 399, except LMP 350",
        "any 400-level LMP course",
        "",
    ]
)
WORD_LINES = st.builds(
    lambda words, depth, amount: Line(words, depth=depth, amount=amount),
    WORDS,
    st.integers(0, 2),
    st.sampled_from(["", "3", "12"]),
)
HEADINGS = st.builds(
    lambda words, level: Line(words, heading=level), WORDS, st.sampled_from([1, 2, 3, 3.5, 8, 9])
)
LINES = st.lists(st.one_of(COURSE_LINES, COURSE_LINES, WORD_LINES, HEADINGS), max_size=25)


@given(LINES)
def test_every_code_is_printed_and_every_printed_code_is_listed(lines: list[Line]) -> None:
    printed = {code for line in lines for code, _ in line.courses}
    assert {row.course_code for row in components(lines) if not row.range_from} == printed


@given(LINES)
def test_a_range_is_no_course(lines: list[Line]) -> None:
    rows = components(lines)
    assert all((row.course_code is None) == (row.range_from is not None) for row in rows)
    assert all(row.role == "elective" for row in rows if row.range_from)
    assert all(not row.excluded_codes for row in rows if not row.range_from)


@given(LINES)
def test_a_row_stands_for_an_earlier_one_and_a_way_has_the_number_of_its_first_row(
    lines: list[Line],
) -> None:
    rows = components(lines)
    ways: dict[int, list[int]] = {}
    for position, row in enumerate(rows, 1):
        assert row.alternative_to is None or row.alternative_to < position
        if row.option is not None:
            ways.setdefault(row.option, []).append(position)
    assert all(positions[0] == way for way, positions in ways.items())


@given(LINES)
def test_lines_that_are_read_twice_list_nothing_new(lines: list[Line]) -> None:
    apart = Line(heading=1)
    once, twice = components(lines), components([*lines, apart, *lines])
    assert _listed(once) == _listed(twice)


def _listed(rows: tuple[Component, ...]) -> set[tuple[str | None, str, str]]:
    return {(row.course_code, row.course_title, row.role) for row in rows}


@given(st.integers(1, 4), st.integers(0, 4), st.integers(0, 2))
def test_no_more_is_to_be_chosen_than_the_group_lists(count: int, more: int, depth: int) -> None:
    number = {1: "one", 2: "two", 3: "three", 4: "four"}[count]
    options = [
        Line("x", ((f"LMP {n}", ""),), depth=depth + 1) for n in range(100, 100 + count + more)
    ]
    behind = Line("x", (("LMP 900", ""),), depth=depth)
    rows = components([Line(f"Choose {number} of the following:", depth=depth), *options, behind])
    group = [row for row in rows if row.role == "elective"]
    assert {row.choose_count for row in group} == {count} and count <= len(group) == len(options)
    assert (rows[-1].role, rows[-1].choose_count) == ("required", None)
