"""The character set of a page: what is told is believed, unless it is no character set."""

import pytest

from courseatlas.character_sets import html_text, is_character_set

TEXT = "<html><body><p>Café naïve</p></body></html>"
BYTES = TEXT.encode()


@pytest.mark.parametrize(
    "name", ["hex", "base64", "zip", "rot13", "undefined", "idna", "punycode", "unicode_escape"]
)
def test_a_codec_of_python_that_is_no_character_set_is_passed_over(name: str) -> None:
    assert not is_character_set(name)
    assert html_text(f"text/html; charset={name}", BYTES) == TEXT
    declared = f'<meta charset="{name}">'
    assert html_text("text/html", declared.encode() + BYTES) == declared + TEXT


@pytest.mark.parametrize("name", ["none", "utf8mb4", "x-user-defined", "", ";", '"'])
def test_a_name_that_nobody_knows_is_passed_over(name: str) -> None:
    assert html_text(f"text/html; charset={name}", BYTES) == TEXT


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1252", "latin1"])
def test_the_header_decides_before_the_document(name: str) -> None:
    declared = f'<meta charset="hex">{TEXT}'
    assert html_text(f"text/html; charset={name}", declared.encode("cp1252")) == declared


def test_the_document_decides_where_the_header_names_none() -> None:
    declared = f'<meta charset="windows-1252">{TEXT}'
    for header in ("text/html", "text/html; charset=hex"):
        assert html_text(header, declared.encode("cp1252")) == declared


def test_a_byte_order_mark_decides_first() -> None:
    assert html_text("text/html; charset=iso-8859-1", TEXT.encode("utf-8-sig")) == TEXT
    assert html_text("text/html; charset=utf-8", TEXT.encode("utf-16")) == TEXT


def test_a_declaration_that_can_be_read_is_not_in_utf_16() -> None:
    declared = f'<meta charset="utf-16">{TEXT}'
    assert html_text("text/html", declared.encode()) == declared
