"""Sample pages of Cornell: eCornell's certificate (its layout is INVENTED: the site's markup was never seen), roster answers, catalog pages."""

import json

from samples import foundations
from samples.answers import data, missing, page, redirect, robots

SHOP, ROSTER, CATALOG = (
    "https://ecornell.cornell.edu",
    "https://classes.cornell.edu",
    "https://catalog.cornell.edu",
)
# the nine courses that the article names; on the site two of them are believed to carry a slightly other name
COURSES = [
    (
        "problem-solving-with-machine-learning",
        "Problem-Solving with Machine Learning",
        "Frames a question as one of learning, and answers it with neighbours and faces.",
    ),
    (
        "estimating-probability-distributions",
        "Estimating Probability Distributions",
        "Fits distributions to data, and classifies with what was fitted, the first tool of machine learning.",
    ),
    (
        "learning-with-linear-classifiers",
        "Learning with Linear Classifiers",
        "Separates classes by lines and planes, and finds them step by step.",
    ),
    (
        "decision-trees-and-model-selection",
        "Decision Trees and Model Selection",
        "Grows trees, prunes them, and chooses among machine learning models by held-out data.",
    ),
    (
        "debugging-and-improving-machine-learning-models",
        "Debugging and Improving Machine Learning Models",
        "Tells bias from variance, and mends either.",
    ),
    (
        "learning-with-kernel-machines",
        "Learning with Kernel Machines",
        "Lifts data into spaces where a plane suffices.",
    ),
    (
        "deep-learning-and-neural-networks",
        "Deep Learning and Neural Networks",
        "Builds networks layer by layer, and trains them on pictures.",
    ),
    (
        "linear-algebra-low-dimension",
        "Linear Algebra: Low Dimension",
        "Vectors and matrices that can be drawn.",
    ),
    (
        "linear-algebra-high-dimension",
        "Matrix and Linear Algebra: High Dimension",
        "Bases, ranks and eigenvalues where nothing can be drawn.",
    ),
]
CERTIFICATE = f"{SHOP}/certificates/technology/machine-learning/"


def shop(title: str, body: str, markup: dict | None = None) -> str:
    block = f'<script type="application/ld+json">{json.dumps(markup)}</script>' if markup else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | eCornell</title><meta property="og:title" content="{title}">{block}</head><body>'
        f"<header><nav><a href='/'>Home</a></nav></header><main><h1>{title}</h1>{body}</main><footer>Cornell University</footer></body></html>"
    )


def certificate() -> str:
    listed = "".join(
        f'<li><h3><a href="/courses/technology/{slug}/">{title}</a></h3><p>{text}</p></li>'
        for slug, title, text in COURSES
    )
    return shop(
        "Machine Learning Certificate",
        "<p>The certificate teaches the mathematics and the code of machine learning, in nine courses that are taken one after the other.</p>"
        f"<dl><dt>Format</dt><dd>Online</dd></dl><h2>Courses</h2><ol>{listed}</ol>",
    )


def course(slug: str, title: str, text: str) -> str:
    return shop(
        title,
        f"<p>{text} Taught in short units, each with an exercise.</p><dl><dt>Format</dt><dd>Online</dd><dt>Level</dt><dd>Intermediate</dd></dl>",
    )


def row(
    subject: str,
    number: str,
    title: str,
    low: float,
    high: float,
    career: str,
    text: str = "",
    before: str = "",
) -> dict:
    return {
        "strm": 2937, "crseId": 300000 + int(number), "crseOfferNbr": 1, "subject": subject, "catalogNbr": number, "titleShort": title[:30], "titleLong": title,
        "description": text or None, "catalogPrereqCoreq": f"Prerequisite: {before}." if before else "", "acadCareer": career, "acadGroup": "EN",
        "enrollGroups": [{"unitsMinimum": low, "unitsMaximum": high, "sessionBeginDt": "08/24/2026", "sessionEndDt": "12/07/2026", "simpleCombinations": []}],
    }  # fmt: skip


CLASSES = {
    "CS": [
        row(
            "CS",
            "4700",
            "Foundations of Artificial Intelligence",
            3,
            3,
            "UG",
            "Search, logic, planning and learning.",
            "CS 2110",
        ),
        row(
            "CS",
            "4701",
            "Practicum in Artificial Intelligence",
            2,
            2,
            "UG",
            "A project that goes with the course on foundations.",
        ),
        row(
            "CS",
            "4780",
            "Introduction to Machine Learning",
            4,
            4,
            "UG",
            "Supervised and unsupervised learning.",
            "CS 2110",
        ),
        row(
            "CS",
            "5780",
            "Introduction to Machine Learning",
            4,
            4,
            "GR",
            "The same for graduate students.",
        ),
        row(
            "CS",
            "4740",
            "Natural Language Processing",
            4,
            4,
            "UG",
            "Language by models and by rules.",
        ),
        row(
            "CS",
            "6789",
            "Foundations of Reinforcement Learning",
            4,
            4,
            "GR",
            "Decisions that pay later.",
        ),
        row(
            "CS",
            "1110",
            "Introduction to Computing: A Design and Development Perspective",
            4,
            4,
            "UG",
            "Programming in Python.",
        ),
    ],
    "ECE": [
        row("ECE", "5470", "Computer Vision", 4, 4, "GR", "Pictures understood by machines."),
        row("ECE", "5414", "Applied Machine Learning", 3, 3, "GR"),
    ],
    "ORIE": [
        row("ORIE", "5750", "Applied Machine Learning", 3, 3, "GR", "Learning put to use."),
        row("ORIE", "5355", "Data Science in Markets", 3, 3, "GR"),
    ],
    "INFO": [
        row(
            "INFO",
            "3350",
            "Text Mining for History and Literature",
            3,
            3,
            "UG",
            "Counts words to read many books.",
        )
    ],
    "STSCI": [
        row(
            "STSCI",
            "4740",
            "Data Mining and Machine Learning",
            4,
            4,
            "UG",
            "Trees, forests and boosting.",
        )
    ],
}
SUBJECTS = list(CLASSES)


def answer(value: object) -> dict:
    return {
        "status": "success",
        "data": value,
        "message": None,
        "meta": {"copyright": "Cornell University", "rosterDttm": "2026-11-01T00:00:00-04:00"},
    }


def program(title: str, text: str, rows: list[tuple[str, str]]) -> str:
    table = "".join(
        f'<tr class="even"><td class="codecol"><a class="bubblelink code" title="{code}">{code}</a></td><td>{name}</td><td class="hourscol">4</td></tr>'
        for code, name in rows
    )
    return (
        f'<!DOCTYPE html><html><head><title>{title} &lt; Cornell University</title><link href="/courseleaf/courseleaf.css"></head><body><main><h1 class="page-title">{title}</h1>'
        f'<div id="textcontainer" class="tab_content"><p>{text}</p></div><div id="curriculumtextcontainer" class="tab_content"><p>Minimum Credits for Degree: 30</p>'
        f'<table class="sc_courselist"><tbody>{table}</tbody></table></div></main></body></html>'
    )


PROGRAMS = {
    "computer-science-ms": program(
        "Computer Science (MS)",
        "Research in artificial intelligence, systems and theory.",
        [
            ("CS 4700", "Foundations of Artificial Intelligence"),
            ("CS 4780", "Introduction to Machine Learning"),
        ],
    ),
    "data-science-decision-analytics-meng": program(
        "Data Science and Decision Analytics (MEng)",
        "Machine learning and optimisation for decisions.",
        [("ORIE 5355", "Data Science in Markets"), ("ORIE 5750", "Applied Machine Learning")],
    ),
    "statistical-science-ba": program(
        "Statistical Science (BA)",
        "Data science and machine learning on a base of probability.",
        [("STSCI 4740", "Data Mining and Machine Learning")],
    ),
}
PROGRAMS |= {slug: program(*each) for slug, each in foundations.CORNELL.items()}

ANSWERS = {
    "ecornell": [
        missing(f"{SHOP}/robots.txt"),
        page(CERTIFICATE, certificate()),
        redirect(f"{SHOP}/certificates/ai/machine-learning/", CERTIFICATE),
        *(
            page(f"{SHOP}/courses/technology/{slug}/", course(slug, title, text))
            for slug, title, text in COURSES
        ),
    ],
    "cornell": [
        robots(ROSTER, "User-agent: *\nDisallow: /cart/\n"),
        data(
            f"{ROSTER}/api/2.0/config/rosters.json",
            answer({"rosters": [{"slug": "FA26", "isDefaultRoster": "Y"}]}),
        ),
        data(
            f"{ROSTER}/api/2.0/config/subjects.json?roster=FA26",
            answer({"subjects": [{"value": one, "descr": one} for one in SUBJECTS]}),
        ),
        *(
            data(
                f"{ROSTER}/api/2.0/search/classes.json?roster=FA26&subject={subject}",
                answer({"classes": rows}),
            )
            for subject, rows in CLASSES.items()
        ),
    ],
    "cornell-catalog": [
        robots(CATALOG, "User-agent: *\nDisallow: /search/\n"),
        page(
            f"{CATALOG}/programs/",
            '<html><body><main><h1>Programs</h1><div id="programsaztextcontainer"><div class="az_sitemap"><ul>'
            + "".join(
                f'<li><a href="/programs/{slug}/">{slug}</a></li>'
                for slug in (*PROGRAMS, "information-science-phd", "music-ba")
            )
            + "</ul></div></div></main></body></html>",
        ),
        *(page(f"{CATALOG}/programs/{slug}/", body) for slug, body in PROGRAMS.items()),
        missing(f"{CATALOG}/programs/information-science-phd/"),
        missing(f"{CATALOG}/programs/music-ba/"),
    ],
}
