"""Banner 9's course search, in our own words."""

import json

from courseatlas.records import Page
from spiders.platforms import banner9, recognise


def test_banner_keeps_a_whole_description_and_drops_one_cut_short() -> None:
    row = {
        "subjectCode": "CS",
        "courseNumber": "6999",
        "courseTitle": "Seeing &amp; Hearing",
        "creditHourLow": 1,
        "creditHourHigh": 4,
        "courseDescription": "x" * 100,
    }
    url = "https://banner.example.edu/courseSearchResults?pageOffset=0&pageMaxSize=2"
    answer = {
        "success": True,
        "totalCount": 3,
        "pageOffset": 0,
        "data": [row, row | {"courseNumber": "7999", "courseDescription": "Pixels."}],
    }
    page = Page(url, json.dumps(answer).encode(), "application/json")
    cut, whole = banner9.read(page)
    assert recognise(page) == "banner9"
    assert "description" not in cut.fields and whole.fields["description"] == "Pixels."
    assert (cut.title, cut.fields["credits_min"], cut.fields["credits_max"]) == (
        "Seeing & Hearing",
        1,
        4,
    )
    following = "https://banner.example.edu/courseSearchResults?pageOffset=2&pageMaxSize=2"
    assert list(banner9.next_pages(page)) == [following]
    last = Page(url, json.dumps(answer | {"totalCount": 2}).encode())
    assert list(banner9.next_pages(last)) == []


EXAMPLES = [
    Page(
        "https://banner.example.edu/courseSearchResults?pageOffset=0",
        b'{"data": [{"courseTitle": "Seeing", "creditHourLow": 1, "subjectCode": "CS"}]}',
        "application/json",
    )
]
