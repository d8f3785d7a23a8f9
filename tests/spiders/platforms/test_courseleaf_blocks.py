"""Course blocks of many schools' CourseLeaf templates, in our own words."""

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import courseleaf

# block -> code|title|least credit|most credit|unit|prerequisites
BLOCKS = [
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CS 101 &nbsp; Intro Computing: Engrg &amp; Sci &nbsp; credit: 3 or 4 Hours.</strong></p><p class="courseblockdesc">Basics of it. Prerequisite: MATH 220 or MATH 221.</p></div>',
        "CS 101|Intro Computing: Engrg & Sci|3|4|semester_hour|MATH 220 or MATH 221.",
    ),
    (
        '<div class="courseblock main"><p class="courseblocktitle"><strong>CMSC 15100.  Introduction to Computer Science I.  100 Units.</strong></p><p class="courseblockdesc">This is it.</p><p class="courseblockdetail">Instructor(s): S. Lu     Terms Offered: Autumn, Spring<br/>Prerequisite(s): First-year students have priority<br/>Equivalent Course(s): X</p></div>',
        "CMSC 15100|Introduction to Computer Science I|100|100|unit|First-year students have priority",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle noindent"><strong>CIS 1100 Introduction to Computer Programming</strong></p><p class="courseblockextra noindent">Introduction to Computer Programming is the first course in our series introducing students to computing.</p><p class="courseblockextra noindent">Fall or Spring</p><p class="courseblockextra noindent">Prerequisite: CIS 1000</p><p class="courseblockextra noindent">1 Course Unit</p></div>',
        "CIS 1100|Introduction to Computer Programming|1|1|unit|CIS 1000",
    ),
    (
        '<div class="courseblock"><h3 class="courseblocktitle"><span class="code">COMPSCI&nbsp;10</span> <span class="title">The Beauty of It</span> <span class="hours">4 Units</span></h3><p class="courseblockdesc">Terms offered: Fall 2025<br/>An introductory course here.</p><div class="coursedetails"><div class="course-section"><p class="course-heading">Rules</p><p><strong>Prerequisites:</strong> Math 1A</p></div></div></div>',
        "COMPSCI 10|The Beauty of It|4|4|unit|Math 1A",
    ),
    (
        '<div class="courseblock"><h4 class="courseblocktitle"><strong>6.100A Introduction to Programming</strong></h4><p class="courseblockextra"><span class="courseblockprereq">Prereq: <a>6.1000</a></span><br/><span class="courseblockterms">U (Fall, Spring; first half of term)</span><br/><span class="courseblockhours">3-0-3 units. REST</span></p><p class="courseblockdesc">Introduction to computer science.</p><p class="courseblockinstructors seemore"><i>A. Bell, J. Guttag</i></p></div>',
        "6.100A|Introduction to Programming|None|None|None|6.1000",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CSC 111. Introduction to Computer Science. (4 h)</strong></p><p class="courseblockdesc">Rigorous. P-CSC 101.</p></div>',
        "CSC 111|Introduction to Computer Science|4|4|semester_hour|None",
    ),
    (
        '<div class="courseblock"><div class="cols noindent"><span class="text detail-code"><strong>COMP 50.</strong></span><span class="text detail-title"><strong>First-Year Seminar: Everyday Computing.</strong></span><span class="text detail-hours"><strong>3 Credits.</strong></span></div><p class="courseblockextra noindent">The goal of this seminar is to understand the use of computing technology.</p></div>',
        "COMP 50|First-Year Seminar: Everyday Computing|3|3|credit|None",
    ),
    (
        '<div class="courseblock"><div class="cols noindent"><span class="text detail-code"><strong>CS 1014</strong></span><span class="text detail-title"><strong>- Computational Thinking</strong></span><span class="text detail-hours_html"><strong>(3 credits)</strong></span></div><div class="noindent"><p class="courseblockextra noindent">A beginning course here with more than sixty characters of description text.</p></div><div class="noindent"><span class="text detail-prereq"><span class="label">Prerequisite(s): </span>CS 1</span></div><div class="noindent"><span class="detail-instruct_hours"><span class="label">Instructional Contact Hours: </span>(3 Lec, 3 Crd)</span></div></div>',
        "CS 1014|Computational Thinking|3|3|credit|CS 1",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong><span class="cdspacing">CS 164</span> <span class="cdspacing">Introduction to Computer Science</span>  3.0 Credits</strong></p><p class="courseblockdesc">This course covers it.</p><b>College/Department</b>: College of Computing<br/><b>Repeat Status</b>: Not repeatable for credit<br/><b>Prerequisites</b>: CS 140 [Min Grade: C] <br/></div>',
        "CS 164|Introduction to Computer Science|3|3|credit|CS 140 [Min Grade: C]",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><b>CS 10001     COMPUTER LITERACY     3 Credit Hours</b></p><p class="courseblockdesc">An introduction to it.<br/><strong>Prerequisite:</strong> none.<br/><strong>Schedule Type:</strong> Lecture<br/><strong>Contact Hours:</strong> 3 lecture</p></div>',
        "CS 10001|COMPUTER LITERACY|3|3|semester_hour|none.",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>COSC 1010. Introduction to Software. 4 cr. hrs.</strong></p><p class="courseblockdesc">Software. Prereq: MATH 1.</p></div>',
        "COSC 1010|Introduction to Software|4|4|semester_hour|MATH 1.",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>EN.601.220.  Intermediate Programming.  4 Credits.</strong></p><p class="courseblockdesc">Teaches C.</p><p class="courseblockextra"><strong>Prerequisite(s): </strong>AS.250.205 OR EN.500.112</p><p class="courseblockextra"><strong>Area: </strong>Engineering</p></div>',
        "EN.601.220|Intermediate Programming|4|4|credit|AS.250.205 OR EN.500.112",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle noindent"><strong><span class="courseblockcode">COMP SCI/​E C E/​MATH 240</span> — DISCRETE MATH</strong></p><p class="courseblockcredits">3 credits.</p><p class="courseblockdesc noindent">Learn concepts.</p><div class="cb-extras"><p class="courseblockextra noindent clearfix"><span class="cbextra-label">Requisites:</span> <span class="cbextra-data">MATH 217</span></p><p class="courseblockextra noindent clearfix"><span class="cbextra-label">Course Designation:</span> <span class="cbextra-data">L&amp;S</span></p></div></div>',
        "COMP SCI/E C E/MATH 240|DISCRETE MATH|3|3|credit|MATH 217",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle noindent"><strong>CSCI 1200 (3) Introduction to Computational Thinking</strong></p><p class="courseblockdesc noindent">Teaches techniques.<br/>Requisites: Requires prerequisite course of CSCI 1000.<br/>Additional Information: Arts Sci Core</p></div>',
        "CSCI 1200|Introduction to Computational Thinking|3|3|None|Requires prerequisite course of CSCI 1000.",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle noindent"><strong>CMP_SC 1000:  Introduction to Computer Science</strong></p><p class="courseblockdesc noindent">Introduces it.</p><p class="courseblockextra noindent"><strong>Credit Hour:</strong> 1<br/><strong>Prerequisites:</strong> CMP_SC 50</p></div>',
        "CMP_SC 1000|Introduction to Computer Science|1|1|semester_hour|CMP_SC 50",
    ),
    (
        '<div class="courseblock"><h2 class="courseblocktitle">CSCE 110 Programming I</h2><p class="hours noindent"><strong>Credits 4. 3 Lecture Hours. 2 Lab Hours.</strong></p><p class="courseblockdesc">Basic concepts here.<br/><strong>Prerequisite: </strong>Grade of C or better in MATH 151.</p></div>',
        "CSCE 110|Programming I|4|4|credit|Grade of C or better in MATH 151.",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CS 100: Principles of Computing. 3 credits.</strong></p><p class="courseblockdesc">Broad-based. Limited to three attempts.</p><div class="courseextendedwrap"><p>Recommended Prerequisite: MATH 1</p><p><strong>Registration Restrictions:</strong> Students</p><p><strong>Schedule Type:</strong> Lecture</p></div></div>',
        "CS 100|Principles of Computing|3|3|credit|None",
    ),
    (
        '<div class="courseblock"><h3 class="cols noindent"><span class="text courseblockdetail detail-code margin--span"><b>ECS 010</b></span><span class="text courseblockdetail detail-title"><b>— Concepts of Computing</b></span><span class="text courseblockdetail detail-hours_html"><b>(4 units)</b></span></h3><p class="courseblockextra noindent"><em>Course Description:</em> Fundamental concepts of computing here.</p><p class="text courseblockdetail detail-prerequisite"><em>Prerequisite(s):</em> MAT 16</p><ul><li><em>Learning Activities:</em> Lecture 3</li></ul></div>',
        "ECS 010|Concepts of Computing|4|4|unit|MAT 16",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>COMS W1001 Introduction to Information Science.  <em>3.00 points</em>.</strong></p><div class="courseblockdesc"><p>Lect: 3. Basic introduction.</p></div></div>',
        "COMS W1001|Introduction to Information Science|3|3|None|None",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CSC 101 Introduction to Computing (Units: 3)</strong></p><p class="courseblockdesc">Prerequisites: MATH 60 and ENG 1. Ideas of computing are shown by example.</p></div>',
        "CSC 101|Introduction to Computing|3|3|unit|MATH 60 and ENG 1.",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle">AEC 122,  *INTRODUCTION TO CLIMATE,  3 Credits</p><p class="courseblockdesc">Ideas.</p><p class="courseblockextra"><strong>Attributes: </strong>CPST</p></div>',
        "AEC 122|INTRODUCTION TO CLIMATE|3|3|credit|None",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>ACCT-1011 Business Math</strong></p><p class="courseblock">3 Credits</p><p class="courseblockdesc">Text about business.</p></div>',
        "ACCT-1011|Business Math|3|3|credit|None",
    ),
    (
        '<div class="courseblock"><div class="cols noindent"><span class="text detail-ut_code"><strong>C S 301K</strong></span><span class="text detail-title"><strong>Foundations of Logical Thought</strong></span><span class="text detail-hours_html"><strong>3 Hours</strong></span></div><p class="courseblockextra noindent">Introductory logic in the context of computing, sixty characters and more of text.</p></div>',
        "C S 301K|Foundations of Logical Thought|3|3|semester_hour|None",
    ),
    (
        '<div class="courseblock"><div class="cols noindent"><span class="text detail-code"><strong>LMP 101</strong></span><span class="text detail-title"><strong>Wicks</strong></span><span class="text detail-credit_hours"><strong>3-4</strong></span></div><p class="courseblockextra noindent">From cotton to flame, in more than sixty characters of description text.</p><span class="detail-contact_hours">5</span></div>',
        "LMP 101|Wicks|3|4|None|None",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CS 2334. Programming Structures. 4 Credit Hours (3 Lecture, 1 Lab).</strong></p><p class="courseblockdesc">x y z.</p></div>',
        "CS 2334|Programming Structures|4|4|semester_hour|None",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CS 490. Special Topics: AI, ML. Variable 1-6 Units.</strong></p><p class="courseblockdesc">x y z.</p></div>',
        "CS 490|Special Topics: AI, ML|1|6|unit|None",
    ),
    (
        '<div class="courseblock"><p class="courseblocktitle"><strong>CS&#160;699 Thesis, 0-9 cr</strong></p><p class="courseblockdesc">x y z.</p></div>',
        "CS 699|Thesis|0|9|credit|None",
    ),
]


@pytest.mark.parametrize(
    ("block", "expected"), BLOCKS, ids=[parts.split("|")[0] for _, parts in BLOCKS]
)
def test_a_block_gives_its_parts(block: str, expected: str) -> None:
    body = f'<html><body><div id="textcontainer">{block}</div></body></html>'
    (record,) = courseleaf.read(Page("https://catalog.example.edu/x/", body.encode()))
    row = parse(record.fields)
    parts = [
        row.get("code"),
        record.title,
        *(
            row.get(name)
            for name in ("credits_min", "credits_max", "credit_unit", "prerequisites_text")
        ),
    ]
    assert (
        "|".join(f"{part:g}" if isinstance(part, float) else str(part) for part in parts)
        == expected
    )
    assert row.get("description")


def test_a_bubble_s_answer_gives_its_course_and_an_empty_one_none() -> None:
    inside = '<p class="courseblocktitle"><strong>EEL 9135 Signals <span class="credits">4 Credits</span></strong></p><p class="courseblockdesc">Signals in time.</p>'
    answer = f'<?xml version="1.0"?><courseinfo><course code="EEL 9135"><![CDATA[{inside}]]></course></courseinfo>'
    (record,) = courseleaf.read(
        Page("https://catalog.example.edu/ribbit/", answer.encode(), "text/xml")
    )
    assert (record.title, record.fields["code"], parse(record.fields)["credits_min"]) == (
        "Signals",
        "EEL 9135",
        4,
    )
    assert (
        list(
            courseleaf.read(
                Page(
                    "https://catalog.example.edu/ribbit/",
                    b'<?xml version="1.0"?><courseinfo/>',
                    "text/xml",
                )
            )
        )
        == []
    )


def test_a_block_that_nobody_closes_does_not_take_the_words_of_the_next() -> None:
    block = '<div class="courseblock"><p class="courseblocktitle"><strong>CS {0}. Lamp {0}. 3 Hours.</strong></p><p class="courseblockextra">Prerequisite: CS {0}0</p><p class="courseblockdesc">About lamp {0}.</p>'
    body = f"<html><body>{block.format(1)}{block.format(2)}</body></html>"
    records = list(courseleaf.read(Page("https://catalog.example.edu/courses/", body.encode())))
    assert [(each.fields["code"], each.fields["description"]) for each in records] == [
        ("CS 1", "About lamp 1."),
        ("CS 2", "About lamp 2."),
    ]
    assert [each.fields["prerequisites_text"] for each in records] == ["CS 10", "CS 20"]


def test_a_short_sentence_without_a_label_is_the_description_and_a_note_is_not() -> None:
    block = (
        '<div class="courseblock"><h3><span class="text detail-code"><strong>LMP 101</strong></span>'
        '<span class="text detail-title"><strong>Wicks</strong></span>'
        '<span class="text detail-coursehours"><strong>(1-3 cr.)</strong></span></h3>'
        '<p class="courseblockextra noindent">{}</p></div>'
    )
    for line, expected in (
        ("Cotton, flax and the flames they bear.", "Cotton, flax and the flames they bear."),
        ("Offered in the fall of even years.", None),
    ):
        body = f"<html><body>{block.format(line)}</body></html>".encode()
        (record,) = courseleaf.read(Page("https://lamps.example.edu/courses/", body))
        assert record.fields.get("description") == expected
