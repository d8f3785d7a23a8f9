"""Columbia's Directory of Classes, in our own words."""

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import columbia, recognise

LISTING = """<html><title>Fall 2026 Department: Seeing</title><body bgcolor=white><a href="/cu/bulletin/uwb/home.html">Directory</a><table>
<tr valign=top><td colspan=2 bgcolor=#99CCFF><b>Fall 2026 Computer Science W4999<br>SEEING MACHINES</b></td></tr>
<tr><td bgcolor=#DADADA><a href="/cu/bulletin/uwb/subj/COMS/W4999-20263-001/">Section 001</a></td>
<td><b>Call Number:</b> 1 <b>Points:</b> 3 <br><b>Enrollment: </b> 9 students<br> <b>Instructor:</b> Ada Byron</td></tr>
<tr><td bgcolor=#DADADA><a href="/cu/bulletin/uwb/subj/COMS/W4999-20263-002/">Section 002</a></td>
<td><b>Call Number:</b> 2 <b>Points:</b> {points} <br> <b>Instructor:</b> {person}</td></tr></table></body></html>"""


def listing(points: str, person: str) -> Page:
    body = LISTING.format(points=points, person=person)
    return Page("https://directory.example.edu/", body.encode())


EXAMPLES = [listing("3", "Ada Byron")]


def test_sections_that_agree_give_their_course_points_and_people() -> None:
    page = listing(points="3", person="Ada Byron")
    (course,) = columbia.read(page)
    assert recognise(page) == "columbia"
    facts = parse(course.fields)
    assert (course.title, facts["code"], facts["edition"]) == (
        "SEEING MACHINES",
        "COMS W4999",
        "Fall 2026",
    )
    assert (facts["credits_min"], facts["instructors"]) == (3, ["Ada Byron"])


def test_sections_that_differ_state_nothing_of_their_course() -> None:
    (course,) = columbia.read(listing(points="1", person="A. Lovelace"))
    assert "credits_text" not in course.fields and "instructors" not in course.fields
