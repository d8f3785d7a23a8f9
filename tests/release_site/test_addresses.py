"""Addresses of pages: readable, made of ids alone, and each of one id only."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_site.addresses import file_name, numbered, record_page, root_of


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("CS-5100", "CS-5100"),
        ("6.1010", "6.1010"),
        ("course-v1:MITx+6.86x", "course-v1~3AMITx~2B6.86x"),
        ("degrees/masters", "degrees~2Fmasters"),
        ("..", "~2E."),
        (".htaccess", "~2Ehtaccess"),
        ("con", "~63on"),
        ("COM1.intro", "~43OM1.intro"),
        ("console", "console"),
        ("é~", "~C3~A9~7E"),
    ],
)
def test_a_key_is_read_in_its_file_name(key: str, name: str) -> None:
    assert file_name(key) == name


@given(st.lists(st.text(min_size=1), unique=True, min_size=2))
def test_two_keys_never_have_the_same_name(keys: list[str]) -> None:
    assert len({file_name(key) for key in keys}) == len(keys)


@given(st.text(alphabet="ab/~%.C2F\u00e9", min_size=1, max_size=6), st.text(alphabet="ab/~%.C2F\u00e9", min_size=1, max_size=6))  # fmt: skip
def test_keys_of_marks_that_names_are_made_of_are_told_apart(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) == (one == other)


@given(st.text(min_size=1, max_size=400))
def test_a_name_is_good_for_every_file_system_and_as_an_address(key: str) -> None:
    name = file_name(key)
    assert re.fullmatch(r"[A-Za-z0-9_~-][A-Za-z0-9_.~-]*", name) and len(name) <= 150
    assert quote(name) == name


def test_long_keys_with_the_same_beginning_are_told_apart() -> None:
    long = "x" * 300
    names = {file_name(long), file_name(f"{long}y"), file_name("x" * 100)}
    assert len(names) == 3 and file_name(long).startswith("x" * 100 + "~~")


def test_further_pages_of_a_list_are_no_page_of_another_key() -> None:
    address = record_page("x:course:a~page2")
    assert numbered(record_page("x:course:a"), 2) != address
    assert root_of(address) == "../../"
