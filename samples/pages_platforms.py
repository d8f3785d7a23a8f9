"""Sample pages of MIT OpenCourseWare and edX."""

import json

from samples.answers import data, missing, page, robots, sitemap

OCW, EDX = "https://ocw.mit.edu", "https://www.edx.org"


def ocw(slug: str, number: str, title: str, term: str, year: str, level: list[str], text: str, *people: tuple[str, str]):
    return data(
        f"{OCW}/courses/{slug}/data.json",
        {
            "course_title": title,
            "course_description": text,
            "course_description_html": f"<p>{text}</p>",
            "site_url_path": f"/courses/{slug}",
            "instructors": [
                {"first_name": first, "last_name": last, "middle_initial": "", "salutation": "", "title": f"{first} {last}"}
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


def edx(slug: str, key: str, title: str, weeks: int, text: str, school: str, subject: str, *people: str, broken: bool = False):
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
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in (first, json.dumps(course)))
    return page(
        f"{EDX}/course/{slug}",
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{EDX}/course/{slug}">{scripts}</head>'
        f"<body><h1>{title}</h1><p>{text}</p></body></html>",
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
    edx("introduction-to-latin", "SampleX+LAT1", "Beginners' Latin", 6, "Reads easy prose from the first week.", "SampleX", "Language"),
]
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
SHELL = f"{EDX}/learn/artificial-intelligence/samplex-a-page-drawn-by-script"
GONE = f"{EDX}/course/a-course-that-was-withdrawn"
BROKEN = f"{OCW}/courses/21l-000-a-broken-export-fall-2019/data.json"

ANSWERS = {
    "mit-ocw": [
        robots(OCW, "User-agent: *\nDisallow:\n"),
        sitemap(f"{OCW}/sitemap.xml", [answer.url for answer in OCW_COURSES] + [BROKEN]),
        *OCW_COURSES,
        page(BROKEN, '{"course_title": "A broken export", "primary_course_number": "21L.000", "level": [', "application/json"),
    ],
    "edx": [
        robots(EDX, "User-agent: *\nDisallow: /admin/\n"),
        sitemap(f"{EDX}/sitemap-0.xml", [answer.url for answer in COURSES] + [SHELL, GONE, f"{EDX}/about-us"]),
        *COURSES,
        page(
            SHELL,
            '<!DOCTYPE html><html><head><title>edX</title></head><body><div id="__next"></div><script src="/app.js"></script></body></html>',
        ),
        missing(GONE),
    ],
}
