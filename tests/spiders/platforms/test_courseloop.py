"""CourseLoop's handbooks, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.platforms import recognise
from spiders.platforms.courseloop import first_urls, links, read
from tests.support.requirements import in_words

URL = "https://handbook.example.edu/"


def item(code: str, name: str, kind: str = "subject") -> dict[str, object]:
    return {
        "academic_item_code": code,
        "academic_item_name": name,
        "academic_item_type": {"value": kind, "label": kind.title()},
        "academic_item_url": f"/2026/units/{code}",
    }


def connected(by: str, **parts: object) -> dict[str, object]:
    return {"parent_connector": {"value": by, "label": by}, **parts}


def page(content: dict[str, object], path: str = "2026/units/LMP1020") -> Page:
    data = {"props": {"pageProps": {"pageContent": content, "siteId": "lamps-prod-pres"}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    return Page(URL + path, f"<html><body><h2>Lamps</h2>{script}</body></html>".encode())


def requisite(
    kind: str, *containers: dict[str, object], description: str = ""
) -> dict[str, object]:
    return {
        "requisite_type": {"value": kind, "label": kind.title()},
        "description": description,
        "container": list(containers),
    }


UNIT = {
    "code": "LMP1020",
    "title": "Wicks and flames",
    "credit_points": "6",
    "handbook_synopsis": "<p>From cotton to flame.</p>",
    "school": {"value": "Department of Lamps", "cl_id": "a1"},
    "undergrad_postgrad_both": {"value": "undergraduate", "label": "Undergraduate"},
    "implementation_year": "2026",
    "unit_offering": [],
    "requisites": [
        requisite(
            "prerequisite",
            connected(
                "AND",
                containers=[
                    connected("OR", relationships=[item("OIL1", "Oil"), item("OIL2", "Fat")]),
                    connected("AND", relationships=[item("GAS1", "Gas")]),
                ],
            ),
        ),
        requisite("corequisite", description="<p>LMP1021 in the same period.</p>"),
        requisite("prohibition", connected("OR", relationships=[item("LMP9", "Old wicks")])),
    ],
}
COURSE = {
    "code": "C2001",
    "title": "Bachelor of Lamps",
    "credit_points": 144,
    "overview": "<p>All about light.</p>",
    "curriculumStructure": {
        "container": [
            connected("AND", title="Core", relationship=[item("LMP1020", "Wicks")]),
            connected(
                "OR", title="Project", relationship=[item("LMP8", "Essay"), item("LMP9", "Lab")]
            ),
            connected("AND", title="Majors", relationship=[item("LIGHT01", "Light", "course")]),
            {
                "title": "Electives",
                "description": "<p>Choose two of the following:</p>",
                "container": [
                    {"title": "", "relationship": [item("OIL1", "Oil"), item("GAS1", "Gas")]}
                ],
            },
        ]
    },
}


EXAMPLES = [page(UNIT), page(COURSE, "2026/courses/C2001")]


def test_a_unit_has_its_requisites_as_its_containers_join_them() -> None:
    assert recognise(page(UNIT)) == "courseloop"
    (record,) = read(page(UNIT))
    row = parse(record.fields)
    assert (record.kind, record.key, record.title) == ("course", "LMP1020", "Wicks and flames")
    assert (row["credits_min"], row["academic_level"]) == (6, "undergraduate")
    assert record.fields["description"] == "From cotton to flame."
    assert record.fields["department"] == "Department of Lamps"
    assert record.fields["prerequisites_text"] == "(OIL1 or OIL2) and GAS1"
    assert record.fields["corequisites_text"] == "LMP1021 in the same period."


def test_rules_of_enrolment_are_prose_with_labels() -> None:
    rule = {"description": "<p><strong>Prerequisite:</strong> LMP1010</p><p>Prohibitions: LMP9</p>"}
    (record,) = read(page(UNIT | {"requisites": [], "enrolment_rules": [rule]}))
    assert record.fields["prerequisites_text"] == "LMP1010"


def test_a_course_of_the_handbook_is_a_program_with_the_units_of_its_curriculum() -> None:
    given = page(COURSE, "2026/courses/C2001")
    (record,) = read(given)
    row = parse(record.fields)
    assert (record.kind, record.title, row["credential_type"]) == (
        "program",
        "Bachelor of Lamps",
        "bachelor",
    )
    assert record.fields["credits_total_text"] == "144 credit points"
    assert in_words(record.components) == [
        "LMP1020 r",
        "LMP8 r",
        "LMP9 r or2",
        "OIL1 e2",
        "GAS1 e2",
    ]
    assert URL + "2026/units/LMP1020" in {link.url for link in links(given)}


def test_the_site_map_leads_to_the_newest_year() -> None:
    entries = "".join(
        f"<url><loc>{URL}{year}/units/LMP1020</loc></url>" for year in (2024, 2025, 2026)
    )
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    site_map = Page(f"{URL}sitemap.xml", xml.encode(), "application/xml")
    assert [link.url for link in links(site_map)] == [f"{URL}2026/units/LMP1020"]
    assert next(links(site_map)).reason == "course"
    assert first_urls([URL]) == [URL, f"{URL}sitemap.xml"]


def test_a_course_beside_units_is_a_degree_and_a_unit_elsewhere() -> None:
    degree, unit = "/2026/courses/C2001", "/2026/units/LMP1020"
    for paths, reasons in (((degree, unit), ["program", "course"]), ((degree,), ["course"])):
        anchors = "".join(f'<a href="{path}">{path[-5:]}</a>' for path in paths)
        body = page({"title": "Browse"}, "2026/browse").body.replace(b"<h2>", anchors.encode())
        assert [link.reason for link in links(Page(URL + "2026/browse", body))] == reasons


def test_other_pages_of_the_handbook_and_broken_ones_have_no_records() -> None:
    assert not list(read(page({"title": "Handbook", "banner": {}}, "")))
    broken = page(UNIT).body.replace(b'{"props"', b'{"props')
    with pytest.raises(Unreadable, match="no JSON"):
        list(read(Page(URL, broken)))
