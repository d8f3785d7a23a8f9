"""Sample pages of Northeastern's and MIT's CourseLeaf catalogs, each in its own generation of the templates."""

from samples import foundations
from samples.answers import missing, page, redirect, robots

NEU, MIT = "https://catalog.northeastern.edu", "https://catalog.mit.edu"

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


def frame(title: str, body: str, edition: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} &lt; Catalog</title><link href="/courseleaf/courseleaf.css" rel="stylesheet"></head><body>'
        f'<div id="site-title"><h1>University Catalog</h1></div><div id="edition">{edition} Edition</div>'
        f'<div id="contentarea"><div id="page-title"><h1>{title}</h1></div>{body}</div></body></html>'
    )


def code_link(code: str) -> str:
    return f'<a href="/search/?P={code.replace(" ", "%20")}" title="{code}" class="bubblelink code" onclick="return showCourse(this, \'{code}\');">{code.replace(" ", "&nbsp;")}</a>'


def subject(prefix: str, name: str, courses: list[tuple[str, str, str, str, str]]) -> str:
    blocks = []
    for number, title, hours, text, before in courses:
        extra = (
            f'<p class="courseblockextra noindent"><strong>Prerequisite(s): </strong>{code_link(before)} with a minimum grade of C- </p>'
            if before
            else ""
        )
        blocks.append(
            f'<div class="courseblock"><p class="courseblocktitle noindent"><strong>{prefix}&nbsp;{number}.  {title}.  ({hours} Hours)</strong></p>'
            f'<p class="cb_desc">{text}  </p>{extra}</div>'
        )
    return frame(
        f"{name} ({prefix})",
        f'<div id="textcontainer" class="page_content"><div class="sc_sccoursedescs">{"".join(blocks)}</div></div>',
        "2025-2026",
    )


def row(code: str, title: str, hours: str, kind: str = "even", option: bool = False) -> str:
    inner = f'<div class="blockindent">{code_link(code)}</div>' if option else code_link(code)
    return f'<tr class="{kind}"><td class="codecol">{inner}</td><td>{title}</td><td class="hourscol">{"" if option else hours}</td></tr>'


def area(title: str) -> str:
    return f'<tr class="even areaheader"><td colspan="2"><span class="courselistcomment areaheader">{title}</span></td><td class="hourscol"></td></tr>'


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


def mit_subject(code: str, title: str, prereq: str, units: str, text: str, people: str) -> str:
    return (
        f'<div class="courseblock"><p class="courseblocktitle"><strong>{code} {title}</strong></p><p class="courseblockextra">'
        f'<span class="courseblockprereq">Prereq: {prereq}</span><br/><span class="courseblockterms">U (Fall, Spring)</span><br/><span class="courseblockhours">{units} units</span></p>'
        f'<p class="courseblockdesc">{text}</p><p class="courseblockinstructors seemore"><i>{people}</i></p></div>'
    )


def mit_page(name: str, *blocks: str) -> str:
    return frame(
        name,
        f'<div id="textcontainer" class="page_content"><div class="sc_sccoursedescs">{"".join(blocks)}</div></div>',
        "2025-2026",
    )


CHART = f"{MIT}/degree-charts/artificial-intelligence-decision-making-course-6-4/"


def chart() -> str:
    """The degree chart of Course 6-4, of which only the subjects are known: that it is a requirement table is INFERRED."""
    rows = (
        area("Mathematics")
        + row("6.1200", "Mathematics for Computer Science", "12")
        + '<tr class="even"><td colspan="2"><span class="courselistcomment">Select one of the following:</span></td><td class="hourscol">12</td></tr>'
        + row("18.06", "Linear Algebra", "12", "odd", True)
        + row("18.C06", "Linear Algebra and Optimization", "12", "even", True)
    )
    return frame(
        "Bachelor of Science in Artificial Intelligence and Decision Making (Course 6-4)",
        '<div id="textcontainer" class="page_content tab_content"><p>The degree asks how machines learn, reason and decide.</p>'
        f'<table class="sc_courselist"><tbody>{rows}</tbody></table></div>',
        "2025-2026",
    )


def root(*links: tuple[str, str]) -> str:
    """The root of a catalog: what its menu leads to."""
    items = "".join(f'<li><a href="{path}">{words}</a></li>' for path, words in links)
    return frame(
        "Catalog",
        f'<ul class="nav levelzero" id="/">{items}</ul><div id="textcontainer"><p>Welcome.</p></div>',
        "2025-2026",
    )


def subjects(title: str, links: list[tuple[str, str]]) -> str:
    """The list of all subjects: each leads to its page."""
    items = "".join(f'<li><a href="{path}">{words}</a></li>' for path, words in links)
    return frame(
        title, f'<div id="atozindex" class="az_sitemap"><ul>{items}</ul></div>', "2025-2026"
    )


NEU_SUBJECTS = {"AAI": "Applied Artificial Intelligence", "CS": "Computer Science"}
NEU_SUBJECTS |= {prefix: name for prefix, (name, _) in foundations.SUBJECTS.items()}
NEU_SUBJECTS |= {"DS": "Data Science"}
MIT_DEPARTMENTS = {
    "6": "Electrical Engineering and Computer Science (Course 6)",
    **{number: name for number, (name, _) in foundations.MIT_SUBJECTS.items()},
    "mas": "Media Arts and Sciences (MAS)",
    "cms": "Comparative Media Studies (CMS)",
    "9": "Brain and Cognitive Sciences (Course 9)",
    "15": "Management (Course 15)",
    "ids": "Data, Systems, and Society (IDS)",
}

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
    "mit": [
        robots(MIT, "User-agent: *\nDisallow: /search/\n"),
        page(f"{MIT}/", root(("/subjects/", "Subjects"), ("/degree-charts/", "Degree Charts"))),
        page(
            f"{MIT}/subjects/",
            subjects(
                "Subjects",
                [(f"/subjects/{number}/", name) for number, name in MIT_DEPARTMENTS.items()],
            ),
        ),
        page(
            f"{MIT}/subjects/6/",
            mit_page(
                "Electrical Engineering and Computer Science (Course 6)",
                mit_subject(
                    "6.1010",
                    "Fundamentals of Programming",
                    "6.100A",
                    "2-4-6",
                    "Practises programming on problems that are too large to hold in the head.",
                    "Staff",
                ),
                mit_subject(
                    "6.1200[J]",
                    "Mathematics for Computer Science",
                    "Calculus I (GIR)",
                    "5-0-7",
                    "Proofs, graphs, counting and discrete probability.",
                    "Staff",
                ),
                mit_subject(
                    "6.3900",
                    "Introduction to Machine Learning",
                    "6.1010",
                    "4-0-8",
                    "Formulates and solves prediction problems from regression to networks.",
                    "Staff",
                ),
                mit_subject(
                    "6.4100",
                    "Artificial Intelligence",
                    "6.100A",
                    "4-3-5",
                    "Represents knowledge and solves problems by search and constraints.",
                    "Staff",
                ),
                mit_subject(
                    "6.7960",
                    "Deep Learning",
                    "6.3900",
                    "3-0-9",
                    "Treats networks as theory and as engineering.",
                    "Staff",
                ),
                mit_subject(
                    "6.8300",
                    "Advances in Computer Vision",
                    "6.3900",
                    "3-0-9",
                    "Reads images as evidence of the scene behind them.",
                    "Staff",
                ),
            ),
        ),
        *(
            page(
                f"{MIT}/subjects/{number}/",
                mit_page(name, *(mit_subject(*rest, "Staff") for rest in rows)),
            )
            for number, (name, rows) in foundations.MIT_SUBJECTS.items()
        ),
        page(
            f"{MIT}/subjects/mas/",
            mit_page(
                "Media Arts and Sciences (MAS)",
                mit_subject(
                    "MAS.630",
                    "Affective Computing and Ethics",
                    "Permission of instructor",
                    "3-0-9",
                    "Asks how machine learning senses feelings, and whether artificial intelligence should.",
                    "R. W. Picard",
                ),
            ),
        ),
        page(
            f"{MIT}/subjects/cms/",
            mit_page(
                "Comparative Media Studies (CMS)",
                mit_subject(
                    "CMS.100",
                    "Introduction to Media Studies",
                    "None",
                    "3-0-9",
                    "Surveys media from print to the network.",
                    "Staff",
                ),
            ),
        ),
        page(
            f"{MIT}/subjects/9/",
            mit_page(
                "Brain and Cognitive Sciences (Course 9)",
                mit_subject(
                    "9.520[J]",
                    "Statistical Learning Theory and Applications",
                    "6.3700",
                    "3-0-9",
                    "Gives the mathematics of why learning from examples works.",
                    "Staff",
                ),
            ),
        ),
        page(
            f"{MIT}/subjects/15/",
            mit_page(
                "Management (Course 15)",
                mit_subject(
                    "15.071",
                    "The Analytics Edge",
                    "15.060",
                    "4-0-8",
                    "Uses data analytics and machine learning to decide better.",
                    "Staff",
                ),
            ),
        ),
        page(
            f"{MIT}/subjects/ids/",
            frame(
                "Data, Systems, and Society (IDS)",
                '<div id="textcontainer"><p>The subjects of this department are listed elsewhere.</p></div>',
                "2025-2026",
            ),
        ),
        page(
            f"{MIT}/degree-charts/",
            frame(
                "Degree Charts",
                f'<div id="textcontainer"><ul><li><a href="{CHART}">Artificial Intelligence and Decision Making (6-4)</a></li></ul></div>',
                "2025-2026",
            ),
        ),
        page(CHART, chart()),
    ],
}
