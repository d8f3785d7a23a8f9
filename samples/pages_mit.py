"""Sample pages of MIT's CourseLeaf catalog, in a generation of the templates of its own."""

from samples import foundations
from samples.answers import page, robots
from samples.courseleaf_markup import area, frame, root, row, subjects

MIT = "https://catalog.mit.edu"


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
