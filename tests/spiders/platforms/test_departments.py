"""Departments whose page holds several programs, in CourseLeaf's markup and our own words."""

import pytest

from courseatlas.records import Page
from spiders.page.program_sections import program_title
from spiders.platforms import courseleaf

URL = "https://catalog.example.edu/lamps/"


def table(*codes: str) -> str:
    rows = "".join(
        f'<tr class="even"><td class="codecol"><a class="bubblelink code" href="#">{code}</a></td>'
        f'<td>On {code}</td><td class="hourscol">3</td></tr>'
        for code in codes
    )
    return f'<table class="sc_courselist"><tbody>{rows}</tbody></table>'


def programs(tabs: dict[str, str], title: str = "Department of Lamps", labels: str = ""):
    panes = "".join(f'<div id="{name}textcontainer">{body}</div>' for name, body in tabs.items())
    page = Page(URL, f"<html><body><h1>{title}</h1>{labels}{panes}</body></html>".encode())
    return [record for record in courseleaf.read(page) if record.kind == "program"]


def facts(records):
    return [
        (record.key, record.title, [component.course_code for component in record.components])
        for record in records
    ]


SCIENCE = "<h2>B.S. in Lamp Science</h2><p>Light, and what lamps learn.</p><h3>Core</h3>"
ARTS = "<h2>Requirements for the Minor in Lamp Arts</h2><p>A total of 9 credits is required.</p>"


def test_each_heading_that_names_an_award_begins_a_program() -> None:
    markup = SCIENCE + table("LMP 101", "LMP 202") + ARTS + table("ART 7")
    records = programs({"undergraduate": f"<p>All about us.</p>{markup}"})
    assert facts(records) == [
        ("lamps/b.s.-in-lamp-science", "B.S. in Lamp Science", ["LMP 101", "LMP 202"]),
        ("lamps/minor-in-lamp-arts", "Minor in Lamp Arts", ["ART 7"]),
    ]
    science, arts = (record.fields for record in records)
    assert science["description"] == "Light, and what lamps learn."
    assert "credits_total_text" not in science
    assert "9 credits" in arts["credits_total_text"]
    assert {record.url for record in records} == {URL}


def test_a_heading_of_a_higher_rank_ends_a_program() -> None:
    nested = SCIENCE.replace("h2", "h3") + table("LMP 101") + ARTS.replace("h2", "h3")
    markup = f"{nested}{table('ART 7')}<h2>Graduate courses of all kinds</h2>{table('LMP 900')}"
    assert [codes for *_, codes in facts(programs({"degrees": markup}))] == [["LMP 101"], ["ART 7"]]


def test_a_tab_that_is_named_by_an_award_is_a_program() -> None:
    labels = (
        '<div id="tabs"><ul><li><a href="#sciencetextcontainer">B.S. in Lamp Science</a></li>'
        '<li><a href="#minortextcontainer">Lamp Arts Minor</a></li></ul></div>'
    )
    science = f"<h3>Core</h3><p>Lamps, and what they learn.</p>{table('LMP 101')}"
    tabs = {"science": science, "minor": table("ART 7")}
    records = programs(tabs, labels=labels)
    assert records[0].fields["description"] == "Lamps, and what they learn."
    assert facts(records) == [
        ("lamps/b.s.-in-lamp-science", "B.S. in Lamp Science", ["LMP 101"]),
        ("lamps/lamp-arts-minor", "Lamp Arts Minor", ["ART 7"]),
    ]


def test_the_tabs_of_a_twin_are_named_too() -> None:
    tabs = "".join(
        f'<{tag} name="{name}"><![CDATA[{table(code)}]]></{tag}>'
        for tag, name, code in (
            ("sciencetext", "B.S. in Lamp Science", "LMP 101"),
            ("minortext", "Minor in Lamp Arts", "ART 7"),
        )
    )
    body = f"<courseleaf><title>Department of Lamps</title>{tabs}</courseleaf>"
    page = Page(f"{URL}index.xml", body.encode(), "text/xml")
    assert [title for _, title, _ in facts(courseleaf.read(page))] == [
        "B.S. in Lamp Science",
        "Minor in Lamp Arts",
    ]


@pytest.mark.parametrize(
    ("title", "markup"),
    [
        ("Lamp Science, BS", SCIENCE + table("LMP 101") + ARTS + table("ART 7")),
        ("Department of Lamps", SCIENCE + table("LMP 101", "ART 7")),
        ("Department of Lamps", SCIENCE + table("LMP 101", "ART 7") + ARTS),
    ],
)
def test_a_page_about_one_program_stays_one(title: str, markup: str) -> None:
    (record,) = programs({"requirements": markup}, title)
    assert record.title == title
    assert record.key == "lamps"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Bachelor of Science in Lamp Science Degree Requirements:", "Bachelor of Science in Lamp Science"),
        ("Curriculum - B.S. in Lamps", "B.S. in Lamps"),
        ("Ph.D. in Lamps", "Ph.D. in Lamps"),
        ("Lamps, M.S.", "Lamps, M.S."),
        ("Graduate Certificate in Lamps", "Graduate Certificate in Lamps"),
        ("Engineering of Lamps Minor", "Engineering of Lamps Minor"),
        ("Additional Major in Lamps", "Additional Major in Lamps"),
        ("The Minor", None),
        ("Honors in the Major", None),
        ("Electives for the Minor in Lamps", None),
        ("Master of Science", None),
        ("Master's Programs", None),
        ("Core Courses", None),
        ("Minor Requirements", None),
    ],
)  # fmt: skip
def test_a_heading_names_one_program_by_its_award_and_its_subject(
    heading: str, title: str | None
) -> None:
    assert program_title(heading) == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Lamps: Bachelor of Science", "Lamps: Bachelor of Science"),
        ("Lamps - Minor", "Lamps - Minor"),
        ("Degree: Bachelor of Science", None),
    ],
)
def test_an_award_may_stand_behind_a_colon(heading: str, title: str | None) -> None:
    assert program_title(heading) == title


@pytest.mark.parametrize(
    ("department", "title"),
    [("Department of Glass", "Lamp Arts: Minor"), ("Department of Lamp Arts", None)],
)
def test_a_single_program_of_another_name_than_its_department_has_its_own_title(
    department: str, title: str | None
) -> None:
    markup = "<h2>Lamp Arts: Minor</h2><p>Nine credits.</p>" + table("ART 7", "ART 8")
    (record,) = programs({"programs": markup}, title=department)
    assert record.title == (title or department)
