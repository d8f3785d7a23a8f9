"""Module handbooks of Europe and syllabi of India, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.page.hubs import reason_of
from spiders.platforms import recognise
from spiders.platforms.courselist import read
from tests.support.requirements import in_words

URL = "https://lampen.example.edu/module/"


def page(main: str, head: str = "") -> Page:
    return Page(URL, f"<html><head>{head}</head><body><main>{main}</main></body></html>".encode())


def rows(*pairs: tuple[str, str]) -> str:
    cells = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in pairs)
    return f"<table>{cells}</table>"


def test_a_german_module_is_read_by_its_labels() -> None:
    table = rows(
        ("Modulnummer", "B.Lam.1101"),
        ("Leistungspunkte (ECTS)", "6"),
        ("Voraussetzungen", "B.Lam.1100 Dochte"),
        ("Inhalte", "Von der Baumwolle zur Flamme, mit Versuchen im Labor und einer Exkursion."),
        ("Sprache", "Deutsch"),
    )
    given = page(f"<h1>Modul B.Lam.1101: Lampen und Licht</h1>{table}")
    assert recognise(given) == "courselist"
    (record,) = read(given)
    row = parse(record.fields)
    assert (record.title, row["code"]) == ("Lampen und Licht", "B.Lam.1101")
    assert (row["credits_min"], row["credit_unit"]) == (6, "ects")
    assert record.fields["prerequisites_text"] == "B.Lam.1100 Dochte"
    assert record.fields["description"].startswith("Von der Baumwolle")


def test_a_spanish_guide_has_its_own_description_and_not_that_of_another_heading() -> None:
    given = page(
        "<h1>Lámparas</h1><dl><dt>Código</dt><dd>21700</dd><dt>Créditos ECTS</dt><dd>6</dd></dl>"
        "<h3>Requisitos previos</h3><p>Conviene haber cursado Mechas (21697) y Aceites (21698).</p>"
        "<h3>Contenidos</h3><p>Del algodón a la llama, con prácticas en el taller de la facultad.</p>"
    )
    assert recognise(given) == "courselist"
    (record,) = read(given)
    assert (record.title, record.fields["code"]) == ("Lámparas", "21700")
    assert record.fields["description"].startswith("Del algodón")
    assert record.fields["prerequisites_text"].startswith("Conviene haber cursado")


@pytest.mark.parametrize(
    ("heading", "award"),
    [
        ("Lampen (Bachelor of Science)", "bachelor"),
        ("Grado en Lámparas", "bachelor"),
        ("Máster Universitario en Lámparas", "master"),
        ("M.Tech. in Lamps", "master"),
    ],
)
def test_a_program_lists_codes_of_any_form_below_their_header(heading: str, award: str) -> None:
    header = "<tr><th>Nr.</th><th>Modul</th><th>Modulnummer</th><th>LP</th></tr>"
    body = "".join(
        f"<tr><td>{number}</td><td>Dochte {number}</td><td>10-LAM-{number}00</td><td>6</td></tr>"
        for number in (1, 2, 3)
    )
    given = page(f"<h1>{heading}</h1><h3>Wahlpflichtmodule</h3><table>{header}{body}</table>")
    (record,) = read(given)
    assert parse(record.fields)["credential_type"] == award
    assert in_words(record.components) == ["10-LAM-100 e", "10-LAM-200 e", "10-LAM-300 e"]
    assert record.components[0].course_title == "Dochte 1"


def test_a_module_s_code_may_stand_in_brackets_behind_its_title() -> None:
    items = "".join(
        f"<li><a href='#'>Wicks (LMP{n})</a> – 15 credits</li>" for n in (101, 102, 103)
    )
    body = f"<h1>BSc (Hons) Lamps</h1><h3>Optional modules</h3><ul>{items}<li>One language (any)</li></ul>"
    (record,) = read(page(body))
    assert in_words(record.components) == ["LMP101 e", "LMP102 e", "LMP103 e"]


SYLLABUS = """<table><tr><td><b>LMP{0}</b></td><td colspan="3"><b>Wicks</b></td><td>L-T-P-C</td>
<td>3-0-2-4</td></tr><tr><td colspan="2">Pre-requisite:</td><td colspan="4">{1}</td></tr>
<tr><td colspan="6"><b>Course Objectives:</b> From cotton to flame.</td></tr>
<tr><td colspan="6">Unit I The wick. (9 hours)</td></tr></table>"""


def test_a_syllabus_is_a_table_for_each_course() -> None:
    tables = SYLLABUS.format(101, "Nil") + SYLLABUS.format(102, "LMP101 and OIL101")
    first, second = read(page(f"<h2>Syllabus</h2>{tables}"))
    assert (first.title, second.fields["code"]) == ("Wicks", "LMP102")
    assert second.fields["prerequisites_text"] == "LMP101 and OIL101"
    assert second.fields["description"] == "From cotton to flame."
    assert parse(second.fields)["credits_min"] == 4


def test_a_syllabus_may_label_all_its_cells() -> None:
    table = (
        "<table><tr><td>Course Code</td><td>LMP{0}</td><td>Course Title</td><td>Wicks {0}</td></tr>"
        "<tr><td>Credits</td><td>4</td><td>Prerequisite</td><td>OIL101</td></tr></table>"
    )
    first, second = read(page(f"<h2>Syllabus</h2>{table.format(101)}{table.format(102)}"))
    assert (first.title, second.title) == ("Wicks 101", "Wicks 102")
    assert first.fields["prerequisites_text"] == "OIL101"
    assert parse(first.fields)["credits_min"] == 4


def test_a_table_with_two_named_rows_is_a_list_and_not_about_one_course() -> None:
    body = "".join(f"<tr><td>LMP{n}</td><td>Wicks {n}</td></tr>" for n in (101, 102, 103))
    records = list(read(page(f"<table>{body}<tr><td>Credits</td><td>9</td></tr></table>")))
    assert [record.title for record in records] == ["Wicks 101", "Wicks 102", "Wicks 103"]
    assert not any("credits_text" in record.fields for record in records)


def test_the_credits_of_hours_stand_below_their_letter() -> None:
    header = "".join(f"<th>{name}</th>" for name in ("Code", "Course Title", "L", "T", "P", "C"))
    body = "".join(
        f"<tr><td>LMP{n}</td><td>Wicks {n}</td><td>3</td><td>0</td><td>2</td><td>4</td></tr>"
        for n in (101, 102, 103)
    )
    records = list(read(page(f"<table><tr>{header}</tr>{body}</table>")))
    assert [parse(record.fields)["credits_min"] for record in records] == [4, 4, 4]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Modulhandbuch Informatik", "course_list"),
        ("Studiengänge von A bis Z", "program_list"),
        ("Guías docentes", "course_list"),
        ("Titulaciones", "program_list"),
        ("Catalogue des cours", "course_list"),
        ("Offre de formation", "program_list"),
        ("Insegnamenti", "course_list"),
        ("Opleidingen", "program_list"),
        ("Personen", None),
    ],
)
def test_lists_have_names_in_other_languages(words: str, reason: str | None) -> None:
    assert reason_of(words) == reason


def test_a_page_without_a_first_heading_is_titled_by_the_second_and_the_site_s_name() -> None:
    body = "".join(f"<li>LMP {n} Wicks</li>" for n in (101, 102, 103))
    given = page(
        f"<h2>MSc in Lamps</h2><ul>{body}</ul>", "<title>Lamp School - MSc in Lamps</title>"
    )
    (record,) = read(given)
    assert record.title == "MSc in Lamps"


def test_a_handbook_of_one_page_has_a_heading_and_a_table_for_each_module() -> None:
    module = "<h2>{0}</h2>" + rows(
        ("Modulnummer:", "10-LAM-{1}"),
        ("Leistungspunkte:", "5"),
        ("Inhalt:", "Von der Flamme {1}."),
    )
    body = module.format("Dochte", 101) + module.format("Öle", 102)
    first, second = read(page(f"<h1>Modulhandbuch Lampen</h1>{body}"))
    assert (first.title, second.title) == ("Dochte", "Öle")
    assert second.fields["description"] == "Von der Flamme 102."
    assert parse(second.fields)["credits_min"] == 5


def test_codes_of_any_form_count_beside_credits_alone() -> None:
    rooms = "".join(
        f"<tr><td>10.R.{n}01</td><td>Hall {n}</td><td>{n}0</td></tr>" for n in (1, 2, 3)
    )
    header = "<tr><th>Code</th><th>Name</th><th>Seats</th></tr>"
    assert not list(read(page(f"<h1>Rooms</h1><table>{header}{rooms}</table>")))
    assert not list(
        read(page("<h1>Kontakt</h1>" + rows(("Código", "28040"), ("Sprache", "Deutsch"))))
    )


def test_a_title_has_no_code_behind_it() -> None:
    body = "<h1>Wicks - LMP101</h1>" + rows(("Module code", "LMP101"), ("Credits", "20 credits"))
    (record,) = read(page(body + "<h2>Description</h2><p>From cotton to flame.</p>"))
    assert (record.title, record.fields["code"]) == ("Wicks", "LMP101")


def test_a_line_of_terms_is_no_part_of_a_description() -> None:
    body = "".join(
        f"<p><strong>LMP {n}: Wicks</strong><br>3 credits. Fall, Spring.<br>From cotton to flame.</p>"
        for n in (101, 102)
    )
    first, _ = read(page(f"<h1>Courses</h1>{body}"))
    assert first.fields["description"] == "From cotton to flame."


def test_a_swedish_title_has_no_credits_behind_it_and_its_description_is_its_own() -> None:
    given = page(
        "<h1>DD2421 Lamps since 1789 7,5 hp</h1><dl><dt>Kurskod</dt><dd>DD2421</dd></dl>"
        "<h3>Särskild behörighet</h3><p>DD1420 or another course on wicks that has a workshop.</p>"
        "<h3>Kursinnehåll</h3><p>From cotton to flame, with visits to two workshops.</p>"
    )
    (record,) = read(given)
    assert record.title == "Lamps since 1789"
    assert parse(record.fields)["credits_min"] == 7.5
    assert record.fields["description"].startswith("From cotton")
    assert record.fields["prerequisites_text"].startswith("DD1420")
