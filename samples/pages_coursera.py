"""Sample pages of Coursera."""

from samples import foundations
from samples.answers import data, missing, page, redirect, robots, sitemap

COURSERA, API = "https://www.coursera.org", "https://api.coursera.org"


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
}  # fmt: skip
