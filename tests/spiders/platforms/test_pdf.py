"""Catalogs in PDF, written by the tests in our own words."""

from collections.abc import Sequence

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Record, Unreadable
from spiders.page.pdf_text import LARGEST_PDF
from spiders.platforms import pdf, recognise
from spiders.platforms.pdf.blocks import heading_of, split_credits
from tests.support import pdf_writer
from tests.support.pdf_writer import Text
from tests.support.requirements import in_words
from tests.support.sites import pdf_catalog

URL = "https://www.example.edu/catalog.pdf"


def page(body: bytes) -> Page:
    return Page(URL, body, "application/pdf")


def typed(*lines: str | Text, x: float = 72) -> list[Text]:
    """Lines below each other; a line that begins with an asterisk is bold."""
    texts = []
    for place, line in enumerate(lines):
        y = 700 - 13 * place
        if isinstance(line, Text):
            texts.append(Text(line.x, y, line.words, line.size, line.bold))
        else:
            texts.append(Text(x, y, line.lstrip("*"), 10, line.startswith("*")))
    return texts


def of_lines(*lines: str | Text) -> Page:
    return page(pdf_writer.pdf([typed(*lines)]))


EXAMPLES = [page(pdf_catalog.catalog(codes=pdf_catalog.CODES[:6]))]


def read(page: Page) -> list[Record]:
    assert recognise(page) == "pdf"
    return list(pdf.read(page))


@pytest.mark.parametrize("bold", [True, False])
def test_a_catalog_gives_each_course_with_the_address_of_its_page(bold: bool) -> None:
    records = read(page(pdf_catalog.catalog(bold)))
    assert [record.fields["code"] for record in records] == pdf_catalog.CODES
    first, last = records[0], records[-1]
    assert (first.key, first.title, first.url) == ("LMP-101", "The Light of 1", f"{URL}#page=2")
    assert last.url == f"{URL}#page=5"
    fields = parse(first.fields)
    assert (fields["credits_min"], fields["edition"]) == (3, "2026-2027")
    assert fields["prerequisites_text"] == "OIL 101."
    assert {record.fields["description"] for record in records} == {pdf_catalog.DESCRIPTION}


def test_columns_are_read_one_after_the_other() -> None:
    records = read(page(pdf_catalog.in_two_columns()))
    assert [record.fields["code"] for record in records] == pdf_catalog.CODES[:16]
    assert {record.fields["description"] for record in records} == {pdf_catalog.DESCRIPTION}
    assert {record.fields["prerequisites_text"][:3] for record in records} == {"OIL"}


def a_course(number: int, x: float, y: float) -> list[Text]:
    words = ("Lamps that stand or hang in", "the halls of the old tower,", "and who lights them.")
    lines = [Text(x, y - 12 * place, line) for place, line in enumerate(words, 1)]
    return [Text(x, y, f"LMP {number} Light of {number} (3)", 10, True), *lines]


def test_three_columns_are_read_one_after_the_other() -> None:
    numbers = iter(range(101, 131))
    texts = [
        text
        for x in (54, 225, 396)
        for row in range(10)
        for text in a_course(next(numbers), x, 720 - 60 * row)
    ]
    records = read(page(pdf_writer.pdf([texts])))
    assert [record.fields["code"] for record in records] == [f"LMP {n}" for n in range(101, 131)]
    assert {record.fields["description"] for record in records} == {
        "Lamps that stand or hang in the halls of the old tower, and who lights them."
    }


@pytest.mark.parametrize("turn", [(0, 1), (-1, 0), (0, -1)])
@pytest.mark.parametrize("entries", ["", "/Rotate 90"])
def test_a_page_that_is_turned_is_read_as_it_is_looked_at(
    turn: tuple[int, int], entries: str
) -> None:
    texts = [text for row in range(8) for text in a_course(101 + row, 72, 560 - 60 * row)]
    pages = [[pdf_writer.turned(text, turn) for text in texts]]
    pages[0].append(Text(10, 10, "printed in the tower"))
    records = read(page(pdf_writer.pdf(pages, page_entries=entries)))
    assert [record.fields["code"] for record in records] == [f"LMP {n}" for n in range(101, 109)]
    assert all("who lights them." in record.fields["description"] for record in records)


def test_a_title_may_end_in_an_award_with_dots_and_a_program_at_a_heading_of_its_size() -> None:
    described = [
        line for number in (101, 102, 103, 201) for line in (f"*LMP {number} Light (3)", LONG)
    ]
    listed = [f"LMP {number} Light   3" for number in (101, 102, 103)]
    texts = typed(
        Text(72, 0, "Light of Machines, B.S.", 14, True),
        "*Core",
        *listed,
        Text(72, 0, "Courses of Study", 14, True),
        "LMP 201 Light   3",
    )
    records = read(page(pdf_writer.pdf([texts, typed(*described)])))
    (program,) = [record for record in records if record.kind == "program"]
    assert program.title == "Light of Machines, B.S."
    assert in_words(program.components) == ["LMP 101 r", "LMP 102 r", "LMP 103 r"]


def test_a_heading_that_names_an_award_and_no_field_is_a_part_of_a_program() -> None:
    described = [line for number in (101, 102, 103) for line in (f"*LMP {number} Light (3)", LONG)]
    texts = typed(
        Text(72, 0, "Master of Science in Light", 14, True),
        "*Required Courses",
        *[f"LMP {number} Light   3" for number in (101, 102, 103)],
        "*Concentration",
        "Select three credits from:",
        *[f"LMP {number} Light   3" for number in (201, 202)],
    )
    records = read(page(pdf_writer.pdf([typed(*described), texts])))
    (program,) = [record for record in records if record.kind == "program"]
    codes = [component.course_code for component in program.components]
    assert codes == ["LMP 101", "LMP 102", "LMP 103", "LMP 201", "LMP 202"]


def test_three_numbers_behind_a_title_are_kept_for_what_all_courses_of_the_source_tell() -> None:
    described = [line for number in (101, 102) for line in (f"*LMP {number} Light (3-2-4)", LONG)]
    records = read(page(pdf_writer.pdf([typed(*described)])))
    assert [record.fields["credits_text"] for record in records] == ["3-2-4", "3-2-4"]


def test_the_title_of_a_program_may_be_cut_at_the_end_of_its_column() -> None:
    described = [line for number in (101, 102, 103) for line in (f"*LMP {number} Light (3)", LONG)]
    texts = typed(
        Text(72, 0, "Bachelor of Science in Artificial", 14, True),
        Text(72, 0, "Intelligence and Light", 14, True),
        *[f"LMP {number} Light   3" for number in (101, 102, 103)],
        Text(72, 0, "Bachelor of Science in Oil", 14, True),
        Text(72, 0, "Program Requirements", 14, True),
        *[f"LMP {number} Light   3" for number in (101, 102, 103)],
    )
    records = read(page(pdf_writer.pdf([texts, typed(*described)])))
    (program,) = [record for record in records if record.kind == "program"]
    assert program.title == "Bachelor of Science in Artificial Intelligence and Light"
    assert in_words(program.components) == ["LMP 101 r", "LMP 102 r", "LMP 103 r"]


def test_credits_may_stand_alone_in_the_second_line_of_a_heading() -> None:
    heading = ["*LMP 101 The Light of Lamps that Hang from", "*Ceilings", LONG]
    (first, second, _) = read(
        of_lines(*heading, "*LMP 102 The Light of Lamps", "*(3)", LONG, "*LMP 103 Oil (3)", LONG)
    )
    assert first.title == "The Light of Lamps that Hang from Ceilings"
    assert (second.title, second.fields["credits_text"]) == ("The Light of Lamps", "3")


def numbered(*headings: str) -> Page:
    lines: list[str | Text] = []
    for heading in headings:
        lines.append(Text(72, 0, heading, 13, True))
        for number in ("101", "102", "203L"):
            lines += [
                f"*{number}. Light of {number} (3)",
                LONG,
                "In 1990 Lamps were sold by number.",
            ]
    return of_lines(*lines)


def test_numbers_below_the_code_of_a_subject_are_its_courses() -> None:
    records = read(numbered("LAMP SCIENCE (LMP)", "OIL – Oil and Fat"))
    assert [record.fields["code"] for record in records] == [
        f"{subject} {number}" for subject in ("LMP", "OIL") for number in ("101", "102", "203L")
    ]
    assert (records[0].title, records[0].fields["credits_text"]) == ("Light of 101", "3")


def test_numbers_below_the_name_of_a_subject_are_no_codes() -> None:
    with pytest.raises(Unreadable, match="of 0 course codes"):
        list(pdf.read(numbered("LAMP SCIENCE", "Oil and Fat")))


HEADINGS = {
    "credits in brackets": ("LMP 101 Wicks and Oil (3)", "LMP 101", "Wicks and Oil", "3"),
    "a range": ("LMP 101. Wicks. (1-4)", "LMP 101", "Wicks", "1-4"),
    "credits behind the title": ("LMP 101 Wicks 3 credits", "LMP 101", "Wicks", "3 credits"),
    "an abbreviation": ("LMP101 - Wicks, 3 cr.", "LMP101", "Wicks", "3 cr"),
    "semester hours": ("LMP 101: Wicks 3 s.h.", "LMP 101", "Wicks", "3 s.h"),
    "a cell": ("LMP 101   Wicks   3", "LMP 101", "Wicks", "3"),
    "dots": ("LMP 101 Wicks .......... 3", "LMP 101", "Wicks", "3"),
    "no credits": ("LMP 101 Wicks", "LMP 101", "Wicks", None),
    "a number in the title": ("LMP 101 Light 2", "LMP 101", "Light 2", None),
    "two codes": ("LMP 101/OIL 101 Wicks (3)", "LMP 101", "Wicks", "3"),
    "a code alone": ("LMP 101", "LMP 101", "", None),
    "letters behind the number": ("LMP 101L Wicks Laboratory (1)", "LMP 101L", "Wicks Laboratory", "1"),
    "a subject of two words": ("COMP SCI 240 Wicks (3)", "COMP SCI 240", "Wicks", "3"),
}  # fmt: skip
NO_HEADINGS = (
    "LMP 101 or consent of the keeper.",
    "LMP 101, OIL 102",
    "LMP 101 and one course in oil",
    "47306 Lampton Street",
    "Page 12 of the catalog",
    "Fall 2026 Calendar",
    "in LMP 101 Wicks",
    "CATALOG 2026 12",
    "Lamp 101 is a course",
)


@pytest.mark.parametrize("name", HEADINGS)
def test_a_heading_prints_a_code_a_title_and_perhaps_credits(name: str) -> None:
    line, *expected = HEADINGS[name]
    heading = heading_of(line, 1)
    assert heading is not None
    assert [heading.code, heading.title, heading.credits_text] == expected


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_other_lines_are_no_headings(line: str) -> None:
    assert heading_of(line, 1) is None


def test_credits_are_cut_off_a_line_that_holds_more_than_them() -> None:
    assert split_credits("(3)") == ("(3)", None)


LONG = "A lamp of brass is taken apart and put together again."
SHAPES = {
    "credits in a line of their own": (["*LMP 101 Wicks", "3 credits", LONG], {"LMP-101": ("Wicks", 3, LONG)}),
    "labelled credits": (["*LMP 101 Wicks", "Credits: 4", LONG], {"LMP-101": ("Wicks", 4, LONG)}),
    "a title on two lines": (["*LMP 101 Wicks and the Ways in Which", "*They Burn (3)", LONG], {"LMP-101": ("Wicks and the Ways in Which They Burn", 3, LONG)}),
    "a title below its code": (["*LMP 101", "*Wicks (3)", LONG], {"LMP-101": ("Wicks", 3, LONG)}),
    "a section after a course": (["*LMP 101 Wicks (3)", LONG, Text(72, 0, "Department of Oil", 14, True), "Oil is old."], {"LMP-101": ("Wicks", 3, LONG)}),
    "a section in capitals": (["LMP 101 Wicks (3)", LONG, "DEPARTMENT OF OIL", "Oil is old and it is heavy."], {"LMP-101": ("Wicks", 3, LONG)}),
    "codes at the beginning of lines": (["*LMP 101 Wicks (3)", LONG, "Prerequisites: OIL 99 and", "OIL 100 Or the like."], {"LMP-101": ("Wicks", 3, LONG)}),
    "a list before the descriptions": (
        ["LMP 101 Wicks 3 credits", "LMP 102 Oil 3 credits", "LMP 103 Soot 3 credits", "All of them are taught in the tower by night.", "*LMP 101 Wicks (3)", LONG, "*LMP 102 Oil (3)", LONG, "*LMP 103 Soot (3)", LONG],
        {"LMP-101": ("Wicks", 3, LONG), "LMP-102": ("Oil", 3, LONG), "LMP-103": ("Soot", 3, LONG)},
    ),
    "a list alone": (["LMP 101 Wicks 3 credits", "LMP 102 Oil 3 credits", "LMP 103 Soot 3 credits", LONG], {"LMP-101": ("Wicks", 3, None), "LMP-102": ("Oil", 3, None), "LMP-103": ("Soot", 3, None)}),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_course_ends_where_another_thing_begins(name: str) -> None:
    lines, expected = SHAPES[name]
    found = {
        record.key: (record.title, parse(record.fields).get("credits_min"), record.fields.get("description"))
        for record in read(of_lines(*lines))
    }  # fmt: skip
    assert found == expected


def test_a_bold_heading_may_begin_the_paragraph_of_its_course() -> None:
    run_in = [
        [Text(72, 700, "LMP 101 Wicks (3).", 10, True), Text(172, 700, "A lamp of brass is taken"), Text(72, 688, "apart and put together again.")],
        [Text(72, 700, "LMP 102 Oil (3).", 10, True), Text(162, 700, "Oil is weighed by"), Text(72, 688, "the keeper of the tower.")],
    ]  # fmt: skip
    wicks, oil = read(page(pdf_writer.pdf(run_in)))
    assert (wicks.title, wicks.fields["description"]) == ("Wicks", LONG)
    assert (oil.title, oil.url) == ("Oil", f"{URL}#page=2")


def courses(clean: int, unclean: int) -> Page:
    lines: list[str] = []
    for number in range(clean):
        lines += [f"*LMP {100 + number} Wicks (3)", LONG]
    lines += [f"*OIL {100 + number}" for number in range(unclean)]
    pages = [lines[start : start + 40] for start in range(0, len(lines), 40)]
    return page(pdf_writer.pdf([typed(*each) for each in pages]))


def test_a_catalog_of_which_nine_tenths_are_read_is_released() -> None:
    assert len(read(courses(27, 3))) == 27


@pytest.mark.parametrize(
    ("clean", "unclean", "message"),
    [(26, 4, "of 30 course codes in headings, 26 have"), (0, 0, "of 0 course codes")],
)
def test_a_catalog_of_which_less_is_read_is_reported_with_its_counts(
    clean: int, unclean: int, message: str
) -> None:
    body = courses(clean, unclean) if clean else of_lines("The rules of the college.")
    with pytest.raises(Unreadable, match=message):
        list(pdf.read(body))


def test_a_program_is_read_where_its_heading_names_a_credential_over_a_list() -> None:
    described = [
        line for number in (101, 102, 103, 201) for line in (f"*LMP {number} Light (3)", LONG)
    ]
    listed = [
        Text(72, 0, "Bachelor of Science in Light", 14, True),
        "*Required Courses",
        "LMP 101 Light   3",
        "LMP 102 Light   3",
        "Choose one of the following:",
        "LMP 103 Light   3",
        "LMP 201 Light   3",
        "Total credits: 120",
        Text(72, 0, "Minor in Oil", 14, True),
        "Ask the keeper of the tower.",
    ]
    records = read(page(pdf_writer.pdf([typed(*described), typed(*listed)])))
    (program,) = [record for record in records if record.kind == "program"]
    fields = parse(program.fields)
    assert (program.title, program.url) == ("Bachelor of Science in Light", f"{URL}#page=2")
    assert (fields["credential_type"], fields["credits_total_min"]) == ("bachelor", 120)
    assert in_words(program.components) == ["LMP 101 r", "LMP 102 r", "LMP 103 e1", "LMP 201 e1"]
    assert len(records) == 5


def test_a_page_of_html_leads_to_pdfs_and_holds_nothing() -> None:
    html = Page("https://www.example.edu/", b"<a href='/catalog.pdf'>Catalog</a>")
    assert list(pdf.read(html)) == []
    assert pdf.largest_body(URL) == LARGEST_PDF


def bomb(rounds: int) -> bytes:
    """A page whose content is many times larger than the file."""
    content = pdf_writer.stream(b"BT /F1 10 Tf (LMP 101 Wicks) Tj ET " * rounds, filters=2)
    objects: Sequence[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
        content,
    ]
    return pdf_writer.assembled(objects)


WHOLE = pdf_catalog.catalog(codes=pdf_catalog.CODES[:6])
LOOP = pdf_writer.assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])  # fmt: skip
ENCRYPTED = pdf_writer.assembled(
    [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -4 >>",
    ],
    "/Encrypt 3 0 R /ID [(0123456789012345) (0123456789012345)]",
)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"%PDF-1.7\njunk", "cannot be read"),
        (WHOLE[: len(WHOLE) // 2], "cannot be read"),
        (LOOP, "cannot be read"),
        (ENCRYPTED, "encrypted"),
        (pdf_writer.pdf([[], []]), "its 2 pages are images"),
        (pdf_writer.assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), "no pages"),
    ],
    ids=["no objects", "half a file", "a loop", "encrypted", "images alone", "no pages"],
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_ends_in_one_reason(body: bytes, message: str) -> None:
    assert pdf.recognises(page(body))
    with pytest.raises(Unreadable, match=message):
        list(pdf.read(page(body)))


def test_a_bomb_ends_in_one_reason() -> None:
    body = bomb(4_000_000)
    assert pdf.recognises(page(body))
    with pytest.raises(Unreadable, match="the PDF cannot be read"):
        list(pdf.read(page(body)))


def test_the_award_of_a_program_may_stand_in_the_second_line_of_its_title() -> None:
    described = [line for number in (101, 102, 103) for line in (f"*LMP {number} Light (3)", LONG)]
    title = "Machines that Learn what Light Is and Where"
    texts = typed(
        Text(72, 0, "School of Light", 14, True),
        Text(72, 0, title, 14, True),
        Text(72, 0, "Shadows Fall, B.S.", 14, True),
        *[f"LMP {number} Light   3" for number in (101, 102, 103)],
    )
    lines = [LONG[: len(title) + 9]] * 30
    records = read(page(pdf_writer.pdf([texts, typed(*described, *lines)])))
    (program,) = [record for record in records if record.kind == "program"]
    assert program.title == f"{title} Shadows Fall, B.S."


def test_a_table_of_contents_does_not_hide_the_font_of_headings() -> None:
    contents = [f"LMP {number} Light {'.' * 20} 14" for number in range(101, 120)]
    described = [
        line for number in (101, 102) for line in (f"*LMP {number} Wicks. 3", "*credits.", LONG)
    ]
    records = read(page(pdf_writer.pdf([typed(*contents), typed(*described)])))
    first = records[0]
    assert (first.title, first.fields["credits_text"]) == ("Wicks", "3 credits")
