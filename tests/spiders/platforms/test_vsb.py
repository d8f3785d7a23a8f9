"""A Visual Schedule Builder's answer, in our own words."""

import pytest

from courseatlas.records import Page, Unreadable
from spiders.platforms import recognise, vsb

SCHEDULE = b"""<addcourse><classdata><term n="202609" v="Fall 2026"/><course key="COMP-999" code="COMP" number="999" faculty="Science">
<uselection><selection credits="3.0" creditsMax="4.0"><block teacher="Byron, Ada; Lovelace, A."/></selection></uselection>
<offering title="Seeing" desc="Pixels."/></course><course code="COMP" number="998"/></classdata></addcourse>"""


EXAMPLES = [Page("https://schedule.example.edu/", SCHEDULE, "text/xml")]


def test_a_schedule_in_xml_has_its_credits_and_all_its_teachers() -> None:
    (course,) = vsb.read(EXAMPLES[0])
    assert recognise(EXAMPLES[0]) == "vsb"
    facts = course.fields
    assert (facts["code"], facts["credits_min"], facts["credits_max"], facts["instructors"]) == (
        "COMP 999",
        3,
        4,
        ["Byron, Ada", "Lovelace, A."],
    )
    with pytest.raises(Unreadable):
        list(vsb.read(Page("https://schedule.example.edu/", SCHEDULE[:200])))
