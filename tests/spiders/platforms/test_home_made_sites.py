"""Sites without a content management system, in our own words."""

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.courselist import read
from tests.support.requirements import in_words

URL = "https://lamps.example.edu/lamps/"


def page(main: str) -> Page:
    return Page(URL, f"<html><body><main>{main}</main></body></html>".encode())


def test_a_paragraph_may_hold_several_labels() -> None:
    given = page(
        "<h1>Wicks</h1><p><b>Course Code:</b> LMP101<br><b>Credits</b>: 3<br><b>Prerequisites:</b>"
        ' <a href="#">OIL101</a> or consent<br></p><p><b>Description:</b> From cotton to flame.</p>'
    )
    assert recognise(given) == "courselist"
    (record,) = read(given)
    assert (record.title, record.fields["code"]) == ("Wicks", "LMP101")
    assert record.fields["prerequisites_text"] == "OIL101 or consent"
    assert record.fields["description"] == "From cotton to flame."
    assert parse(record.fields)["credits_min"] == 3


CARD = """<div class="card"><h5>LMP {0}</h5><h6>Wicks {0}</h6><p>From cotton to flame.</p>
<ul><li>Credits: 3</li><li>Prerequisites: OIL 101</li></ul></div>"""


def test_a_card_has_its_code_and_its_title_in_headings_of_their_own() -> None:
    given = page("<h1>Lamps</h1>" + "".join(CARD.format(n) for n in (101, 102, 103)))
    assert recognise(given) == "courselist"
    first, second, _ = read(given)
    assert (first.title, second.title) == ("Wicks 101", "Wicks 102")
    assert second.fields["description"] == "From cotton to flame."
    assert second.fields["prerequisites_text"] == "OIL 101"
    people = "<div><h5>Dr. Wu</h5><h6>Wicks</h6></div>" * 3
    assert not list(read(page(f"<h1>Staff</h1>{people}")))


def test_a_title_may_stand_on_the_line_below_its_code() -> None:
    header = "<tr><th>Course</th><th>Credits</th><th>Description</th></tr>"
    body = "".join(
        f"<tr><td><b>LMP {n}</b><br>Wicks</td><td>3</td><td>From cotton to flame."
        "<br><em>Prerequisite: OIL 101</em></td></tr>"
        for n in (101, 102, 103)
    )
    first, *_ = read(page(f"<h1>Lamps</h1><table>{header}{body}</table>"))
    assert (first.title, first.fields["code"]) == ("Wicks", "LMP 101")
    assert first.fields["prerequisites_text"] == "OIL 101"


def test_a_program_may_list_its_courses_in_paragraphs_or_bare_blocks() -> None:
    for tag in ("p", "div"):
        items = "".join(f"<{tag}><b>LMP {n}</b> Wicks (3)</{tag}>" for n in (101, 102, 103))
        prose = "<p>LMP 104 may be taken twice.</p><p>Ask the adviser.</p>"
        body = f"<h1>Master of Science in Lamps</h1><h3>Core</h3><div>{items}</div>{prose}"
        (record,) = read(page(body))
        assert in_words(record.components) == ["LMP 101 r", "LMP 102 r", "LMP 103 r"]
