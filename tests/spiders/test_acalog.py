"""Acalog's lists, course and program pages, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.readers import recognise
from spiders.readers.acalog import read

SITE = "https://catalog.example.edu/"
HEAD = '<html><body><table><tr><td class="block_content"><span class="acalog_catalog_name">2026-2027 General Catalog</span>'
ROW = '<tr><td class="width"><a href="preview_course_nopop.php?catoid=3&coid={n}" onclick="showCourse(\'3\', \'{n}\',this); return false;">{line}</a></td></tr>'


def page(path: str, body: str) -> Page:
    return Page(SITE + path, f"{HEAD}{body}</td></tr></table></body></html>".encode())


@pytest.mark.parametrize(
    ("line", "code", "title", "least", "most"),
    [("CSC 3605 Seeing Machines (3)", "CSC 3605", "Seeing Machines", 3, 3), ("CSC 4999 Projects (1-12 per sem.)", "CSC 4999", "Projects", 1, 12),
     ("ECON 001. Money", "ECON 001", "Money", None, None), ("ECON 002A - Money (and Art) (2)", "ECON 002A", "Money (and Art)", 2, 2)],
)  # fmt: skip
def test_a_line_of_a_list_is_a_course(line: str, code: str, title: str, least: float | None, most: float | None) -> None:
    listing = page("content.php?catoid=3&navoid=9", f"<table>{ROW.format(n=7, line=line)}{ROW.format(n=8, line='Help')}</table>")
    (course,) = read(listing)
    facts = parse(course.fields)
    assert recognise(listing) == "acalog"
    assert (facts["code"], course.title, facts.get("credits_min"), facts.get("credits_max")) == (code, title, least, most)
    assert (course.url, facts["edition"]) == (SITE + "preview_course_nopop.php?catoid=3&coid=7", "2026-2027")


@pytest.mark.parametrize(
    "loose",
    ["<em>Prereq.:</em> <em><a href='#'>CSC 1</a><span>&#160;</span> or CSC 2.</em> <em></em> Pixels and edges.", "<strong>Prerequisite(s):</strong> CSC 1 or <a href='#'>CSC 2.</a><br>Pixels and edges."],
)
def test_the_loose_text_of_a_course_is_cut_at_its_labels(loose: str) -> None:
    (course,) = read(page("preview_course_nopop.php?catoid=3&coid=7", f"<p><h1 id='course_preview_title'>CSC 3 Seeing (1-3)</h1><hr>{loose}</p><br><hr>Back to Top".replace("CSC 3 ", "CSC 30 ")))
    assert course.fields["description"] == "Pixels and edges."
    assert " ".join(course.fields["prerequisites_text"].split()) == "CSC 1 or CSC 2."


def test_an_empty_label_states_nothing() -> None:
    (course,) = read(page("preview_course_nopop.php?catoid=3&coid=7", "<p><h1 id='course_preview_title'>CSC 30 Seeing</h1><hr><em>Prereq.:</em> <strong></strong> Pixels.</p><br><hr>"))
    assert "credits_text" not in course.fields


def test_a_program_lists_its_courses_under_their_headings() -> None:
    rows = "".join(f"<h3>{group}</h3><ul><li class='acalog-course'><span><a href='#' onclick=\"showCourse('3', '7',this)\">{line}</a></span></li></ul>"
                   for group, line in [("Required Courses", "CSC 30. Seeing"), ("Electives", "CSC 31 Hearing (3)"), ("Other", "CSC 32 Touch")])  # fmt: skip
    (program,) = read(page("preview_program.php?catoid=3&poid=260", f"<h1 id='acalog-content'>Computer Science, B.S.</h1>{rows}"))
    assert (program.kind, program.key, parse(program.fields)["credential_type"]) == ("program", "260", "bachelor")
    assert [(one.course_code, one.course_title, one.role) for one in program.components] == [
        ("CSC 30", "Seeing", "required"), ("CSC 31", "Hearing", "elective"), ("CSC 32", "Touch", "component"),
    ]  # fmt: skip
