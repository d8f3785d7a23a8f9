"""Sample pages of MIT OpenCourseWare and edX."""

import json

from samples import foundations
from samples.answers import data, missing, page, robots, sitemap

OCW, EDX = "https://ocw.mit.edu", "https://www.edx.org"


def ocw(
    slug: str,
    number: str,
    title: str,
    term: str,
    year: str,
    level: list[str],
    text: str,
    *people: tuple[str, str],
):
    return data(
        f"{OCW}/courses/{slug}/data.json",
        {
            "course_title": title,
            "course_description": text,
            "course_description_html": f"<p>{text}</p>",
            "site_url_path": f"/courses/{slug}",
            "instructors": [
                {
                    "first_name": first,
                    "last_name": last,
                    "middle_initial": "",
                    "salutation": "",
                    "title": f"{first} {last}",
                }
                for first, last in people
            ],
            "department_numbers": [number.split(".")[0]],
            "topics": [],
            "primary_course_number": number,
            "extra_course_numbers": "",
            "term": term,
            "year": year,
            "level": level,
            "learning_resource_types": ["Lecture Notes"],
        },
    )


def edx(
    slug: str,
    key: str,
    title: str,
    weeks: int,
    text: str,
    school: str,
    subject: str,
    *people: str,
    broken: bool = False,
):
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": f"{EDX}/course/{slug}",
        "url": f"{EDX}/course/{slug}",
        "name": title,
        "courseCode": key,
        "about": subject,
        "educationalCredentialAwarded": "edX Certificate",
        "isAccessibleForFree": True,
        "inLanguage": "en-us",
        "timeRequired": f"W{weeks}",
        "description": text,
        "provider": [{"@type": "CollegeOrUniversity", "name": school}],
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "courseMode": ["online", "self-paced"],
                "instructor": [{"@type": "Person", "name": one} for one in people],
            }
        ],
    }
    first = '{"@type": "Organization", "name": "edX"' + ("" if broken else "}")
    scripts = "".join(
        f'<script type="application/ld+json">{block}</script>'
        for block in (first, json.dumps(course))
    )
    return page(
        f"{EDX}/course/{slug}",
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{EDX}/course/{slug}">{scripts}</head>'
        f'<body><main><div class="course-info-content" data-course-run-key="course-v1:{key}+2026"><h1>{title}</h1><div class="p">{text}</div><div class="h4">{weeks} weeks</div>'
        f'<div class="small">3–5 hours per week</div><div class="h4">Self-paced</div><div class="h4">Free</div><div class="at-a-glance"><ul><li><span class="font-weight-bold">Level: </span> <!-- -->Introductory</li>'
        f'<li><span class="font-weight-bold">Prerequisites: </span> <div><p>None</p></div></li></ul></div></div></main></body></html>',
    )


COURSES = [
    edx(
        "cs50s-introduction-to-artificial-intelligence-with-python",
        "HarvardX+CS50AI",
        "CS50's Introduction to Artificial Intelligence with Python",
        7,
        "Explores the ideas behind game engines, handwriting readers and translators, in Python.",
        "HarvardX",
        "Computer Science",
        "David J. Malan",
        "Brian Yu",
    ),
    edx(
        "machine-learning-with-python-from-linear-models-to",
        "MITx+6.86x",
        "Machine Learning with Python-From Linear Models to Deep Learning",
        15,
        "From linear classifiers to deep networks, with projects in Python.",
        "MITx",
        "Data Analysis & Statistics",
        "Regina Barzilay",
        "Tommi Jaakkola",
        broken=True,
    ),
    edx(
        "deep-learning-essentials",
        "UMontrealX+IVADO-DL101",
        "Deep Learning Essentials",
        5,
        "Explains the parts of a deep network, and how it is trained.",
        "UMontrealX",
        "Computer Science",
    ),
    edx(
        "artificial-intelligence-ai",
        "ColumbiaX+CSMM.101x",
        "Artificial Intelligence (AI)",
        12,
        "Teaches agents, search, learning and language.",
        "ColumbiaX",
        "Computer Science",
        "Ansaf Salleb-Aouissi",
    ),
    edx(
        "cs50s-introduction-to-computer-science",
        "HarvardX+CS50x",
        "CS50's Introduction to Computer Science",
        12,
        "An entry to computing and the art of programming.",
        "HarvardX",
        "Computer Science",
        "David J. Malan",
        "Doug Lloyd",
        "Brian Yu",
    ),
    edx(
        "introduction-to-latin",
        "SampleX+LAT1",
        "Beginners' Latin",
        6,
        "Reads easy prose from the first week.",
        "SampleX",
        "Language",
    ),
]
COURSES += [edx(*each) for each in foundations.EDX]
OCW_COURSES = [
    ocw(
        "res-cms-001-media-literacy-in-the-age-of-deepfakes-spring-2021",
        "RES.CMS-001",
        "Media Literacy in the Age of Deepfakes",
        "Spring",
        "2021",
        ["Non-Credit"],
        "Three sections show what synthetic media is, how a deepfake is made and told, and how it can serve the public.",
        ("Joshua", "Glick"),
        ("D. Fox", "Harrell"),
    ),
    ocw(
        "6-034-artificial-intelligence-fall-2010",
        "6.034",
        "Artificial Intelligence",
        "Fall",
        "2010",
        ["Undergraduate"],
        "Represents knowledge, solves problems and lets programs learn.",
        ("Patrick", "Winston"),
    ),
    ocw(
        "18-065-matrix-methods-in-data-analysis-signal-processing-and-machine-learning-spring-2018",
        "18.065",
        "Matrix Methods in Data Analysis, Signal Processing, and Machine Learning",
        "Spring",
        "2018",
        ["Undergraduate", "Graduate"],
        "Linear algebra for those who learn from data.",
        ("Gilbert", "Strang"),
    ),
    ocw(
        "res-ec-001-exploring-fairness-in-machine-learning-for-international-development-spring-2020",
        "RES.EC-001",
        "Exploring Fairness in Machine Learning for International Development",
        "Spring",
        "2020",
        ["Non-Credit"],
        "Asks whom a model harms, and how to build one that is fair.",
        ("Amit", "Gandhi"),
    ),
]
TOPIC = f"{EDX}/learn/artificial-intelligence"
PROGRAMS = [
    ("professional-certificate/harvardx-computer-science-for-artificial-intelligence", "Professional Certificate", "Computer Science for Artificial Intelligence", "5 months", "$466.20", ["CS50's Introduction to Computer Science", "CS50's Introduction to Artificial Intelligence with Python"]),
    ("micromasters/columbiax-artificial-intelligence", "MicroMasters", "Artificial Intelligence", "12 months", "$894.60", ["Artificial Intelligence (AI)", "Machine Learning", "Robotics", "Animation and CGI Motion"]),
]  # fmt: skip


def program(path: str, kind: str, title: str, months: str, price: str, listed: list[str]):
    """A program page of 2022: "<type> in <title>", a bar of facts, a list of courses that unfolds."""
    rows = "".join(
        f'<div class="collapsible"><button class="btn-collapsible"><div class="collapsible-title"><span>{name}</span></div></button>'
        f'<div class="collapsible-body"><a class="inline-link" href="/course/artificial-intelligence-ai">View the course</a></div></div>'
        for name in listed
    )
    return page(
        f"{EDX}/{path}",
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{EDX}/{path}"></head><body><div class="data-bar"><div class="program"><div class="type">'
        f'<span>{kind}</span> in <div class="title">{title}</div></div><div class="institution">{path.split("/")[1].split("-")[0].title()}</div></div></div><main>'
        f'<div class="overview-info"><p>{title} in {len(listed)} courses, taught online with projects in machine learning.</p></div><div class="program-stat"><div class="details"><div class="main">{months}</div></div></div>'
        f'{rows}<div class="program-price">{price} USD</div><div class="enroll-context">{len(listed)} courses in {months}</div></main></body></html>',
    )


SHELL = f"{EDX}/learn/artificial-intelligence/samplex-a-page-drawn-by-script"
GONE = f"{EDX}/course/a-course-that-was-withdrawn"
BROKEN = f"{OCW}/courses/21l-000-a-broken-export-fall-2019/data.json"

ANSWERS = {
    "mit-ocw": [
        robots(OCW, "User-agent: *\nDisallow:\n"),
        sitemap(f"{OCW}/sitemap.xml", [answer.url for answer in OCW_COURSES] + [BROKEN]),
        *OCW_COURSES,
        page(
            BROKEN,
            '{"course_title": "A broken export", "primary_course_number": "21L.000", "level": [',
            "application/json",
        ),
    ],
    "edx": [
        robots(EDX, "User-agent: *\nDisallow: /admin/\n"),
        sitemap(
            f"{EDX}/sitemap-0.xml",
            [answer.url for answer in COURSES] + [SHELL, GONE, f"{EDX}/about-us"],
        ),
        *COURSES,
        *(program(*one) for one in (*PROGRAMS, *foundations.EDX_PROGRAMS)),
        page(
            TOPIC,
            '<!DOCTYPE html><html lang="en"><head><title>Learn Artificial Intelligence</title></head><body><main><h1>Learn artificial intelligence</h1>'
            + "".join(
                f'<div class="card"><a href="/{path}">{title}</a></div>'
                for path, _, title, *_ in (*PROGRAMS, *foundations.EDX_PROGRAMS)
            )
            + "</main></body></html>",
        ),
        page(
            SHELL,
            '<!DOCTYPE html><html><head><title>edX</title></head><body><div id="__next"></div><script src="/app.js"></script></body></html>',
        ),
        missing(GONE),
    ],
}
