"""Pages without a known platform: markup, labels, dates and lists."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import article, recognise


def html(body: str, url: str = "https://example.org/courses/seeing/", head: str = "") -> Page:
    return Page(
        url,
        f"<html><head>{head}</head><body><nav><p>Cost: a menu</p></nav><main>{body}</main><footer><p>Price: $1</p></footer></body></html>".encode(),
    )


def test_a_course_is_read_by_its_labels_and_says_how_sure_it_is() -> None:
    body = (
        "<h1>Seeing Machines</h1><p>How a camera and a program come to an agreement on what is there.</p>"
        "<dl><dt>Duration</dt><dd>6 weeks</dd><dt>Cost</dt><dd>$1,200 USD</dd><dt>Level</dt><dd>Beginner</dd><dt>Format</dt><dd>Online</dd></dl>"
    )
    (record,) = article.read(html(body))
    row = parse(record.fields)
    assert (record.kind, record.key, record.title) == ("course", "seeing", "Seeing Machines")
    assert (
        row["duration_weeks"],
        row["price_amount"],
        row["price_currency"],
        row["difficulty"],
        row["delivery"],
    ) == (
        6,
        1200,
        "USD",
        "beginner",
        "online",
    )
    assert row["description"].startswith("How a camera")


def test_a_page_of_cards_is_not_one_course() -> None:
    card = "<div><h3>Lamp {0}</h3><p>Duration: {0} weeks</p><p>Level: Beginner</p></div>"
    cards = "".join(card.format(weeks) for weeks in (4, 6, 8))
    assert list(article.read(html(f"<h1>Our courses</h1>{cards}"))) == []
    (one,) = article.read(html(f"<h1>Lamps</h1>{card.format(4)}"))
    assert one.title == "Lamps"


def test_a_certificate_lists_its_courses() -> None:
    body = "<h1>Vision Certificate</h1><p>Three courses on pictures and what is in them, one after the other.</p><h2>Courses</h2><ul><li>Light</li><li>Shape</li></ul><h2>Faculty</h2><ul><li>Ada</li></ul>"
    (record,) = article.read(html(body, "https://example.org/certificates/vision/"))
    assert record.kind == "program" and parse(record.fields)["credential_type"] == "certificate"
    assert [component.course_title for component in record.components] == ["Light", "Shape"]


def test_microdata_counts_as_markup() -> None:
    body = '<div itemscope itemtype="https://schema.org/Course"><h1 itemprop="name">Seeing</h1><div itemprop="description">Eyes.</div><span itemprop="courseCode">S1</span></div>'
    (record,) = article.read(html(body))
    assert (record.title, record.fields["code"], record.fields["description"]) == (
        "Seeing",
        "S1",
        "Eyes.",
    )


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Welcome</h1><p>We are a school of pictures and have been one for years.</p>",
        "",
        '<div id="root"></div><script src="/a.js"></script>',
    ],
)
def test_a_page_that_states_nothing_gives_no_record(body: str) -> None:
    assert list(article.read(html(body, "https://example.org/"))) == []


EVENT = (
    "<h1>Fifth Symposium on Pictures (SOP-27)</h1><p>SOP-27 will be held {when} in {place}, collocated with BIG-27, and welcomes teachers of the field.</p>"
    "<h2>Dates</h2><ul><li>Papers due: September 8, 2026</li><li>BIG main track: February 1-9, 2027</li></ul>"
)


@pytest.mark.parametrize(
    ("when", "starts", "ends"),
    [
        ("21-23 February 2027", "2027-02-21", "2027-02-23"),
        ("February 21–23, 2027", "2027-02-21", "2027-02-23"),
        ("28 February - 2 March 2027", "2027-02-28", "2027-03-02"),
        ("on February 21st, 2027", "2027-02-21", "2027-02-21"),
    ],
)
def test_an_event_has_its_own_days_and_not_a_deadline_s_or_another_track_s(
    when: str, starts: str, ends: str
) -> None:
    (record,) = article.read(
        html(
            EVENT.format(when=when, place="Montréal, Canada"),
            "https://example.org/conference/sop-27-call/",
        )
    )
    assert (record.kind, record.fields["starts_on"], record.fields["ends_on"]) == (
        "event",
        starts,
        ends,
    )
    assert (
        record.fields["place"] == "Montréal, Canada" and record.fields["parent_event"] == "BIG-27"
    )
    assert record.fields["deadlines_text"] == "Papers due: September 8, 2026"


def test_an_event_without_a_day_is_none() -> None:
    assert (
        list(
            article.read(
                html(
                    "<h1>Symposium on Pictures</h1><p>Dates will be announced; papers are due September 8, 2026.</p>"
                )
            )
        )
        == []
    )


def test_no_page_is_recognised_as_an_article() -> None:
    assert recognise(html("<h1>Seeing Machines</h1>")) is None
