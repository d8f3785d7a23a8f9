"""A small CourseLeaf catalog in our own words."""

from tests.support.sites.server import Site

SUBJECTS = (
    "Machine Learning",
    "Deep Learning",
    "Artificial Intelligence",
    "Computer Vision",
    "Natural Language Processing",
)


def course(code: str, title: str, text: str) -> str:
    return (
        f'<div class="courseblock"><p class="courseblocktitle"><strong>{code}. {title}. 3 credits</strong></p>'
        f'<p class="courseblockdesc">{text}</p></div>'
    )


def subject_page(number: int, courses: int = 4) -> str:
    blocks = "".join(
        course(
            f"CS {number}{one:02}",
            f"{SUBJECTS[one % 5]} {number}",
            f"Studies part {one} of what machines learn.",
        )
        for one in range(courses)
    )
    return f'<html><body><div id="textcontainer">{blocks}</div></body></html>'


def put(site: Site, pages: int, **more) -> None:
    """A hub at /courses/ and `pages` subject pages below it."""
    links = "".join(
        f'<li><a href="/courses/s{number}/">Subject {number}</a></li>' for number in range(pages)
    )
    site.page(
        "/courses/", f'<html><body><div class="az_sitemap"><ul>{links}</ul></div></body></html>'
    )
    for number in range(pages):
        site.page(f"/courses/s{number}/", subject_page(number), **more)


def yaml(site: Site, more: str = "", delay_seconds: float = 0) -> str:
    return (
        f"name: Example University\nplatform: courseleaf\nprovider: {{type: university, country: US, website: https://www.example.edu}}\n"
        f"start_urls: [{site.url}/courses/]\nhosts: ['{site.host}']\n"
        f"delay_seconds: {delay_seconds}\n{more}"
    )
