"""Sample pages of Carnegie Mellon's catalog: the XML twins of its pages."""

from samples.answers import missing, page

CMU = "http://coursecatalog.web.cmu.edu"
SCS = f"{CMU}/schools-colleges/schoolofcomputerscience"
XML = "text/xml; charset=utf-8"
CMU_COURSES = [
    (
        "07-280",
        "AI & Machine Learning I",
        "Fall and Spring: 12 units",
        "Joins the first ideas of search, probability and learning.",
        "15-122",
    ),
    (
        "07-380",
        "AI & Machine Learning II",
        "Fall and Spring: 12 units",
        "Goes on to deep and reinforcement learning.",
        "07-280",
    ),
    (
        "10-301",
        "Introduction to Machine Learning (Undergrad)",
        "Fall and Spring: 12 units",
        "Derives and programs the classical learners.",
        "15-122",
    ),
    (
        "10-403",
        "Deep Reinforcement Learning & Control",
        "Spring: 12 units",
        "Lets networks learn to act by trial.",
        "10-301",
    ),
    (
        "10-417",
        "Intermediate Deep Learning",
        "Fall: 12 units",
        "Studies generative and recurrent networks.",
        "10-301",
    ),
    (
        "10-423",
        "Generative AI",
        "Fall and Spring: 12 units",
        "Builds models that write and draw, and asks what they may do harm with.",
        "10-301",
    ),
    (
        "11-411",
        "Natural Language Processing",
        "Intermittent: 12 units",
        "Teaches computers to parse, translate and answer.",
        "15-122",
    ),
    (
        "11-485",
        "Introduction to Deep Learning",
        "Fall and Spring: 9 units",
        "Trains networks from the perceptron to attention.",
        "",
    ),
    (
        "15-122",
        "Principles of Imperative Computation",
        "All Semesters: 12 units",
        "Programs with contracts, from arrays to graphs.",
        "",
    ),
    (
        "15-281",
        "Artificial Intelligence: Representation and Problem Solving",
        "Fall and Spring: 12 units",
        "Represents a problem so that a machine can solve it.",
        "15-122",
    ),
    (
        "15-386",
        "Neural Computation",
        "Spring: 9 units",
        "Compares brains with artificial neural networks.",
        "",
    ),
    (
        "16-385",
        "Computer Vision",
        "Fall and Spring: 12 units",
        "Reconstructs and recognises scenes from images.",
        "",
    ),
    (
        "15-859",
        "Special Topics in Theory: Computational Geometry",
        "Intermittent",
        "Chooses a theme anew each time.",
        "",
    ),
]


def cmu_xml(title: str, *tabs: tuple[str, str]) -> str:
    inside = "".join(
        f'<{name} name="{name}"><![CDATA[{markup}]]></{name}>' for name, markup in tabs
    )
    return f'<?xml version="1.0"?>\n<courseleaf>\n<title>{title}</title>\n{inside}\n</courseleaf>\n'


def bubble(code: str) -> str:
    return f'<span class="code_bubble" data-code-bubble="{code}">{code}</span>'


def cmu_courses() -> str:
    entries = "".join(
        f'<dl class="courseblock"><dt class="keepwithnext">{code} {title.replace("&", "&amp;")}</dt><dd>{when}<br/>{text}<br/>'
        + (f"Prerequisite: {bubble(before)}" if before else "")
        + "</dd></dl>"
        for code, title, when, text, before in CMU_COURSES
    )
    return cmu_xml(
        "School of Computer Science Courses",
        ("coursestext", f'<div class="courses"><a name="courses"></a>{entries}</div>'),
    )


def cmu_program(
    title: str, heading: str, groups: list[tuple[str, list[str]]], overview: str
) -> str:
    titles = {code: name for code, name, *_ in CMU_COURSES}
    tables = ""
    for group, codes in groups:
        rows = "".join(
            f'<tr class="even"><td class="codecol">{bubble(code)}</td><td>{titles[code].replace("&", "&amp;")}</td><td class="hourscol">12</td></tr>'
            for code in codes
        )
        tables += (
            f'<table class="sc_courselist" width="100%"><td colspan="2">{group}</td><td class="hourscol">Units</td>'
            f'<colgroup><col class="codecol"/><col class="titlecol"/><col class="hourscol"/></colgroup><tbody>{rows}</tbody></table>'
        )
    return cmu_xml(
        title, ("text", f"<p>{overview}</p>"), ("curriculumtext", f"<h2>{heading}</h2>{tables}")
    )


# the schedule prints a course that the catalog has too, one that it has not, split titles and odd units
SECTIONS = [
    ("10301", "Introduction to Machine Learning", "12.0", "A"),
    ("15281", "Artificial Intelligence: Representation and Problem Solving", "12.0", "1"),
    ("16720", "Computer Vision", "12.0", "A"),
    ("10701", "Special Topics in Machine Learning:", "9-12", "A"),
    ("15649", "Seminar Data Systems", "VAR", "A"),
    ("11785", "Introduction to Deep Learning", "6,12", "A"),
]


def schedule() -> str:
    cells = "".join(
        f"{'<TR>' if at % 3 else ''}<TD NOWRAP>{number}</TD><TD>{title}</TD><TD NOWRAP>{units}</TD><TD NOWRAP>{section}</TD><TD NOWRAP>TR</TD>"
        "<TD NOWRAP>10:00AM</TD><TD NOWRAP>11:20AM</TD><TD NOWRAP>GHC 4401</TD><TD NOWRAP>Pittsburgh, Pennsylvania</TD><TD>Teacher</TD></TR>\n"
        for at, (number, title, units, section) in enumerate(SECTIONS)
    )
    return (
        "<HTML><TITLE> Carnegie Mellon University - Full Schedule Of Classes</TITLE>\n<BODY><P><B>Semester: Fall 2026</B><P>\n<TABLE BORDER=0><TR><TD><B>Course</B></TD>"
        f"<TD><B>Title</B></TD><TD><B>Units</B></TD><TD><B>Lec/Sec</B></TD><TD><B>Days</B></TD><TD><B>Begin</B></TD><TD><B>End</B></TD><TD><B>Bldg/Room</B></TD><TD><B>Location</B></TD><TD><B>Instructor(s)</B></TR>\n<TR><TD><B>Computer Science</B></TD><TD>&nbsp;</TD></TR>\n{cells}</TABLE></BODY></HTML>"
    )


DRAMA = "/schools-colleges/collegeoffinearts/schoolofdrama/courses/"


def course_index() -> str:
    """The index of course descriptions, which leads to the courses of each school."""
    return (
        '<html><head><link rel="stylesheet" href="/courseleaf/courseleaf.css"></head><body><h1>Course Descriptions</h1>'
        f'<div id="textcontainer"><ul><li><a href="{DRAMA}">School of Drama</a></li>'
        '<li><a href="/schools-colleges/schoolofcomputerscience/courses/">School of Computer Science</a></li></ul></div></body></html>'
    )


ANSWERS = {
    "cmu": [
        missing(f"{CMU}/robots.txt"),
        page(f"{SCS}/courses/index.xml", cmu_courses(), XML),
        page(
            f"{SCS}/artificialintelligence/index.xml",
            cmu_program(
                "Artificial Intelligence Program",
                "Curriculum - B.S. in Artificial Intelligence",
                [
                    ("Artificial Intelligence Core (all of the following):", ["07-280", "07-380"]),
                    ("Computer Science Core (all of the following):", ["15-122"]),
                    ("One Machine Learning elective:", ["10-403", "10-417", "10-423", "11-485"]),
                    ("One Perception and Language elective:", ["11-411", "16-385"]),
                ],
                "The degree teaches how machines perceive, learn, decide and speak, and what that does to people.",
            ),
            XML,
        ),
        page(
            f"{SCS}/undergraduatecomputerscience/index.xml",
            cmu_program(
                "Computer Science Program",
                "Curriculum - B.S. in Computer Science",
                [
                    ("Computer Science Core (all of the following):", ["15-122"]),
                    (
                        "One Artificial Intelligence elective:",
                        ["07-280", "10-301", "11-411", "15-281", "16-385"],
                    ),
                ],
                "The degree covers the principles of computing, artificial intelligence and machine learning among them.",
            ),
            XML,
        ),
        missing(f"{SCS}/robotics/index.xml"),
        page(f"{CMU}/coursedescriptions/", course_index()),
        missing(f"{CMU}{DRAMA}"),
        missing("https://enr-apps.as.cmu.edu/robots.txt"),
        page("https://enr-apps.as.cmu.edu/assets/SOC/sched_layout_fall.htm", schedule()),
    ],
}
