"""The report, the profile page and the badges print nothing that a page could make them do, and fit where they are read."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from courseatlas import profiles, releases
from courseatlas.schema import TABLES
from reporting.badge import badge
from reporting.environment import web
from reporting.page import page
from reporting.profile_page import page_script, profile_page
from tests.support.browsing import Browse
from tests.support.paths import ROOT
from tests.support.project import Project
from tests.support.sites import catalog

ATTACKS = (
    "<script>document.title='owned'</script>",
    '"><img src=http://evil.example/x.png onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><style>@import url(http://evil.example/x.css)</style>",
    "</title></svg><svg onload=alert(1)>",
    "[click](javascript:alert(1)) **bold** | cell | `code`",
    "cat\u202egpj.exe \u2066x\u2069",
    "{{7777*7}} {% raw %} ${7777*7}",
)
ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://ok.example/"onclick="alert(1)',
    "https://ok.example/?q=<script>alert(1)</script>",
    "java\nscript:alert(1)",
    " jAvAsCrIpT:alert(1)",
    "https://[ok.example/",
    "https://ok.example/\u202egpj.exe",
)
# values of the facts that are words of ours: no page reaches them
_OURS = {"state", "urgency", "severity", "now", "status", "freshness"}


@pytest.fixture
def facts(sample_release: Path) -> dict[str, Any]:
    """The facts of the sample run, with something in every list."""
    found = json.loads((sample_release / "latest" / "report" / "report.json").read_text("utf-8"))
    found["gates"] = [
        {
            "source_id": "cmu",
            "gate": "rows lost",
            "sentence": "3 courses, where the last release held 9",
            "remedy": "compare the pages",
            "lifted": lifted,
        }
        for lifted in (False, True)
    ]
    broke = next(one for one in found["attention"] if one["urgency"] == "degraded")
    broke |= {
        "urgency": "stale",
        "reasons": {name: "as it was" for name in ("why", "kept", "gone", "cause", "try")},
    }
    found["verdict"] |= {"stopped": "a rule does not hold", "previous": "2026-11-17.1"}
    found["seconds"] = {"crawl": 1.0}
    return found


OUR_SCRIPT = (str(page_script().text),)
OWN = (
    "coverage.html",
    "data_docs/index.html",
    "records/",
)  # the pages of our own that a report leads to


def poisoned(value: Any, texts: Iterator[str], addresses: Iterator[str], key: str = "") -> Any:
    """The same document with an attack in the place of every text, names of outcomes and columns too."""
    if isinstance(value, dict):
        names = key in ("outcomes", "by_outcome", "filled") and not isinstance(
            next(iter(value.values()), None), dict
        )
        return {
            (f"{name} {next(texts)}" if names else name): one
            if name in _OURS
            else poisoned(one, texts, addresses, name)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [poisoned(one, texts, addresses, key) for one in value]
    if not isinstance(value, str):
        return value
    if key == "source_id":  # one source keeps one name
        return f"{value} {' '.join(ATTACKS)}"
    return next(addresses) if key in ("url", "evidence_url") else next(texts)


def attacks() -> Iterator[str]:
    while True:
        yield " ".join(ATTACKS)
        yield from ATTACKS


def addresses() -> Iterator[str]:
    while True:
        yield from ADDRESSES


def harmless(text: str) -> Iterator[str]:
    while True:
        yield text


def shape(tree: html.HtmlElement) -> list[str]:
    """The elements in their order; links left aside, an address that is none makes none."""
    return [
        element.tag
        for element in tree.iter()
        if isinstance(element.tag, str) and element.tag != "a"
    ]


def assert_inert(dom: str, scripts: tuple[str, ...] = ()) -> html.HtmlElement:
    """The page has no script but those named, and nothing else that acts or loads."""
    tree = html.fromstring(dom)
    assert tree.xpath("//script/text()") == list(scripts)
    for script in tree.xpath("//script"):
        assert not script.attrib
        script.drop_tree()
    assert not tree.xpath(
        "//script | //img | //iframe | //object | //embed | //form | //base | //link | //meta[@http-equiv='refresh']"
    )
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in ("src", "srcset", "style", "action"), (
                element.tag,
                name,
            )
            if name.endswith("href"):
                assert value.startswith(("https://", "http://", "#", *OWN)), value
    assert "Content-Security-Policy" in dom and "default-src 'none'" in dom
    assert "owned" not in tree.findtext(".//title") or "<script>" in tree.findtext(".//title")
    assert str(7777 * 7) not in dom
    assert not set("\u202e\u2066\u2069") & set(dom)
    return tree


def test_nothing_that_a_page_says_becomes_part_of_the_report(facts: dict, browse: Browse) -> None:
    hostile = assert_inert(browse(page(poisoned(facts, attacks(), addresses()))))
    plain = html.fromstring(
        browse(page(poisoned(facts, harmless("x"), harmless("https://ok.example/"))))
    )
    assert shape(hostile) == shape(plain)
    said = hostile.text_content()
    assert all(
        one in said for one in (ATTACKS[0], ATTACKS[3], ATTACKS[5], ATTACKS[7], "catgpj.exe")
    )
    assert "javascript:alert(1)" in said and hostile.xpath(
        "//a[starts-with(@href, 'https://ok.example/')]"
    )


def test_nothing_that_a_page_says_becomes_part_of_the_profile_page(
    sample_release: Path, browse: Browse
) -> None:
    release = releases.find(sample_release, "latest")
    profile = profiles.load(ROOT / "profiles" / "deepfake-professional.yml")
    shapes = []
    for text, address in (
        (attacks(), addresses()),
        (harmless("x"), harmless("https://ok.example/")),
    ):
        tables = {table.name: release.table(table.name) for table in TABLES}
        for table in TABLES:
            for column in table.columns:
                if column.type == "string" and not column.words and not column.name.endswith("id"):
                    values = [
                        None if value is None else next(address if "url" in column.name else text)
                        for value in _plain(tables, table.name, column.name)
                    ]
                    tables[table.name][column.name] = values
        dom = browse(profile_page(profile, "2026-11-24.1", tables))
        shapes.append(shape(assert_inert(dom, OUR_SCRIPT)))
    assert shapes[0] == shapes[1] and "button" in shapes[0]


def _plain(tables: dict, table: str, column: str) -> list:
    values = tables[table][column]
    return values.astype(object).where(values.notna(), None).tolist()


@pytest.mark.parametrize(
    "name", [*ATTACKS, " ".join(ATTACKS), "\x00\ufffe\ud800", "Universität Zürich · 大学"]
)
def test_a_badge_is_well_formed_whatever_its_source_is_called(name: str) -> None:
    drawn = badge(name, "needs_key", 0)
    tree = etree.fromstring(drawn.encode("utf-8"))
    assert {etree.QName(element).localname for element in tree.iter()} == {
        "svg",
        "title",
        "clipPath",
        "rect",
        "g",
        "text",
    }
    assert not [
        key
        for element in tree.iter()
        for key in element.attrib
        if key.startswith("on") or key.endswith("href")
    ]
    assert tree[-1][-1].text == "needs key" and not set("\u202e\u2066") & set(drawn)


def test_only_addresses_of_the_web_become_links() -> None:
    assert (
        [web(one) for one in ADDRESSES[:2]] == [None, None]
        and web("/relative") is None
        and web(None) is None
        and web("https://[x") is None
    )
    assert web("https://ok.example/\u202egpj.exe") == "https://ok.example/gpj.exe"


def test_hostile_pages_go_through_a_whole_run_and_stay_text(
    project: Project, browse: Browse
) -> None:
    name = json.dumps(" ".join(ATTACKS[:4]))  # a name has at most 200 characters
    (project.sources / "example.yml").write_text(
        catalog.yaml(project.site).replace("name: Example University", f"name: {name}")
    )
    catalog.put(
        project.site, 12
    )  # a table of which more than a fifth is withheld stops the release
    blocks = "".join(
        catalog.course(
            f"CS 9{number:02}",
            f"Machine Learning {_entities(attack)}",
            f"Neural networks. {_entities(attack)}",
        )
        for number, attack in enumerate(ATTACKS)
    )
    project.site.page(
        "/courses/s1/",
        f'<html><body><div id="textcontainer">{blocks}</div></body></html>',
        headers={"X-Note": ATTACKS[1]},
    )
    links = "".join(
        f'<a href="{href}">x</a>'
        for href in (
            *(f"/courses/s{number}/" for number in range(12)),
            "/courses/%22onerror=%22alert(1)/",
            "javascript:alert(1)",
            "/courses/&lt;script&gt;/",
        )
    )
    project.site.page(
        "/courses/", f'<html><body><div class="az_sitemap">{links}</div></body></html>'
    )
    done = project.refresh()
    assert done.returncode == 0, done.stdout + done.stderr
    folder = project.output / "latest" / "report"
    assert_inert(browse((folder / "index.html").read_text("utf-8")))
    shown = browse((project.output / "latest" / "profile.html").read_text("utf-8"))
    assert_inert(shown, OUR_SCRIPT)
    assert etree.fromstring((folder / "badges" / "example.svg").read_bytes()) is not None
    assert "\u202e" not in json.dumps(
        json.loads((folder / "report.json").read_text("utf-8")), ensure_ascii=False
    )


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_must_be_scrolled_sideways(
    width: int, facts: dict, sample_release: Path, browse: Browse
) -> None:
    latest = sample_release / "latest"
    profile = (latest / "profile.html").read_text("utf-8")
    for word in ("Python", "English", "Northeastern", "beginner"):
        profile = profile.replace(word, "averylongwordwithoutaspace" * 8)
    for text in (
        (latest / "findings.html").read_text("utf-8"),
        page(facts),
        page(
            poisoned(
                facts,
                harmless("averylongwordwithoutaspace" * 8),
                harmless("https://ok.example/" + "x" * 300),
            )
        ),
        profile,
    ):
        # only this test may run a script, on a copy without the policy; a window has a least width, a frame has none
        frame = f'<iframe id="f" width="{width}" height="900" srcdoc="{escape(text.replace("Content-Security-Policy", "none"))}"></iframe>'
        measure = "onload = () => { document.title = f.contentDocument.documentElement.scrollWidth + ' ' + f.contentWindow.innerWidth }"
        shown = browse(
            f"<!doctype html><title>x</title><body>{frame}<script>{measure}</script>",
            "--hide-scrollbars",
        )
        needed, given = map(int, html.fromstring(shown).findtext(".//title").split())
        assert given == width and needed <= width
