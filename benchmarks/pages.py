"""Generated CourseLeaf pages of a catalog's usual size."""

from collections.abc import Sequence

_TEXT = (
    "Introduces the ideas of the field and the methods by which results are found, checked and put "
    "to use in practice. "
) * 4
# of a university's courses one in sixteen is about AI, and one borders on it
UNIVERSITY = (
    ("Machine Learning", "Statistics")
    + ("Medieval History", "Accounting", "Poetry", "Marketing", "Hydraulics", "Ethics", "Botany")
    + ("Ceramics", "Nursing Practice", "Thermodynamics", "Choir", "Geology", "Contract Law")
    + ("Anthropology",)
)
# of the courses of a college of computing two in five are
COLLEGE = ("Machine Learning", "Poetry", "Deep Learning", "Accounting", "Geology")
_BLOCKS, _MENU_LINKS = 54, 470


def course_list(
    number: int, courses: int = 55, subjects: Sequence[str] = UNIVERSITY, menu: str = ""
) -> bytes:
    """A subject page, whose courses differ from page to page, below a menu."""
    blocks = "".join(_course(number, course, subjects) for course in range(courses))
    return (
        f'<html><body>{menu}<div id="textcontainer"><div class="sc_sccoursedescs">'
        f"{blocks}</div></div></body></html>"
    ).encode()


def heavy_site(pages: int, subjects: Sequence[str] = UNIVERSITY) -> dict[str, bytes]:
    """Path -> body of a catalog: one list, and the pages that it links.

    The pages are as heavy as real ones: 54 courses, a thousand links, of which all but those in the
    courses are the same on every page, 90 KB.
    """
    names = {f"/courses/p{number}/": f"Subject ({_prefix(number)})" for number in range(pages)}
    links = [f'<li><a href="{path}">{name}</a></li>' for path, name in names.items()]
    menu = f"<ul>{''.join(links[:_MENU_LINKS])}</ul>" * 2  # at the top, and at the side
    bodies = {
        path: course_list(number, _BLOCKS, subjects, menu) for number, path in enumerate(names)
    }
    listing = f"<html><body><ul class='az_sitemap'>{''.join(links)}</ul></body></html>"
    return bodies | {"/courses/": listing.encode()}


def _course(number: int, course: int, subjects: Sequence[str]) -> str:
    return (
        '<div class="courseblock"><p class="courseblocktitle noindent">'
        f"<strong>{_prefix(number)}&nbsp;{1000 + course}.  "
        f"{subjects[course % len(subjects)]} {number}.  (4 Hours)</strong></p>"
        f'<p class="cb_desc">Part {course} of {number}. {_TEXT}</p>'
        '<p class="courseblockextra noindent"><strong>Prerequisite(s): </strong>'
        '<a href="/search/?P=CS%201000" title="CS 1000" class="bubblelink code">CS&nbsp;1000</a>'
        " with a minimum grade of C-</p></div>"
    )


def _prefix(number: int) -> str:
    return "S" + "".join(
        chr(65 + digit) for digit in (number % 26, number // 26 % 26, number // 676)
    )
