"""Sample pages of Udemy."""

import html
import json

from samples.answers import missing, page, robots

UDEMY = "https://www.udemy.com"


# slug, title, level, rating, ratings, students, hours, price, what it is about
COURSES = [
    (
        "machinelearning",
        "Machine Learning A-Z: AI, Python & R",
        "All Levels",
        4.53,
        176000,
        967009,
        42.5,
        "$19.99",
        "Regression, classification and clustering in two languages.",
    ),
    (
        "python-for-data-science-and-machine-learning-bootcamp",
        "Python for Data Science and Machine Learning Bootcamp",
        "All Levels",
        4.59,
        133660,
        655701,
        25,
        "$19.99",
        "Tables, charts and models in Python.",
    ),
    (
        "data-science-and-machine-learning-with-python-hands-on",
        "Machine Learning, Data Science and Deep Learning with Python",
        "Beginner Level",
        4.55,
        29251,
        178432,
        15.5,
        "$19.99",
        "A tour with exercises.",
    ),
    (
        "introduction-to-artificial-intelligence-in-the-workplace",
        "Introduction to Artificial Intelligence in the Workplace",
        "Beginner Level",
        4.53,
        114,
        2400,
        1,
        "$19.99",
        "What changes at work when machines learn.",
    ),
    (
        "deepfake-detection-basics",
        "Deepfake Detection Basics",
        "Intermediate Level",
        4.4,
        320,
        4100,
        3,
        "$24.99",
        "Finds the seams in a forged face with computer vision.",
    ),
    (
        "generative-ai-for-video-editors",
        "Generative AI for Video Editors",
        "Beginner Level",
        4.2,
        85,
        900,
        2.5,
        "$24.99",
        "Voices, faces and consent.",
    ),
    (
        "deep-learning-a-to-z-with-pytorch",
        "Deep Learning with PyTorch",
        "Intermediate Level",
        4.6,
        5200,
        31000,
        17,
        "$19.99",
        "Networks from one neuron to many layers.",
    ),
    (
        "neural-networks-from-scratch-free",
        "Neural Networks from Scratch",
        "Beginner Level",
        4.3,
        640,
        12000,
        1.5,
        None,
        "One small network, built without a library.",
    ),
]
TOPICS = {
    "deepfake": [4, 5],
    "artificial-intelligence": [3, 5, 7],
    "machine-learning": [0, 1, 2, 6],
}
WALLED, GONE = (
    f"{UDEMY}/course/machine-learning-behind-the-wall/",
    f"{UDEMY}/course/artificial-intelligence-withdrawn/",
)
CHALLENGE = '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><div id="challenge-error-text">Enable JavaScript and cookies to continue</div><script>window._cf_chl_opt={}</script></body></html>'


def clp(
    slug: str,
    title: str,
    level: str,
    rating: float,
    count: int,
    students: int,
    hours: float,
    price: str | None,
    text: str,
) -> str:
    url = f"{UDEMY}/course/{slug}/"
    markup = [
        {"@type": "Course", "@context": "http://schema.org", "publisher": {"@type": "Organization", "name": "Udemy"}, "provider": {"@type": "Organization", "name": "A. Teacher"}, "@id": url, "name": title,
         "description": text, "isAccessibleForFree": price is None, "inLanguage": "en", "about": {"name": "Development"}, "creator": [{"@type": "Person", "name": "A. Teacher"}],
         "aggregateRating": {"@type": "AggregateRating", "ratingValue": f"{rating:.1f}", "ratingCount": count, "bestRating": 5, "worstRating": 0.5}},
        {"@context": "http://schema.org", "@type": "BreadcrumbList", "itemListElement": []},
    ]  # fmt: skip
    args = {
        "course_id": 1,
        "serverSideProps": {
            "course": {
                "title": title,
                "headline": text,
                "instructionalLevel": level,
                "contentLengthVideo": int(hours * 3600),
                "numStudents": students,
                "numReviews": count,
                "rating": rating,
                "isPaid": price is not None,
                "localeSimpleEnglishTitle": "English",
            }
        },
    }
    meta = f'<meta property="udemy_com:price" content="{price}">' if price else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Udemy</title><link rel="canonical" href="{url}">{meta}</head>'
        f'<body id="udemy" data-module-id="course-landing-page" data-module-args="{html.escape(json.dumps(args))}"><script type="application/ld+json">{json.dumps(markup)}</script>'
        f'<h1 data-purpose="lead-title">{html.escape(title)}</h1><div data-purpose="lead-headline">{text}</div></body></html>'
    )


def topic(name: str, slugs: list[str]) -> str:
    cards = "".join(f'<div><h3><a href="/course/{slug}/">{slug}</a></h3></div>' for slug in slugs)
    return f'<!DOCTYPE html><html lang="en"><head><title>{name}</title></head><body id="udemy" data-module-id="topic"><h1>{name} Courses</h1>{cards}</body></html>'


ANSWERS = {
    "udemy": [
        robots(UDEMY, "User-agent: *\nDisallow: /api-2.0/\nDisallow: /cart/\n"),
        *(page(f"{UDEMY}/topic/{name}/", topic(name, [COURSES[at][0] for at in chosen] + (["machine-learning-behind-the-wall", "artificial-intelligence-withdrawn"] if name == "machine-learning" else []))) for name, chosen in TOPICS.items()),
        *(page(f"{UDEMY}/course/{row[0]}/", clp(*row)) for row in COURSES),
        page(WALLED, CHALLENGE, status=403),
        missing(GONE),
    ],
}  # fmt: skip
