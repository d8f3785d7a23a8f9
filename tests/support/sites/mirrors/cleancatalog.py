"""A Clean Catalog: a list of classes in two pages, a list of degrees, departments."""

from tests.support.sites.mirrors import traps
from tests.support.sites.server import Site

COURSES = {
    "LMP 101": "Wicks and Flames",
    "LMP 210": "Machine Learning of Lamps",
    "OIL 150": "Whale Oil in History",
    "GLS 300": "Glass",
}
DEGREES = {
    "/lamps/lamp-science": ("Lamp Science", "Associate in Science"),
    "/lamps/cognitive-computing": ("Cognitive Computing", "Certificate"),
}
# the list names no award of this one, its page does
UNNAMED = {"/ropes/rigging": ("Rigging", "Associate in Arts")}
GONE = "/oil/oil999"
PER_PAGE = 2


def put(site: Site) -> None:
    site.page("/", _frame("Catalog 2026-2027", "<p>Welcome.</p>"))
    courses = [
        *((code, _path(code), title) for code, title in COURSES.items()),
        ("OIL 999", GONE, "Oil of Nowhere"),
    ]
    pages = [courses[start : start + PER_PAGE] for start in range(0, len(courses), PER_PAGE)]
    for number in range(8):  # a page beyond the last is the last one again
        rows = "".join(_teaser(*row) for row in pages[min(number, len(pages) - 1)])
        pager = f'<nav class="pager"><ul><li class="pager__item pager__item--last"><a href="?page=7">Last</a></li><li class="pager__item pager__item--next"><a href="?page={number + 1}" rel="next">Next ›</a></li></ul></nav>'
        site.page(
            "/classes" if number == 0 else f"/classes?page={number}",
            _frame("Courses", rows + pager),
        )
    for code, title in COURSES.items():
        site.page(_path(code), _frame(title, _course(code, title)))
    degrees = "".join(
        f'<div class="views-row"><h2 class="course-teaser-title"><a href="{path}">{title}</a></h2><div class="course-teaser-type">{kind}</div></div>'
        for path, (title, kind) in DEGREES.items()
    )
    degrees += "".join(
        f'<div class="views-row"><h2 class="course-teaser-title"><a href="{path}">{title}</a></h2></div>'
        for path, (title, _) in UNNAMED.items()
    )
    site.page("/degrees", _frame("Degrees &amp; Certificates", degrees))
    for path, (title, kind) in (DEGREES | UNNAMED).items():
        site.page(path, _frame(title, _degree(title, kind)))


def _path(code: str) -> str:
    return f"/{code[:3].lower()}/{code.replace(' ', '').lower()}"


def _frame(title: str, body: str) -> str:
    return f"""<html><head><title>{title} | Example College</title></head><body><a href="#main-content" class="visually-hidden">Skip</a>
<nav><a href="/">Home</a><a href="/degrees">Degrees &amp; Certificates</a><a href="/classes">Courses</a></nav>{traps.LINKS}
<main id="main-content">{body}</main><footer><a href="https://cleancatalog.com/" target="_blank">Course Catalog Software by Clean Catalog</a></footer></body></html>"""


def _teaser(code: str, path: str, title: str) -> str:
    return f"""<div class="views-row"><a class="course-teaser-badge" href="{path}">{code}</a><h2 class="course-teaser-title"><a href="{path}">{title}</a></h2>
<div class="course-teaser-credits"><span class="credits">3</span></div></div>"""


def _course(code: str, title: str) -> str:
    return f"""<article class="node node--type-class node--view-mode-full"><h1>{code}: {title}</h1><div class="field--name-field-credits">3</div>
<div class="field--name-body"><p>What {title.lower()} are made of.</p></div></article>"""


def _degree(title: str, kind: str) -> str:
    rows = "".join(
        f'<article class="node--type-class"><div class="col-2"><a href="{_path(code)}">{code}</a></div><div class="col-7"><span class="field--name-field-item">{name}</span></div><div class="col-2"><span class="field--name-field-credits">3</span></div></article>'
        for code, name in list(COURSES.items())[:2]
    )
    return f"""<article class="node node--type-degree node--view-mode-full"><h1>{title}</h1><div class="field--name-field-degree-offered">{kind}</div>
<div class="paragraph--type--degree-section"><div class="field--name-field-degree-section-title">Core</div>{rows}</div></article>"""
