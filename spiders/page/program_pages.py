"""Programs on pages of any site: a heading that names a credential, over lists of coded courses."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.requirements.totals import stated_total, total_of_rows
from courseatlas.text import slug
from spiders.page.content import address, description, first_paragraphs, heading, main_region
from spiders.page.fields import stated
from spiders.page.hubs import reason_of
from spiders.page.markup import text, visible_lines
from spiders.page.program_sections import program_sections
from spiders.page.requirements import requirement_components

# fewer codes are an example, or courses that the page only mentions
_LEAST_COURSES = 3


def coded_components(page: Page) -> tuple[Component, ...]:
    """The courses that the lists and tables of a page ask for, by their codes; none for a few."""
    components = requirement_components(main_region(page.tree))
    codes = {component.course_code for component in components if component.course_code}
    return components if len(codes) >= _LEAST_COURSES else ()


def program_of_page(page: Page) -> Record | None:
    """The program that a page is about, or None.

    Its heading names a credential, and its lists have the codes of courses. The key is the last
    part of the page's address.
    """
    title = heading(page)
    # "MS Courses" names a credential too, and is a list
    components = coded_components(page) if reason_of(title) == "program" else ()
    if not components:
        return None
    region, url = main_region(page.tree), address(page)
    fields = {
        "description": description(page, region),
        "credential_text": title,
        "credits_total_text": stated_total(visible_lines(region)) or total_of_rows(_rows(region)),
    }
    return Record("program", _last_part(url) or slug(title), url, title, stated(fields), components)


def programs_of_department(page: Page) -> Iterator[Record]:
    """The programs of a page that holds several, each below a heading that names it.

    The key is the last part of the page's address and the title.
    """
    url = address(page)
    for section in program_sections([main_region(page.tree)], _has_courses):
        lines = visible_lines(section.part)
        fields = {
            "description": first_paragraphs(section.part),
            "credential_text": section.title,
            "credits_total_text": stated_total(lines) or total_of_rows(_rows(section.part)),
        }
        key = f"{_last_part(url)}/{slug(section.title.casefold())}"
        listed = requirement_components(section.part)
        yield Record("program", key, url, section.title, stated(fields), listed)


def _has_courses(part: HtmlElement) -> bool:
    codes = {component.course_code for component in requirement_components(part)}
    return len(codes - {None}) >= _LEAST_COURSES


def _last_part(url: str) -> str:
    return slug(url.partition("?")[0].rstrip("/").rpartition("/")[2])


def _rows(region: HtmlElement) -> Iterator[str]:
    """The words of each row of the tables."""
    for row in region.iter("tr"):
        yield " ".join(words for words in map(text, row.iter("td", "th")) if words)
