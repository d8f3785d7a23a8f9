"""States that pages hand to their scripts, in our own words."""

import json
from typing import Any

from courseatlas.records import Page
from spiders.platforms import jsonld, recognise

COURSE = {
    "id": 7,
    "key": "a8f3",
    "title": "Wicks",
    "description": "From cotton to flame.",
    "level": "beginner",
    "credits": 40,
    "price": 12,
    "prerequisites": ["Oil", "Glass"],
}


def page(state: Any, title: str, script: str = "window.__INITIAL_STATE__ = {};") -> Page:
    body = script.replace("{}", json.dumps(state))
    markup = f"<html><body><h1>{title}</h1><script>{body}</script></body></html>"
    return Page("https://lamps.example.com/learn/wicks", markup.encode())


def test_the_course_whose_title_is_the_pages_own_is_read() -> None:
    for state in ({"course": COURSE}, {"course": {"data": COURSE, "loading": False}}):
        given = page({"user": None, "related": [{"course": {"title": "Oil"}}]} | state, "Wicks")
        assert recognise(given) == "jsonld"
        (record,) = jsonld.read(given)
        assert (record.kind, record.key, record.url) == ("course", "wicks", given.url)
        assert record.fields["description"] == "From cotton to flame."
        assert record.fields["prerequisites_text"] == "Oil, Glass"
        assert record.fields["difficulty_text"] == "beginner"
        # neither the key, the credits nor the price of a shop says what it is
        assert not {"code", "credits_text", "price"} & record.fields.keys()


def test_a_track_lists_its_courses_by_their_titles() -> None:
    track = {"title": "Lamps Certificate", "courses": [COURSE, {"title": "Oil"}]}
    script = '</script><script id="__NEXT_DATA__" type="application/json">{}'
    (record,) = jsonld.read(page({"props": {"track": track}}, "Lamps Certificate", script))
    assert record.kind == "program"
    assert [each.course_title for each in record.components] == ["Wicks", "Oil"]
    assert [each.course_code for each in record.components] == [None, None]


def test_other_states_and_other_titles_give_nothing() -> None:
    assert not list(jsonld.read(page({"course": COURSE}, "Lamps and more")))
    assert not list(jsonld.read(page({"courses": [COURSE]}, "Wicks")))
    assert not list(jsonld.read(page({"course": None, "track": {"title": 3}}, "Wicks")))
    call = "window.__INITIAL_STATE__ = {course: {title: 'Wicks'}};"
    assert not list(jsonld.read(page({}, "Wicks", call)))
    both = {"course": COURSE, "track": {"title": "Wicks"}}
    assert not list(jsonld.read(page(both, "Wicks")))
