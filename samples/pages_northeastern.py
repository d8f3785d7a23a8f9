"""Sample pages of Northeastern's CourseLeaf catalog."""

from samples import foundations
from samples.answers import missing, page, redirect, robots
from samples.courseleaf_markup import area, code_link, frame, root, row, subject, subjects

NEU = "https://catalog.northeastern.edu"


AAI = [
    (
        "5015",
        "Mathematical Concepts",
        "3",
        "Prepares for AI studies with linear algebra, probability and calculus, and uses them in small machine learning problems with neural networks.",
        "",
    ),
    (
        "5025",
        "Python",
        "3",
        "Teaches programming in Python for artificial intelligence: functions, objects, and libraries for machine learning.",
        "",
    ),
    (
        "6600",
        "Applied Artificial Intelligence",
        "3",
        "Covers search, planning and reasoning, and asks where each of them pays.",
        "",
    ),
    (
        "6610",
        "Applied Machine Learning",
        "3",
        "Trains and compares supervised and unsupervised models on real tables.",
        "",
    ),
    (
        "6620",
        "Applied Natural Language Processing",
        "3",
        "Builds taggers, classifiers and dialogue systems for text.",
        "AAI 6610",
    ),
    (
        "6630",
        "Applied Computer Vision",
        "3",
        "Detects and recognises objects and faces in images and video.",
        "AAI 6610",
    ),
    (
        "6640",
        "Applied Deep Learning",
        "3",
        "Designs and trains convolutional, recurrent and attention networks.",
        "",
    ),
    (
        "6665",
        "Generative AI",
        "3",
        "Studies how text, images and voices are synthesised, and how a forgery is told.",
        "AAI 6600",
    ),
    (
        "6980",
        "Capstone",
        "4",
        "A term's project in artificial intelligence and machine learning for an outside partner, with deep learning where it helps.",
        "",
    ),
]
CS = [
    (
        "4100",
        "Artificial Intelligence",
        "4",
        "Introduces search, games, constraint satisfaction and learning agents.",
        "CS 3000",
    ),
    (
        "5100",
        "Foundations of Artificial Intelligence",
        "4",
        "Gives the theory behind search, logic and probabilistic reasoning.",
        "",
    ),
    (
        "5330",
        "Pattern Recognition and Computer Vision",
        "4",
        "Recognises patterns in images, from filters to networks.",
        "",
    ),
    (
        "5800",
        "Algorithms",
        "4",
        "Analyses divide and conquer, dynamic programming and graph algorithms.",
        "",
    ),
    (
        "6120",
        "Natural Language Processing",
        "4",
        "Models language statistically and with neural networks.",
        "CS 5800",
    ),
    (
        "6140",
        "Machine Learning",
        "4",
        "Compares trees, kernels, networks and boosting on common data.",
        "CS 5800",
    ),
    (
        "6220",
        "Data Mining Techniques",
        "4",
        "Finds patterns, clusters and outliers in large tables.",
        "",
    ),
    (
        "7150",
        "Deep Learning",
        "4",
        "Studies how deep networks are built, trained and understood.",
        "CS 6140",
    ),
    ("8674", "Master’s Project", "4", "A project under the guidance of one of the faculty.", ""),
]
DS = [
    (
        "3000",
        "Foundations of Data Science",
        "4",
        "Collects, cleans and displays data, and fits first models to it.",
        "",
    ),
    (
        "4400",
        "Machine Learning and Data Mining 1",
        "4",
        "Begins supervised and unsupervised learning.",
        "DS 3000",
    ),
    (
        "5220",
        "Supervised Machine Learning and Learning Theory",
        "4",
        "Bounds what can be learned from a sample, and how fast.",
        "",
    ),
]
CAMPUSES = [("bos", "Boston"), ("ptl", "Portland"), ("sea", "Seattle"), ("sjo", "Silicon Valley")]
INTERDISCIPLINARY = "/graduate/university-interdisciplinary-programs/"


def ai_master(campus: str) -> str:
    rows = (
        area("Required courses")
        + row("AAI 6600", "Applied Artificial Intelligence", "3")
        + row("AAI 6610", "Applied Machine Learning", "3")
        + f'<tr class="orclass odd"><td class="codecol orclass">or&nbsp;{code_link("CS 6140")}</td><td colspan="2"> Machine Learning</td></tr>'
        + area("Options")
        + '<tr class="odd"><td colspan="2"><span class="courselistcomment">Complete 6 semester hours from the following:</span></td><td class="hourscol">6</td></tr>'
        + row("AAI 6620", "Applied Natural Language Processing", "3", "odd", True)
        + row("AAI 6630", "Applied Computer Vision", "3", "even", True)
        + row("AAI 6640", "Applied Deep Learning", "3", "odd", True)
    )
    return frame(
        f"Artificial Intelligence, MS ({campus})",
        '<div id="textcontainer" class="page_content tab_content"><p>The program joins the theory of artificial intelligence to its practice in machine '
        'learning, language and vision.</p><p>Students finish with a project.</p></div><div id="programrequirementstextcontainer" class="page_content tab_content">'
        f'<h2>Program Requirements</h2><table class="sc_courselist"><tbody>{rows}</tbody></table><h2>Program Credit/GPA Requirements</h2>'
        "<p>32 total semester hours required<br/>Minimum 3.000 GPA required</p></div>",
        "2025-2026",
    )


def degree(title: str, text: str, listed: list[tuple[str, str]], total: str) -> str:
    rows = "".join(row(code, name, "4") for code, name in listed)
    return frame(
        title,
        f'<div id="textcontainer" class="page_content tab_content"><p>{text}</p></div>'
        '<div id="programrequirementstextcontainer" class="page_content tab_content"><h2>Program Requirements</h2>'
        f'<table class="sc_courselist"><tbody>{rows}</tbody></table><p>{total} total semester hours required</p></div>',
        "2025-2026",
    )


def links_to(*paths: str) -> str:
    items = "".join(f'<li><a href="{path}">{path.split("/")[-2]}</a></li>' for path in paths)
    return frame("Programs", f'<div id="textcontainer"><ul>{items}</ul></div>', "2025-2026")


# the page of a department leads to its degrees
DEGREE_HUBS = {path.rsplit("/", 2)[0] + "/": [path] for path, *_ in foundations.DEGREES}


def hub() -> str:
    links = "".join(
        f'<li><a href="{INTERDISCIPLINARY}artificial-intelligence-ms-{slug}/">Artificial Intelligence, MS ({name})</a></li>'
        for slug, name in CAMPUSES
    )
    return frame(
        "Interdisciplinary Programs",
        f'<div id="textcontainer"><ul>{links}<li><a href="{INTERDISCIPLINARY}artificial-intelligence-ms/">Artificial Intelligence, MS</a></li>'
        f'<li><a href="{INTERDISCIPLINARY}robotics-ms-bos/">Robotics, MS (Boston)</a></li><li><a href="{INTERDISCIPLINARY}science-data-ms-bos/">Data Science</a></li></ul></div>',
        "2025-2026",
    )


NEU_SUBJECTS = {"AAI": "Applied Artificial Intelligence", "CS": "Computer Science"}
NEU_SUBJECTS |= {prefix: name for prefix, (name, _) in foundations.SUBJECTS.items()}
NEU_SUBJECTS |= {"DS": "Data Science"}

ANSWERS = {
    "northeastern": [
        robots(NEU),
        page(
            f"{NEU}/",
            root(
                ("/undergraduate/", "Undergraduate"),
                ("/graduate/", "Graduate"),
                ("/course-descriptions/", "Course Descriptions"),
            ),
        ),
        page(
            f"{NEU}/course-descriptions/",
            subjects(
                "Course Descriptions",
                [
                    (f"/course-descriptions/{prefix.lower()}/", f"{name} ({prefix})")
                    for prefix, name in NEU_SUBJECTS.items()
                ],
            ),
        ),
        *(
            page(
                f"{NEU}/{level}/",
                links_to(
                    *(
                        path
                        for path in (INTERDISCIPLINARY, *DEGREE_HUBS)
                        if path.startswith(f"/{level}/")
                    )
                ),
            )
            for level in ("undergraduate", "graduate")
        ),
        page(
            f"{NEU}/course-descriptions/aai/",
            subject("AAI", "Applied Artificial Intelligence", AAI),
        ),
        page(
            f"{NEU}/course-descriptions/cs/",
            subject("CS", "Computer Science", foundations.COMPUTING + CS),
        ),
        *(
            page(f"{NEU}/course-descriptions/{prefix.lower()}/", subject(prefix, name, rows))
            for prefix, (name, rows) in foundations.SUBJECTS.items()
        ),
        *(page(f"{NEU}{path}", degree(*rest)) for path, *rest in foundations.DEGREES),
        *(page(f"{NEU}{hub}", links_to(*paths)) for hub, paths in DEGREE_HUBS.items()),
        page(f"{NEU}/course-descriptions/ds/", subject("DS", "Data Science", DS)),
        page(f"{NEU}{INTERDISCIPLINARY}", hub()),
        *(
            page(f"{NEU}{INTERDISCIPLINARY}artificial-intelligence-ms-{slug}/", ai_master(name))
            for slug, name in CAMPUSES
        ),
        redirect(
            f"{NEU}{INTERDISCIPLINARY}artificial-intelligence-ms/",
            f"{INTERDISCIPLINARY}artificial-intelligence-ms-bos/",
        ),
        missing(f"{NEU}{INTERDISCIPLINARY}robotics-ms-bos/"),
        page(
            f"{NEU}{INTERDISCIPLINARY}science-data-ms-bos/",
            frame(
                "Data Science",
                '<div id="textcontainer"><p>This page is being rewritten.</p></div>',
                "2025-2026",
            ),
        ),
    ],
}
