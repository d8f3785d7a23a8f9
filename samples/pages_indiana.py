"""Sample pages of Indiana's bulletins and its Luddy School: modelled on the text of the real pages, their markup is UNPROVEN."""

from samples.answers import missing, page, robots

IU, LUDDY = "https://bulletins.iu.edu", "https://luddy.indiana.edu"
SICE, IUIN = "/iub/sice/2024-2025", "/iuin/2024-2025/schools/informatics-newmedia-healthinfo"
BS_AI = "/iupui/2021-2022/schools/purdue-science/departments/computer-info-science/bachelor-science-artificial-intelligence.shtml"

CSCI = [
    (
        "CSCI-B 551",
        "Elements of Artificial Intelligence",
        "3",
        "CSCI-C 343",
        "Search, games, logic and planning, and agents that learn from data.",
    ),
    (
        "CSCI-B 555",
        "Machine Learning",
        "3",
        "CSCI-C 343",
        "Learns from examples: trees, kernels, networks, and what can be proved of them.",
    ),
    (
        "CSCI-B 657",
        "Computer Vision",
        "3",
        "CSCI-B 551",
        "Finds shapes, faces and motion in pictures by machine learning.",
    ),
    (
        "CSCI-B 659",
        "Topics in Artificial Intelligence",
        "1-6",
        "",
        "A topic of artificial intelligence that changes from term to term.",
    ),
    (
        "CSCI-B 505",
        "Applied Algorithms",
        "3",
        "",
        "Designs and measures algorithms for large tables.",
    ),
]
INFO = [
    (
        "INFO-I 501",
        "Introduction to Informatics",
        "3",
        "",
        "What information is, and how people and machines treat it.",
    ),
    (
        "INFO-H 515",
        "Statistical Learning",
        "3",
        "INFO-H 510",
        "Regression, classification and resampling, as machine learning uses them.",
    ),
    (
        "INFO-H 518",
        "Deep Learning Neural Networks",
        "3",
        "INFO-H 515",
        "Builds and trains deep neural networks on real data.",
    ),
    (
        "INFO-H 519",
        "Natural Language Processing with Deep Learning",
        "3",
        "INFO-H 518",
        "Language models, from vectors of words to attention.",
    ),
]


def frame(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><header><nav><a href="/">Bulletins</a></nav></header>'
        f"<main><h1>{title}</h1>{body}</main><footer><p>Indiana University</p></footer></body></html>"
    )


def links(title: str, *paths: str) -> str:
    return frame(
        title,
        "<ul>"
        + "".join(f'<li><a href="{path}">{path.rsplit("/", 1)[1]}</a></li>' for path in paths)
        + "</ul>",
    )


def courses(title: str, rows: list[tuple[str, str, str, str, str]]) -> str:
    return frame(
        title,
        "".join(
            f"<p><strong>{code} {name} ({credits} cr.)</strong> {f'P: {before}. ' if before else ''}{text}</p>"
            for code, name, credits, before, text in rows
        ),
    )


def program(
    degree: str, total: str, overview: str, groups: list[tuple[str, str, list[str]]]
) -> str:
    body = f"<h2>Degree Programs</h2><h2>{degree}</h2><h3>Luddy Degree and Major Requirements</h3><p>{overview} {total}</p>"
    for group, rule, items in groups:
        body += (
            f"<h4>{group}</h4>"
            + (f"<p>{rule}</p>" if rule else "")
            + "<ul>"
            + "".join(f"<li>{item}</li>" for item in items)
            + "</ul>"
        )
    return frame("Degree Programs", body)


def luddy(code: str, title: str, credits: str, text: str) -> str:
    return frame(f"{code} {title.upper()} ({credits} CR.)", f"<p>{text}</p>")


UNDERGRADUATE, GRADUATE = f"{SICE}/undergraduate", f"{SICE}/graduate"
BS_CS, BS_DS = (
    f"{UNDERGRADUATE}/degree-programs/{name}/luddy-degree-major-req.shtml"
    for name in ("bs-computer-science", "bs-data-science")
)
MS_DS = f"{GRADUATE}/degree-programs/master-of-data-science-4+1/index.shtml"
GONE = f"{UNDERGRADUATE}/degree-programs/bs-intelligent-systems-engineering/luddy-degree-major-req.shtml"
CS_COURSES = f"{GRADUATE}/courses/computer-science.shtml"
MS_ADS = f"{IUIN}/graduate/degrees/masters/applied_data_science.shtml"
EMPTY = f"{IUIN}/graduate/degrees/masters/index.shtml"
CLASSES = {
    f"/academics/courses/class/iub-{term}-csci-b551": luddy(
        "CSCI-B 551",
        "Elements of Artificial Intelligence",
        "3",
        "Agents that search, reason and learn.",
    )
    for term in ("spring-2021", "fall-2020")
} | {
    "/academics/courses/class/iub-fall-2020-csci-b555": luddy(
        "CSCI-B 555", "Machine Learning", "3", "Learning from examples, in theory and in code."
    ),
    "/academics/courses/class/iub-spring-2023-info-i101": luddy(
        "INFO-I 101", "Introduction to Informatics", "4", "First steps with data and programs."
    ),
}

ANSWERS = {
    "indiana": [
        robots(IU, "User-agent: *\nDisallow: /api/\n"),
        missing(f"{IU}/iub/sice/2026-2027/index.shtml"),
        missing(f"{IU}/iub/sice/2025-2026/index.shtml"),
        page(
            f"{IU}{SICE}/index.shtml",
            links(
                "Luddy School of Informatics, Computing, and Engineering",
                BS_CS,
                BS_DS,
                MS_DS,
                GONE,
                CS_COURSES,
            ),
        ),
        page(
            f"{IU}{BS_CS}",
            program(
                "BS in Computer Science",
                "The plan of study is 120 credit hours.",
                "The degree joins theory to systems, and lets students specialise in artificial intelligence.",
                [
                    (
                        "Core Courses (18 cr.)",
                        "",
                        [
                            "CSCI-C 211 Introduction to Computer Science",
                            "CSCI-C 343 Data Structures",
                        ],
                    ),
                    (
                        "Artificial Intelligence Specialization (12 cr.)",
                        "Select 2 courses from the following:",
                        [
                            "CSCI-B 551 Elements of Artificial Intelligence",
                            "CSCI-B 555 Machine Learning",
                            "CSCI-B 657 Computer Vision",
                        ],
                    ),
                ],
            ),
        ),
        page(
            f"{IU}{BS_DS}",
            program(
                "BS in Data Science",
                "The plan of study is 120 credit hours.",
                "The degree teaches statistics, machine learning and what is owed to the people in the data.",
                [
                    (
                        "Core Courses (24 cr.)",
                        "",
                        [
                            "CSCI-C 200 Introduction to Computers and Programming",
                            "CSCI-B 555 Machine Learning",
                        ],
                    )
                ],
            ),
        ),
        page(
            f"{IU}{MS_DS}",
            program(
                "Master of Data Science 4+1 (Residential and Online)",
                "The total credit hours will be 141 credits.",
                "A bachelor's degree and a master's in five years, with machine learning in both.",
                [
                    (
                        "Elective Courses (21 cr.)",
                        "",
                        [
                            "CSCI-B 551 Elements of Artificial Intelligence",
                            "CSCI-B 505 Applied Algorithms",
                        ],
                    )
                ],
            ),
        ),
        missing(f"{IU}{GONE}"),
        page(f"{IU}{CS_COURSES}", courses("Computer Science Courses", CSCI)),
    ],
    "indiana-indianapolis": [
        robots(IU, "User-agent: *\nDisallow: /api/\n"),
        missing(f"{IU}/iuin/2026-2027/schools/informatics-newmedia-healthinfo/index.shtml"),
        missing(f"{IU}/iuin/2025-2026/schools/informatics-newmedia-healthinfo/index.shtml"),
        page(f"{IU}{IUIN}/index.shtml", links("School of Informatics", MS_ADS, EMPTY)),
        page(f"{IU}{EMPTY}", frame("Master's Degrees", "<p>Choose a degree from the menu.</p>")),
        page(
            f"{IU}{MS_ADS}",
            program(
                "Master of Science in Applied Data Science",
                "The plan of study is 30 credit hours.",
                "The degree trains people who put machine learning and statistics to work in health, business and the public service.",
                [
                    (
                        "Core Courses (18 cr.)",
                        "",
                        [f"{code} {name}" for code, name, *_ in INFO[:2]]
                        + [
                            "INFO-H 510 Statistics for Data Science",
                            "LIS-S 511 Database Design",
                            "INFO-H 516 Cloud Computing for Data Science",
                            "INFO-H 611 Mathematical and Logical Foundations of Informatics",
                        ],
                    ),
                    (
                        "Elective Courses (12 cr.)",
                        "",
                        [f"{code} {name}" for code, name, *_ in INFO[2:]]
                        + ["NEWM-N 510 Web-Database Concepts"],
                    ),
                ],
            ),
        ),
        page(
            f"{IU}{BS_AI}",
            frame(
                "Bachelor of Science in Artificial Intelligence",
                "<p>The degree requires 120 credit hours and joins computer science to the study of machines that learn.</p><h3>Major Courses</h3><ul>"
                "<li>CSCI 12000 Windows on Computer Science (1 cr.)</li><li>CSCI 23000 Computing I (4 cr.)</li></ul>",
            ),
        ),
    ],
    "indiana-luddy": [
        missing(f"{LUDDY}/robots.txt"),
        page(f"{LUDDY}/academics/courses/index.html", links("Courses", *CLASSES)),
        *(page(f"{LUDDY}{path}", body) for path, body in CLASSES.items()),
    ],
}
