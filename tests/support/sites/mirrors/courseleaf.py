"""A CourseLeaf catalog whose school named its lists in its own way, with an archive beside it."""

from tests.support.sites.mirrors import traps
from tests.support.sites.server import Site

SUBJECTS = {
    "Lamp Science": {"LMP 101": "Wicks and Flames", "LMP 210": "Machine Learning of Lamps"},
    "Oil": {"OIL 150": "Whale Oil in History"},
    "Glass": {"GLS 300": "Glass"},
    "Signals": {"SIG 410": "Neural Networks at Sea"},
    "Ropes": {"ROP 120": "Knots"},
}
COURSES = {code: title for courses in SUBJECTS.values() for code, title in courses.items()}
PROGRAMS = {
    "/sea-and-light/lamps/lamp-science-bs/": "Lamp Science, BS",
    "/sea-and-light/lamps/glass-minor/": "Glass, Minor",
    "/sea-and-light/ropes/rope-work-certificate/": "Rope Work, Certificate",
}
# its name states no award, and only its department leads to it
UNNAMED = {"/sea-and-light/ropes/intelligent-systems/": "Intelligent Systems"}
GONE = "/what-we-teach/tar/"
NEVER = (
    "/search/?P=LMP%20101",
    "/archive/2025-2026/what-we-teach/",
    "/catalog.pdf",
    "/sea-and-light/sea-and-light.pdf",
)


def put(site: Site, edition: str = "2026-2027") -> None:
    def page(path: str, title: str, body: str) -> None:
        site.page(path, _frame(edition, title, body))

    page("/", "Catalog", "<p>Welcome to the catalog of our school.</p>")
    subjects = {
        **{name: next(iter(courses))[:3] for name, courses in SUBJECTS.items()},
        "Tar": "TAR",
    }
    rows = "".join(
        f'<li><a href="/what-we-teach/{code.lower()}/" class="sitemaplink">{name} ({code})</a></li>'
        for name, code in subjects.items()
    )
    page("/what-we-teach/", "What we teach", f'<div class="az_sitemap"><ul>{rows}</ul></div>')
    for name, courses in SUBJECTS.items():
        blocks = "".join(map(_block, courses.items()))
        page(
            f"/what-we-teach/{next(iter(courses))[:3].lower()}/",
            f"{name} ({next(iter(courses))[:3]})",
            f'<div class="courses">{blocks}</div>',
        )
    departments = {"lamps": "Department of Lamps", "ropes": "Ropes and Rigging"}
    links = "".join(
        f'<li><a href="/sea-and-light/{path}/">{words}</a></li>'
        for path, words in departments.items()
    )
    page("/sea-and-light/", "School of Sea and Light", f"<ul>{links}</ul>")
    for path, words in departments.items():
        inside = {
            url: title
            for url, title in (PROGRAMS | UNNAMED).items()
            if url.startswith(f"/sea-and-light/{path}/")
        }
        page(
            f"/sea-and-light/{path}/",
            words,
            "".join(f'<p><a href="{url}">{title}</a></p>' for url, title in inside.items()),
        )
    for url, title in (PROGRAMS | UNNAMED).items():
        page(url, title, _requirements())


def put_twins(site: Site, empty: tuple[str, ...]) -> None:
    """Give every page a twin, and leave the tab of the `empty` pages to their scripts."""
    for path, reply in list(site.replies.items()):
        title, content = _content(reply.body.decode())
        site.page(twin_of(path), _twin(title, content), "text/xml")
        if path in empty:
            site.page(path, _frame("2026-2027", title, '<p class="spinner">Loading…</p>'))


def twin_of(path: str) -> str:
    return f"{path}index.xml"


def _content(page: str) -> tuple[str, str]:
    """The title of a page, and what its tab holds."""
    title = page.partition("<title>")[2].partition(" &lt;")[0]
    return title, page.partition('class="tab_content">')[2].partition("</div></body>")[0]


def _twin(title: str, content: str) -> str:
    return (
        f'<?xml version="1.0"?>\n<courseleaf>\n<title>{title}</title>\n'
        f"<text><![CDATA[{content}]]></text>\n</courseleaf>\n"
    )


def _frame(edition: str, title: str, body: str) -> str:
    return f"""<html><head><title>{title} &lt; Example University</title><link rel="stylesheet" href="/courseleaf/courseleaf.css"></head>
<body><h2><a href="/">{edition} Catalog</a></h2><ul class="nav levelzero" id="/"><li><a href="/what-we-teach/">Courses</a></li>
<li><a href="/sea-and-light/">School of Sea and Light</a></li><li><a href="/archive/2025-2026/what-we-teach/">Courses of last year</a></li></ul>
{traps.LINKS} <a href="/catalog.pdf">Print this catalog</a>
<h1 class="page-title">{title}</h1><div id="textcontainer" class="tab_content">{body}</div></body></html>"""


def _block(course: tuple[str, str]) -> str:
    code, title = course
    return f"""<div class="courseblock"><p class="courseblocktitle"><strong>{code.replace(" ", "&nbsp;")}. {title}. 3 units</strong></p>
<p class="courseblockdesc">What {title.lower()} are made of.</p><p>Prerequisite: <a href="/search/?P=LMP%20101" title="LMP 101" class="bubblelink code" onclick="return showCourse(this, 'LMP 101');">LMP&nbsp;101</a>.</p></div>"""


def _requirements() -> str:
    rows = "".join(
        f"""<tr class="even"><td class="codecol"><a href="/search/?P=LMP%20101" title="{code}" class="bubblelink code" onclick="return showCourse(this, '{code}');">{code}</a></td><td>{title}</td><td class="hourscol">3</td></tr>"""
        for code, title in list(COURSES.items())[:3]
    )
    return f"""<h2>Requirements</h2><table class="sc_courselist"><colgroup><col class="codecol"/><col class="titlecol"/><col class="hourscol"/></colgroup>
<tbody><tr class="even areaheader firstrow"><td colspan="2"><span class="courselistcomment areaheader">MAJOR COURSES</span></td><td class="hourscol"></td></tr>{rows}
<tr class="listsum"><td colspan="2">Total units</td><td class="hourscol">9</td></tr></tbody></table>"""
