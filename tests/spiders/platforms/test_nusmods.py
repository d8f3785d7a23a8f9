"""NUSMods' answers, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise
from spiders.platforms.nusmods import links, read

API = "https://api.nusmods.com/v2/2026-2027/"
MODULE = {
    "acadYear": "2026/2027",
    "moduleCode": "LM1010",
    "title": "Lamps &amp; Light",
    "department": "Lamp Studies",
    "description": "Wicks &amp; oil.",
    "moduleCredit": "0",
    "prerequisite": "LM1000",
    "semesterData": [],
}
OLD_MODULE = {
    "ModuleCode": "LM1010",
    "ModuleTitle": "Lamps & Light",
    "ModuleDescription": "Wicks & oil.",
    "ModuleCredit": "0",
    "Prerequisite": "LM1000",
    "Department": "Lamp Studies",
}


def answer(value: object, path: str) -> Page:
    return Page(API + path, json.dumps(value).encode(), "application/json")


LIST = answer([{"moduleCode": "LM1010", "title": "Lamps", "semesters": [1]}], "moduleList.json")
EXAMPLES = [answer(MODULE, "modules/LM1010.json"), LIST]


@pytest.mark.parametrize("module", [MODULE, OLD_MODULE])
def test_a_module_has_its_details_in_both_versions_of_the_api(module: dict) -> None:
    page = answer(module, "modules/LM1010.json")
    assert recognise(page) == "nusmods"
    (record,) = read(page)
    row = parse(record.fields)
    assert (record.title, row["code"], row["credits_min"], row["credit_unit"]) == (
        "Lamps & Light",
        "LM1010",
        0,
        "credit",
    )
    assert (row["description"], row["prerequisites_text"], row["department"]) == (
        "Wicks & oil.",
        "LM1000",
        "Lamp Studies",
    )


def test_a_list_names_its_modules_and_leads_to_their_details() -> None:
    (record,) = read(LIST)
    assert (record.title, record.url) == ("Lamps", f"{API}modules/LM1010.json")
    assert list(links(LIST)) == [record.url]
    assert list(links(answer([MODULE], "moduleInfo.json"))) == []
