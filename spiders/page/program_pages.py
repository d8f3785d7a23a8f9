"""Programs on pages of any site: a heading that names a credential, over lists of coded courses."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from courseatlas.records import Component, Page, Record
from courseatlas.requirements.totals import stated_total, total_of_rows
from courseatlas.text import slug
from spiders.page.content import address, description, heading, main_region
from spiders.page.fields import stated
from spiders.page.hubs import reason_of
from spiders.page.markup import text, visible_lines
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
    last_part = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return Record("program", slug(last_part or title), url, title, stated(fields), components)


def _rows(region: HtmlElement) -> Iterator[str]:
    """The words of each row of the tables."""
    for row in region.iter("tr"):
        yield " ".join(words for words in map(text, row.iter("td", "th")) if words)
