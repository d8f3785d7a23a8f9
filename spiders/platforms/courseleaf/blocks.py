"""The elements of a CourseLeaf course block, by what their class attributes say that they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

import lxml.etree
from lxml.html import HtmlElement

from spiders.page.markup import text

WITH_CLASS = lxml.etree.XPath("descendant::*[@class]")

# What an element holds, by a name in its class attribute. `code`, `title` and `credits` are parts
# of the title line: of the BEM templates, of CSUSB's, of Berkeley's and of the detail-* family.
_ROLES = {
    "code": "courseblockcode courseblock__code detail-code code detail-coursecode detail-ut_code",
    "title": "courseblock__title detail-title title coursetitle detail-coursetitle",
    "credits": "courseblockhours courseblock__hours detail-hours_html detail-hours hours"
    " coursehours credits detail-credits detail-units courseblockcredits",
    "extra": "courseblockextra course-section courseextendedwrap courseblock__extra"
    " courseblockdetail courseblockprereq detail-note_text courseblockcoreq courseblockattr",
    "heading": "courseblocktitle courseblock__title-line",
    "description": "courseblockdesc cb_desc section--description detail-description"
    " courseblock__description courseblockdescription courseblock__desc",
    "department": "detail-department detail-department_s_ detail-offered_by",
    "instructors": "courseblockinstructors detail-instructors detail-instructor_s_",
}
_ROLE_OF_CLASS = {name: role for role, names in _ROLES.items() for name in names.split()}
_EXTRA_PREFIXES = ("detail-prereq", "detail-coreq", "detail-requirement")
# each school names the field of its credits; hours of contact have other names
_CREDITS = re.compile(r"detail-(?:credit|hours|units?|ects|cr\b)[\w-]*|detail-\w+_credits?")


@dataclass(frozen=True)
class Block:
    """The elements of a course block that its classes name, each list in page order.

    Where nobody closes a block, `next_block` lies within it.
    """

    element: HtmlElement
    parts: dict[str, list[HtmlElement]]
    next_block: HtmlElement | None = None

    def first(self, role: str) -> HtmlElement | None:
        """The first element with a role, or None."""
        elements = self.parts.get(role)
        return elements[0] if elements else None

    def words(self, role: str) -> str:
        """The words of the first element with a role, or ''."""
        return text(self.first(role))

    def own_elements(self, *tags: str) -> Iterator[HtmlElement]:
        """The elements with one of the tags up to the next block, in page order."""
        elements = self.element.iter(*tags)
        return takewhile(lambda element: element is not self.next_block, elements)

    def has(self, role: str) -> bool:
        """Whether the block has an element with a role."""
        return role in self.parts


def parts_of(block: HtmlElement, next_block: HtmlElement | None = None) -> Block:
    """One pass over a block's elements, by what their classes say that they hold.

    Where nobody closes a block, the next one lies within it, and its elements are not this one's.
    """
    parts: dict[str, list[HtmlElement]] = {}
    for element in WITH_CLASS(block):
        if element is next_block:
            break
        for role in _roles(element.get("class")):
            # a link to another course has the class "code" too, in requirements and descriptions
            if not (role == "code" and element.tag == "a"):
                parts.setdefault(role, []).append(element)
    return Block(block, parts, next_block)


@lru_cache(1 << 12)
def _roles(names: str) -> tuple[str, ...]:
    """What an element holds, by its class attribute.

    A catalog has few class attributes, and each of them stands in every block.
    """
    roles = (_role(name) for name in names.split())
    return tuple(role for role in roles if role)


def _role(name: str) -> str:
    if name in _ROLE_OF_CLASS:
        return _ROLE_OF_CLASS[name]
    if name.startswith(_EXTRA_PREFIXES):
        return "extra"
    return "credits" if _CREDITS.fullmatch(name) else ""
