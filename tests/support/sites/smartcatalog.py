"""A small SmartCatalog IQ catalog in our own words: two editions, subjects, divisions, programs."""

from tests.support.sites.server import Site

EDITION = "/en/2026-2027/2026-2027-catalog"
SUBJECTS = {"lmp-lamps": ("LMP", "Lamps"), "oil-fuels": ("OIL", "Fuels")}
DIVISIONS = {"lower-division": (1, 2), "upper-division": (101, 102)}
COURSES = {
    f"{code}-{number}"
    for code, _ in SUBJECTS.values()
    for numbers in DIVISIONS.values()
    for number in numbers
}
PROGRAMS = {"catalog/programs/lamps/light-bs", "catalog/programs/lamps/light-minor"}


def put(site: Site) -> None:
    """Serve the catalog from the root on: old editions and sections about other things as well."""
    catalogs = [EDITION, "/en/2025-2026/2025-2026-catalog", "/about"]
    site.page("/", _page("<h1>Catalogs</h1>" + "".join(map(_link, catalogs))))
    sections = ["courses", "programs", "academic-policies", "admissions"]
    site.page(EDITION, _page("<h1>Catalog</h1>", _children(EDITION, sections)))
    site.page(
        f"{EDITION}/courses", _page("<h1>Courses</h1>", _children(f"{EDITION}/courses", SUBJECTS))
    )
    for subject, (code, name) in SUBJECTS.items():
        folder = f"{EDITION}/courses/{subject}"
        site.page(folder, _page(f"<h1>{code} - {name}</h1>", _children(folder, DIVISIONS)))
        for division, numbers in DIVISIONS.items():
            blocks = "".join(_course(f"{folder}/{division}", code, number) for number in numbers)
            site.page(
                f"{folder}/{division}",
                _page(f'<h1>{division}</h1><div class="courselist">{blocks}</div>'),
            )
    programs = f"{EDITION}/programs"
    site.page(programs, _page("<h1>Programs</h1>", _children(programs, ["lamps"])))
    site.page(
        f"{programs}/lamps",
        _page("<h1>Lamps</h1>", _children(f"{programs}/lamps", ["light-bs", "light-minor"])),
    )
    site.page(f"{programs}/lamps/light-bs", _page(_program("Light B.S.")))
    site.page(f"{programs}/lamps/light-minor", _page(_program("Light Minor")))


def yaml(site: Site) -> str:
    return (
        "name: Example University\nplatform: smartcatalog\nprovider: {type: university, country: US,"
        f" website: https://www.example.edu}}\nstart_urls: ['{site.url}/']\nhosts: ['{site.host}']\ndelay_seconds: 0\n"
    )


def _page(main: str, children: str = "") -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><script src="https://cdn-prod.smartcatalogiq.com/catalog/bundle.js"></script></head>'
        f'<body><nav>{_link(EDITION)}</nav><div id="main">{main}{children}</div></body></html>'
    )


def _link(path: str) -> str:
    return f'<p><a href="{path}">{path.rpartition("/")[2]}</a></p>'


def _children(folder: str, names) -> str:
    links = "".join(_link(f"{folder}/{name}") for name in names)
    return f'<div class="sc-childlinks">{links}</div>'


def _course(folder: str, code: str, number: int) -> str:
    return f"""<h2 class="course-name">
<a href="{folder}/{code.lower()}-{number}"><span>{code} {number}</span> Light of Kind {number}</a>
</h2><div class="desc"><p>How {code} number {number} burns through the night.</p></div>
<div class="sc-credithours"><h3>Credits</h3><div class="credits">5</div></div>
<div class="extraFields"><h4>Requirements</h4><p>Prerequisite(s): {code} 1.</p></div>"""


def _program(title: str) -> str:
    rows = "".join(
        f'<tr><td class="sc-coursenumber"><a class="sc-courselink" href="{EDITION}/courses/x/{code}">{code}</a></td>'
        f'<td class="sc-coursetitle">Light</td><td class="sc-credits"><p class="credits">5</p></td></tr>'
        for code in ("LMP 1", "LMP 101", "OIL 102")
    )
    total = '<tr><td class="sc-totalcreditslabel" colspan="2">Total Credits</td><td class="sc-totalcredits">60</td></tr>'
    return f"""<h1 class="degreeTitle">{title}</h1><p>For those who keep the lamps of a town burning all year.</p>
<div class="programTables"><div id="degreeRequirements"><h3 class="sc-RequiredCoursesHeading1">Required Courses</h3>
<table></table><table>{rows}{total}</table></div></div>"""
