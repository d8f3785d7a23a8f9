"""Sample pages of Coursera, Udemy and Khan Academy, in the markup that was seen of each."""

import html
import json

from samples import foundations
from samples.answers import data, missing, page, redirect, robots, sitemap

COURSERA, API, UDEMY, KHAN, BUCKET = (
    "https://www.coursera.org",
    "https://api.coursera.org",
    "https://www.udemy.com",
    "https://www.khanacademy.org",
    "https://storage.googleapis.com/public-content-export-data",
)
# slug, title, partner, level, rating, hours, what it is about
LEARN = [
    (
        "machine-learning",
        "Supervised Machine Learning: Regression and Classification",
        "DeepLearning.AI",
        "Beginner",
        "4.9",
        33,
        "Fits lines and boundaries to labelled data.",
    ),
    (
        "neural-networks-deep-learning",
        "Neural Networks and Deep Learning",
        "DeepLearning.AI",
        "Intermediate",
        "4.9",
        24,
        "Builds a network by hand, then a deeper one.",
    ),
    (
        "generative-ai-for-everyone",
        "Generative AI for Everyone",
        "DeepLearning.AI",
        "Beginner",
        "4.8",
        5,
        "What a model that writes can do for an office.",
    ),
    (
        "artificial-intelligence-for-everyone",
        "AI For Everyone",
        "DeepLearning.AI",
        "Beginner",
        "4.8",
        6,
        "The words and the limits of artificial intelligence, without code.",
    ),
    (
        "convolutional-neural-networks-deep",
        "Convolutional Neural Networks",
        "DeepLearning.AI",
        "Intermediate",
        "4.9",
        35,
        "Networks that see: filters, detection and faces.",
    ),
    (
        "introduction-to-computer-vision",
        "Introduction to Computer Vision",
        "MathWorks",
        "Beginner",
        "4.7",
        10,
        "First steps with pictures as data.",
    ),
    (
        "generative-adversarial-networks-deep-learning",
        "Build Basic Generative Adversarial Networks",
        "DeepLearning.AI",
        "Intermediate",
        "4.7",
        28,
        "Two networks that teach each other to forge and to tell.",
    ),
    (
        "language-models-in-production",
        "Language Models in Production",
        "Google Cloud",
        "Advanced",
        "4.5",
        12,
        "Serves a large language model to many people.",
    ),
    (
        "machine-learning-duke",
        "Introduction to Machine Learning",
        "Duke University",
        "Intermediate",
        "4.7",
        26,
        "Learning from data with deep networks.",
    ),
    (
        "fundamentals-of-reinforcement-machine-learning",
        "Fundamentals of Reinforcement Learning",
        "University of Alberta",
        "Intermediate",
        "4.8",
        15,
        "Agents that learn by what pays.",
    ),
    (
        "machine-learning-for-trading",
        "Introduction to Trading, Machine Learning and GCP",
        "New York Institute of Finance",
        "Intermediate",
        "4.0",
        8,
        "Where learning helps a trader, and where it fools one.",
    ),
    (
        "artificial-intelligence-ethics",
        "Artificial Intelligence: Ethics and Societal Challenges",
        "Lund University",
        "Beginner",
        "4.7",
        13,
        "Bias, control and the good that machines may do.",
    ),
]
SERIES = {
    "machine-learning-introduction": ("Machine Learning", "DeepLearning.AI", "Beginner", "4.9", "2 months", ["Supervised Machine Learning: Regression and Classification", "Advanced Learning Algorithms", "Unsupervised Learning, Recommenders, Reinforcement Learning"]),
    "deep-learning": ("Deep Learning", "DeepLearning.AI", "Intermediate", "4.9", "3 months", ["Neural Networks and Deep Learning", "Improving Deep Neural Networks", "Structuring Machine Learning Projects", "Convolutional Neural Networks", "Sequence Models"]),
    "artificial-intelligence-overview": ("Artificial Intelligence: an Overview", "Politecnico di Milano", "Beginner", "4.6", "1 month", ["Artificial Intelligence: Introduction", "Artificial Intelligence: Ethics", "Artificial Intelligence: Law"]),
}  # fmt: skip

ALL_SERIES = SERIES | foundations.SERIES


def detail(
    folder: str,
    slug: str,
    title: str,
    partner: str,
    level: str,
    rating: str,
    time: str,
    text: str,
    listed: list[str],
) -> str:
    section = "courses" if folder == "specializations" else "modules"
    items = "".join(
        f'<div><h3><a href="/learn/x{at}">{name}</a></h3></div>' for at, name in enumerate(listed)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Coursera</title><link rel="canonical" href="{COURSERA}/{folder}/{slug}">'
        f'<meta property="og:description" content="{text}"></head><body><div id="rendered-content" data-track-app="unified_description_page"><main><h1 data-e2e="hero-title">{title}</h1>'
        f'<a data-track-component="partner" href="/partner"><span>{partner}</span></a><a data-track-component="hero_instructor" href="/instructor/a"><span>The Teacher</span></a>'
        "<p><span><strong><span>4,991</span></strong> already enrolled</span></p>"
        f'<div data-e2e="key-information"><div>{rating}</div><div>(150 reviews)</div><div>{level} level</div><div>{time}</div><div>Flexible schedule</div><div>Learn at your own pace</div></div>'
        f'<div>Taught in English</div><div id="about"><h2>Skills you\'ll gain</h2></div><div id="{section}">{items}</div></main></div></body></html>'
    )


SPECIALIZATIONS = f"{API}/api/onDemandSpecializations.v1?fields=name,slug,description,partnerIds,courseIds,tagline&limit=1000&start=0"
LEARN_GONE, LEARN_SHELL, LEARN_OLD = (
    f"{COURSERA}/learn/{slug}"
    for slug in (
        "machine-learning-withdrawn",
        "generative-ai-drawn-by-script",
        "old-machine-learning-name",
    )
)

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


SHELL = '<!DOCTYPE html><html><head><title>Khan Academy</title></head><body><div id="app-shell-root"></div><script src="/genwebpack/entry.js"></script><noscript>We\'re having trouble loading external resources.</noscript></body></html>'
EXPORT = f"{BUCKET}/en-export-2026-11-01T09:00:00+0000.tsv"
TREE = [
    (
        "ai4e",
        "AI for education",
        "Shows teachers what generative AI is, and how to teach with it.",
        ["Getting started with generative AI", "Teaching with AI"],
        "college-careers-more/ai-for-education",
    ),
    (
        "cst",
        "Computer science theory",
        "Algorithms, cryptography and information theory.",
        ["Algorithms", "Cryptography", "Information theory"],
        "computing/computer-science",
    ),
    (
        "la",
        "Linear algebra",
        "Vectors, matrices and what they do to space.",
        ["Vectors and spaces", "Matrix transformations"],
        "math/linear-algebra",
    ),
    (
        "sp",
        "Statistics and probability",
        "Data, chance and what may be concluded.",
        ["Displaying data", "Probability"],
        "math/statistics-probability",
    ),
    (
        "py",
        "Intro to computer science - Python",
        "Programming with Python, from the first line.",
        ["Computation", "Control flow"],
        "computing/intro-to-python-fundamentals",
    ),
    (
        "art",
        "Art of Asia",
        "Temples, scrolls and gardens.",
        ["China", "Japan"],
        "humanities/art-asia",
    ),
]


def export() -> str:
    lines = [
        "id\tkind\tslug\tlisted\tchildren_ids\ttranslated_title\ttranslated_description\trelative_url\tlicense"
    ]
    for key, title, text, units, path in (*TREE, *foundations.KHAN):
        children = json.dumps(
            [{"kind": "Unit", "id": f"{key}{at}"} for at in range(len(units))]
        ).replace('"', '""')
        lines.append(
            f'{key}\tCourse\t{key}\tTrue\t"{children}"\t{title}\t{text}\t/{path}\tcc-by-nc-sa'
        )
        lines += [
            f"{key}{at}\tUnit\t{key}{at}\tTrue\t[]\t{unit}\t\t/{path}/{at}\t"
            for at, unit in enumerate(units)
        ]
    return "\n".join(lines) + "\n"


ANSWERS = {
    "coursera": [
        robots(COURSERA, "User-agent: *\nDisallow: /search\nDisallow: /api/\n"),
        robots(API, "User-agent: *\nDisallow:\n"),
        data(SPECIALIZATIONS, {"elements": [{"id": slug, "slug": slug, "name": title, "description": f"{title} in {len(listed)} courses.", "courseIds": [], "partnerIds": []} for slug, (title, _, _, _, _, listed) in ALL_SERIES.items()], "paging": {}, "linked": {}}),
        sitemap(f"{COURSERA}/sitemap~www~courses.xml", [f"{COURSERA}/learn/{row[0]}" for row in (*LEARN, *foundations.LEARN)] + [LEARN_GONE, LEARN_SHELL, LEARN_OLD, f"{COURSERA}/learn/roman-art"]),
        *(page(f"{COURSERA}/learn/{slug}", detail("learn", slug, title, partner, level, rating, f"{hours} hours to complete", text, ["First module", "Second module"])) for slug, title, partner, level, rating, hours, text in (*LEARN, *foundations.LEARN)),
        *(page(f"{COURSERA}/specializations/{slug}", detail("specializations", slug, title, partner, level, rating, time, f"{title} in {len(listed)} courses.", listed)) for slug, (title, partner, level, rating, time, listed) in ALL_SERIES.items()),
        missing(LEARN_GONE),
        page(LEARN_SHELL, '<!DOCTYPE html><html><head><title>Coursera</title></head><body><div id="rendered-content"></div><script src="/app.js"></script></body></html>'),
        redirect(LEARN_OLD, f"{COURSERA}/learn/machine-learning"),
    ],
    "udemy": [
        robots(UDEMY, "User-agent: *\nDisallow: /api-2.0/\nDisallow: /cart/\n"),
        *(page(f"{UDEMY}/topic/{name}/", topic(name, [COURSES[at][0] for at in chosen] + (["machine-learning-behind-the-wall", "artificial-intelligence-withdrawn"] if name == "machine-learning" else []))) for name, chosen in TOPICS.items()),
        *(page(f"{UDEMY}/course/{row[0]}/", clp(*row)) for row in COURSES),
        page(WALLED, CHALLENGE, status=403),
        missing(GONE),
    ],
    "khan-academy": [
        robots(KHAN, "User-agent: *\nDisallow: /api/\n"),
        missing("https://storage.googleapis.com/robots.txt"),
        page(f"{KHAN}/college-careers-more/ai-for-education", SHELL),
        page(f"{KHAN}/computing/computer-science", SHELL),
        page(f"{BUCKET}?prefix=en-export", f'<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>public-content-export-data</Name><Contents><Key>en-export-2025-06-01T09:00:00+0000.tsv</Key></Contents><Contents><Key>{EXPORT.rsplit("/", 1)[1]}</Key></Contents></ListBucketResult>', "application/xml"),
        page(EXPORT, export(), "text/tab-separated-values"),
    ],
}  # fmt: skip
