"""Khan Academy's three shapes, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.platforms import recognise
from spiders.platforms.khan import links, read


def page(body: object) -> Page:
    return Page(
        "https://www.khanacademy.org/api/internal/graphql/ContentForPath",
        (body if isinstance(body, str) else json.dumps(body)).encode(),
        "application/json",
    )


def route(name: str, course: object) -> dict:
    return {
        "data": {
            "contentRoute": {
                "resolvedPath": "/computing/seeing",
                name: {"course": course} if course else None,
            }
        }
    }


COURSE = {
    "id": "x1", "translatedTitle": "Seeing machines", "translatedDescription": "How pictures become numbers.", "slug": "seeing",
    "relativeUrl": "/computing/seeing", "parent": {"translatedTitle": "Computing"},
    "unitChildren": [{"translatedTitle": "Pixels"}, {"translatedTitle": "Features"}],
}  # fmt: skip


@pytest.mark.parametrize("name", ["listedPathData", "unlistedPathData"])
def test_a_content_answer_is_a_course_with_its_units_as_syllabus(name: str) -> None:
    answer = page(route(name, COURSE))
    (course,) = read(answer)
    facts = parse(course.fields)
    assert recognise(answer) == "khan"
    assert (course.key, course.aliases, course.url) == (
        "x1",
        ("computing/seeing",),
        "https://www.khanacademy.org/computing/seeing",
    )
    assert facts["syllabus"] == ["Pixels", "Features"] and facts["subject"] == "Computing"
    assert (facts["price_amount"], facts["price_kind"]) == (0, "free") and "license" not in facts


def test_an_answer_without_its_data_is_reported_as_changed() -> None:
    with pytest.raises(Unreadable) as e:
        list(read(page(route("listedPathData", None))))
    assert e.value.code == "changed"


def test_the_export_joins_domain_course_and_units() -> None:
    head = ["id", "kind", "slug", "listed", "children_ids", "translated_title", "license"]
    rows = [
        ["d", "Domain", "computing", "True", '[{"kind": "Course", "id": "c"}]', "Computing", ""],
        [
            "c",
            "Course",
            "seeing",
            "True",
            '[{"kind": "Unit", "id": "u"}, {"kind": "Unit", "id": "gone"}]',
            "Seeing machines",
            "cc-by-nc-sa",
        ],
        ["h", "Course", "hidden", "False", "[]", "Hidden", ""],
        ["u", "Unit", "pixels", "True", "broken", "Pixels", ""],
    ]
    cells = [
        "\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)
        for row in [head, *rows]
    ]
    export = page("\ufeff" + "\r\n".join(cells))
    (course,) = read(export)
    assert recognise(export) == "khan"
    assert (
        (course.key, course.aliases) == ("c", ("computing/seeing",))
        and course.fields["syllabus"] == ["Pixels"]
        and course.fields["license"] == "CC BY-NC-SA"
    )


def test_in_the_old_tree_a_path_of_two_parts_is_a_course_and_of_three_its_unit() -> None:
    video = {"kind": "Video", "title": "One picture", "ka_url": "http://www.khanacademy.org/v"}
    units = [
        {
            "kind": "Topic",
            "title": name,
            "relative_url": f"/computing/seeing/{name}",
            "children": [video],
        }
        for name in ("Pixels", "Edges")
    ]
    course = {
        "kind": "Topic",
        "title": "Seeing",
        "relative_url": "/computing/seeing",
        "description": "",
        "children": units,
    }
    tree = {
        "kind": "Topic",
        "title": "Computing",
        "relative_url": "/computing",
        "children": [course],
    }
    (record,) = read(page(tree))
    assert (
        record.title == "Seeing"
        and record.fields["syllabus"] == ["Pixels", "Edges"]
        and record.fields["subject"] == "Computing"
    )


def test_a_shelf_of_playlists_is_the_course_of_their_common_path() -> None:
    playlists = [
        {
            "name": name,
            "playlist": {
                "kind": "Topic",
                "title": name,
                "topic_page_url": f"/computing/seeing/{name}",
                "ka_url": "",
                "children": [],
            },
        }
        for name in ("Pixels", "Edges")
    ]
    alone = {
        "name": "Hearing",
        "playlist": {
            "kind": "Topic",
            "title": "Hearing",
            "topic_page_url": "/computing/hearing",
            "children": [],
        },
    }
    records = list(
        read(
            page(
                {"name": "Library", "children": [{"name": "Seeing", "children": playlists}, alone]}
            )
        )
    )
    assert [(course.key, course.title, course.fields.get("syllabus")) for course in records] == [
        ("computing/seeing", "Seeing", ["Pixels", "Edges"]),
        ("computing/hearing", "Hearing", None),
    ]


def test_a_script_shell_holds_no_record() -> None:
    shell = Page(
        "https://www.khanacademy.org/computing",
        b"<html><body><div id='app-shell-root'></div><script src='a.js'></script></body></html>",
    )
    assert list(read(shell)) == []


def test_the_listing_of_the_bucket_leads_to_the_newest_export() -> None:
    keys = ("en-export-2025-01.tsv", "en-export-2026-02.tsv", "es-export-2026-03.tsv")
    body = "".join(f"<Contents><Key>{key}</Key></Contents>" for key in keys)
    listing = Page("https://storage.example.org/export?prefix=en-export", body.encode(), "text/xml")
    assert list(links(listing)) == ["https://storage.example.org/export/en-export-2026-02.tsv"]


EXAMPLES = [page(route("listedPathData", COURSE)), page("id\tkind\tslug\tchildren_ids\ttitle\n")]
