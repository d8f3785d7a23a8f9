"""An Acalog catalog: two pages of courses, a hub of programs, an archived edition, a graduate catalog."""

from tests.support.sites.mirrors import traps
from tests.support.sites.server import Site

COURSES = {
    "LMP 101": "Wicks and Flames",
    "LMP 210": "Machine Learning of Lamps",
    "OIL 150": "Whale Oil in History",
    "OIL 220": "Neural Networks for Refineries",
    "GLS 300": "Glass",
}
GRADUATE = {"LMP 501": "Deep Learning of Light"}
PROGRAMS = {
    "Lamp Science, BS": ("LMP 101", "GLS 300"),
    "Cognitive Computing, BS": ("LMP 210", "OIL 220"),
}
GONE = "OIL 999"
PER_PAGE = 3


class Acalog:
    """The catalog of one year. `catoid` numbers its edition, and all its pages with it."""

    def __init__(
        self, site: Site, catoid: int = 9, years: str = "2026-2027", with_graduate: bool = True
    ):
        self.site, self.catoid, self.years = site, catoid, years
        self.graduate = catoid + 1 if with_graduate else None
        self.numbers = {code: catoid * 100 + place for place, code in enumerate((*COURSES, GONE))}

    def put(self) -> None:
        home = self._home(self.catoid)
        self.site.page("/", home)
        self.site.page(f"/index.php?catoid={self.catoid}", home)
        self._lists()
        for code, title in COURSES.items():
            self._course(self.catoid, self.numbers[code], code, title)
        for place, (title, codes) in enumerate(PROGRAMS.items()):
            self.site.page(self._program_path(place), self._program(title, codes))
        if self.graduate:
            self._graduate_catalog(self.graduate)
        # an archived edition that must not be read
        self.site.page(f"/index.php?catoid={self.catoid - 1}", self._home(self.catoid - 1))

    def _frame(self, catoid: int, name: str, body: str) -> str:
        selected = {catoid: ' selected="selected"'}
        options = [
            (self.catoid, f"{self.years} Undergraduate Catalog"),
            (self.catoid - 1, "2025-2026 Undergraduate Catalog [ARCHIVED CATALOG]"),
        ]
        if self.graduate:
            options.append((self.graduate, f"{self.years} Graduate Catalog"))
        select = "".join(
            f'<option value="{number}"{selected.get(number, "")}>{words}</option>'
            for number, words in options
        )
        return (
            f'<html><head><title>{name}</title></head><body><span class="acalog_catalog_name">{self.years} Catalog</span>'
            f'<select name="catalog" id="select_catalog">{select}</select>'
            f'<a href="/index.php?catoid={self.catoid - 1}">Last year</a> {traps.LINKS}'
            f'<td class="block_content"><h1 id="acalog-content">{name}</h1>{body}</td>'
            '<a href="https://www.example.org">Powered by Modern Campus Catalog™</a></body></html>'
        )  # fmt: skip

    def _home(self, catoid: int) -> str:
        links = "".join(
            f'<a href="/content.php?catoid={catoid}&navoid={catoid * 10 + place}" class="navbar">{words}</a>'
            for place, words in enumerate(
                ("Course Descriptions", "Programs of Study", "Academic Calendar", "Faculty")
            )
        )
        return self._frame(catoid, "Welcome", links)

    def _lists(self) -> None:
        """The courses, of which the last page is repeated for ever, and the hub of programs."""
        rows = [*COURSES.items(), (GONE, "Oil of Nowhere")]
        pages = [rows[start : start + PER_PAGE] for start in range(0, len(rows), PER_PAGE)]
        path = f"/content.php?catoid={self.catoid}&navoid={self.catoid * 10}"
        for number in range(1, 9):
            shown = pages[min(number, len(pages)) - 1]
            lines = "".join(self._row(code, title) for code, title in shown)
            pager = f'<a href="{path}&amp;filter%5Bcpage%5D={number + 1}#acalog_template_course_filter" aria-label="Page {number + 1}">{number + 1}</a>'
            sort = f'<a href="{path}&filter%5B27%5D=LMP&filter%5Bcpage%5D=1">Only LMP</a> <a href="{path}&print">Print</a>'
            body = self._frame(
                self.catoid,
                "Course Descriptions",
                f"<table>{lines}</table>Page: <span aria-current='page'>{number}</span> {pager} {sort}",
            )
            self.site.page(path if number == 1 else f"{path}&filter%5Bcpage%5D={number}", body)
        programs = "".join(
            f'<li>• <a href="preview_program.php?catoid={self.catoid}&poid={self._poid(place)}&returnto={self.catoid * 10 + 1}">{title}</a></li>'
            for place, title in enumerate(PROGRAMS)
        )
        self.site.page(
            f"/content.php?catoid={self.catoid}&navoid={self.catoid * 10 + 1}",
            self._frame(self.catoid, "Programs of Study", f"<ul>{programs}</ul>"),
        )

    def _row(self, code: str, title: str) -> str:
        number = self.numbers[code]
        words = f"{code} - {title} (3)"
        return (
            f'<tr>\n<td class="width_15">&#160;</td><td class="width">&#8226;&#160; <a href="preview_course_nopop.php?catoid={self.catoid}&coid={number}" '
            f"target=\"_blank\" title=\"{words} opens a new window\" onclick=\"showCourse('{self.catoid}', '{number}',this, 'a:2:x'); return false;\">{words}</a></td></tr>"
        )  # fmt: skip

    def _course(self, catoid: int, number: int, code: str, title: str) -> None:
        body = (
            f"<p><h1 id='course_preview_title'>{code} - {title} (3)</h1><hr><em>Prereq.:</em> <em>Patience.</em> What {title.lower()} are made of.<br><hr>"
            f'<a href="preview_course.php?catoid={catoid}&coid={number}&print">Print</a>'
        )
        self.site.page(
            f"/preview_course_nopop.php?catoid={catoid}&coid={number}",
            self._frame(catoid, "", body),
        )

    def _poid(self, place: int) -> int:
        return self.catoid * 1000 + place

    def _program_path(self, place: int) -> str:
        return f"/preview_program.php?catoid={self.catoid}&poid={self._poid(place)}"

    def _program(self, title: str, codes: tuple[str, ...]) -> str:
        items = "".join(
            f"<li class=\"acalog-course\"><span><a href=\"#\" onclick=\"showCourse('{self.catoid}', '{self.numbers[code]}',this, 'a:2'); return false;\">{code} {COURSES[code]} (3)</a></span></li>"
            for code in codes
        )
        return self._frame(
            self.catoid, title, f'<div class="acalog-core"><h2>Core</h2><hr><ul>{items}</ul></div>'
        )

    def _graduate_catalog(self, catoid: int) -> None:
        """The catalog of the graduate school, of the same years: one list of one course."""
        self.site.page(f"/index.php?catoid={catoid}", self._home(catoid))
        ((code, title),) = GRADUATE.items()
        link = f"<a href=\"preview_course_nopop.php?catoid={catoid}&coid=5\" onclick=\"showCourse('{catoid}', '5',this);\">{code} - {title} (3)</a>"
        self.site.page(
            f"/content.php?catoid={catoid}&navoid={catoid * 10}",
            self._frame(catoid, "Course Descriptions", link),
        )
        self.site.page(
            f"/content.php?catoid={catoid}&navoid={catoid * 10 + 1}",
            self._frame(catoid, "Programs", ""),
        )
        self._course(catoid, 5, code, title)
