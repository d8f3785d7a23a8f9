"""Generated CourseLeaf pages of a catalog's usual size."""

_TEXT = (
    "Introduces the ideas of the field and the methods by which results are found, checked and put to use in practice. "
    * 4
)
# of a university's courses one in eight is about AI or borders on it
_SUBJECTS = (
    ("Machine Learning", "Statistics")
    + ("Medieval History", "Accounting", "Poetry", "Marketing", "Hydraulics", "Ethics", "Botany")
    + (
        "Ceramics",
        "Nursing Practice",
        "Thermodynamics",
        "Choir",
        "Geology",
        "Contract Law",
        "Anthropology",
    )
)


def course_list(number: int, courses: int = 55) -> bytes:
    """A subject page; its courses differ by page, and one in sixteen each is about AI and borders on it."""
    blocks = "".join(
        f'<div class="courseblock"><p class="courseblocktitle noindent"><strong>{_prefix(number)}&nbsp;{1000 + one}.  '
        f"{_SUBJECTS[one % 16]} {number}.  (4 Hours)</strong></p>"
        f'<p class="cb_desc">Part {one} of {number}. {_TEXT}</p><p class="courseblockextra noindent"><strong>Prerequisite(s): </strong>'
        f'<a href="/search/?P=CS%201000" title="CS 1000" class="bubblelink code">CS&nbsp;1000</a> with a minimum grade of C-</p></div>'
        for one in range(courses)
    )
    return f'<html><body><div id="textcontainer"><div class="sc_sccoursedescs">{blocks}</div></div></body></html>'.encode()


def _prefix(number: int) -> str:
    return "S" + "".join(
        chr(65 + digit) for digit in (number % 26, number // 26 % 26, number // 676)
    )
