"""Banner 9's course search, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.page.form import Form
from spiders.platforms import banner9, recognise
from spiders.platforms.banner9.details import detail_of


def test_banner_keeps_a_whole_description_and_drops_one_cut_short() -> None:
    row = {
        "subjectCode": "CS",
        "courseNumber": "6999",
        "courseTitle": "Seeing &amp; Hearing",
        "creditHourLow": 1,
        "creditHourHigh": 4,
        "courseDescription": "x" * 100,
    }
    url = "https://banner.example.edu/courseSearchResults?pageOffset=0&pageMaxSize=2"
    answer = {
        "success": True,
        "totalCount": 3,
        "pageOffset": 0,
        "data": [row, row | {"courseNumber": "7999", "courseDescription": "Pixels."}],
    }
    page = Page(url, json.dumps(answer).encode(), "application/json")
    cut, whole = banner9.read(page)
    assert recognise(page) == "banner9"
    assert "description" not in cut.fields and whole.fields["description"] == "Pixels."
    assert (cut.title, cut.fields["credits_min"], cut.fields["credits_max"]) == (
        "Seeing & Hearing",
        1,
        4,
    )
    following = "https://banner.example.edu/courseSearchResults?pageOffset=2&pageMaxSize=2"
    assert list(banner9.next_pages(page)) == [following]
    last = Page(url, json.dumps(answer | {"totalCount": 2}).encode())
    assert list(banner9.next_pages(last)) == []


SECTION = {
    "subject": "ICS",
    "subjectCourse": "ICS1110",
    "subjectDescription": "Information &amp; Lamps",
    "courseNumber": "1110",
    "courseDisplay": "111",
    "courseTitle": "Lamps at Work",
    "termDesc": "Fall 2026",
    "creditHours": None,
    "creditHourLow": 4,
    "creditHourHigh": None,
    "faculty": [{"displayName": "Byron, Ada"}],
}


def sections(*changes: dict[str, object]) -> Page:
    answer = {"success": True, "totalCount": 9, "data": [SECTION | change for change in changes]}
    url = "https://banner.example.edu/StudentRegistrationSsb/ssb/searchResults/searchResults"
    return Page(url, json.dumps(answer).encode(), "application/json")


def test_the_sections_of_a_course_are_one_record_under_the_displayed_number() -> None:
    page = sections(
        {"courseTitle": "Lamps at Work (HON)"},
        {"faculty": []},
        {"creditHourLow": 0, "faculty": [{"displayName": "Bell, Mary"}]},
        {"courseTitle": "CANCELLED"},
        {"courseDisplay": None, "courseNumber": "2110", "termDesc": "Spring 2027"},
    )
    assert recognise(page) == "banner9"
    first, second = banner9.read(page)
    assert (first.key, first.title, first.fields["code"]) == ("ICS-111", "Lamps at Work", "ICS 111")
    assert first.fields["subject"] == "Information & Lamps"
    assert first.fields["instructors"] == ["Byron, Ada", "Bell, Mary"]
    assert (first.fields["credits_min"], first.fields["credits_max"]) == (4, 4)
    assert (second.key, second.fields["edition"]) == ("ICS-2110", "Spring 2027")


def test_sections_of_different_credit_state_none_for_the_course() -> None:
    (course,) = banner9.read(sections({}, {"creditHourLow": 3}))
    assert "credits_min" not in course.fields


DETAILS = Page(
    "https://banner.example.edu/StudentRegistrationSsb/ssb/searchResults/getClassDetails",
    b'<section aria-labelledby="classDetails"><span class="status-bold">Associated Term:</span>Fall 2026 <br/>'
    b'<span class="status-bold">CRN:</span><span id="courseReferenceNumber">7</span><br/>'
    b'<span class="status-bold">Instructional Method:</span>\n In Person<br/>'
    b'<span class="status-bold">Subject:</span><span id="subject">Lamps &amp; Light</span><br/>'
    b'<span class="status-bold">Course Number:</span><span id="courseNumber" style="display:none;">1110</span>'
    b'<span id="courseDisplay">111</span><br/><span class="status-bold">Title:</span><span id="courseTitle">Lamps at Work</span><br/>'
    b'<span class="status-bold">Credit Hours:</span>\n 4\n <br></section>',
)


def test_class_details_give_the_displayed_number_and_no_code_that_they_do_not_print() -> None:
    (course,) = banner9.read(DETAILS)
    row = parse(course.fields)
    assert (course.key, course.title) == ("Lamps-&-Light-111", "Lamps at Work")
    assert "code" not in row and row["subject"] == "Lamps & Light"
    assert (row["credits_min"], row["delivery"], row["edition"]) == (4, "in_person", "Fall 2026")
    assert list(banner9.next_pages(DETAILS)) == []


EXAMPLES = [
    sections({}),
    DETAILS,
    Page(
        "https://banner.example.edu/courseSearchResults?pageOffset=0",
        b'{"data": [{"courseTitle": "Seeing", "creditHourLow": 1, "subjectCode": "CS"}]}',
        "application/json",
    ),
]


SSB = "https://banner.example.edu/StudentRegistrationSsb/ssb"


@pytest.mark.parametrize(
    ("address", "posted"),
    [
        ("searchResults/searchResults?txt_subject=CS&txt_term=202710", "term/search?mode=search"),
        ("courseSearchResults/courseSearchResults?txt_subject=CS&txt_term=202710", "term/search?mode=courseSearch"),
        ("classSearch/get_subject?searchTerm=&term=202710&offset=1&max=500", "term/search?mode=search"),
        ("courseSearch/get_subject?term=202710", "term/search?mode=courseSearch"),
        ("classSearch/getTerms?searchTerm=&offset=1&max=10", None),
        ("searchResults/searchResults?txt_subject=CS", None),
        ("searchResults/getClassDetails?term=202710", None),
    ],
)  # fmt: skip
def test_a_search_and_a_list_of_subjects_need_the_choice_of_a_term(
    address: str, posted: str | None
) -> None:
    form = banner9.session_form(f"{SSB}/{address}")
    assert form == (Form(f"{SSB}/{posted}", (("term", "202710"),)) if posted else None)


def listed(path: str, *codes: str) -> list[str]:
    body = json.dumps([{"code": code, "description": "x"} for code in codes])
    page = Page(f"{SSB}/{path}", body.encode(), "application/json")
    return [link.url.removeprefix(f"{SSB}/") for link in banner9.links(page)]


def test_terms_lead_to_subjects_and_subjects_to_searches() -> None:
    assert listed("courseSearch/getTerms?offset=1", "202710", "202640") == [
        "courseSearch/get_subject?searchTerm=&term=202710&offset=1&max=500"
    ]
    assert listed("classSearch/get_subject?term=202710", "CS", "A&S") == [
        "searchResults/searchResults?txt_subject=CS&txt_term=202710&pageOffset=0&pageMaxSize=500",
        "searchResults/searchResults?txt_subject=A%26S&txt_term=202710&pageOffset=0&pageMaxSize=500",
        "courseSearch/get_subject?term=202710",
    ]
    # lists of lists go first: the courses are the whole catalog
    page = Page(f"{SSB}/classSearch/get_subject?term=202710", b'[{"code": "CS"}]')
    assert [link.reason for link in banner9.links(page)] == ["course_list", "edition"]
    assert listed("courseSearch/get_subject?term=202710", "CS") == [
        "courseSearchResults/courseSearchResults?txt_subject=CS&txt_term=202710&pageOffset=0&pageMaxSize=500"
    ]
    assert listed("searchResults/searchResults?txt_subject=CS", "CS") == []


@pytest.mark.parametrize(
    ("terms", "newest"),
    [
        (["Spring 2027 Extension", "Spring 2027 (View Only)", "Fall 2026"], 1),
        (["Continuing Education 2027", "2026-27 Winter Quarter"], 1),
        (["Fall 2026 - North", "Fall 2026 - South"], 0),
    ],
)
def test_the_newest_term_is_one_for_all_students(terms: list[str], newest: int) -> None:
    rows = [{"code": str(place), "description": words} for place, words in enumerate(terms)]
    page = Page(f"{SSB}/classSearch/getTerms", json.dumps(rows).encode(), "application/json")
    (link,) = banner9.links(page)
    assert f"term={newest}&" in link.url


def test_the_page_that_asks_for_a_term_is_known_by_the_token_of_its_searches() -> None:
    body = b'<html><meta name="synchronizerToken" content="t"><h1>Select a Term</h1></html>'
    assert recognise(Page(f"{SSB}/term/termSelection?mode=search", body, "text/html")) == "banner9"
    assert recognise(Page("https://news.example.edu/", body, "text/html")) is None


def test_an_answer_outside_a_session_is_unreadable() -> None:
    page = Page(f"{SSB}/searchResults/searchResults", b'{"success": false, "data": null}')
    with pytest.raises(Unreadable, match="chose a term"):
        list(banner9.read(page))


def searched(*rows: dict[str, object]) -> list[tuple[str, str]]:
    """The kinds and codes of the details that a search of courses leads to."""
    row = {"subjectCode": "CS", "courseNumber": "6140", "subjectDescription": "Computer Science"}
    url = f"{SSB}/courseSearchResults/courseSearchResults?txt_subject=CS&txt_term=202710"
    body = json.dumps({"success": True, "data": [row | each for each in rows]}).encode()
    links = list(banner9.links(Page(url, body, "application/json")))
    assert all("?txt_subject=CS&txt_term=202710&" in link.url for link in links)
    details = [detail_of(link.url) for link in links]
    return [(detail.kind, detail.code) for detail in details if detail]


ALL = [
    (kind, "CS 6140") for kind in ("getCourseDescription", "getPrerequisites", "getCorequisites")
]
CUT = "Surveys what machines learn from lamps, from ships and from the sea, by day and also by night, and "


@pytest.mark.parametrize(
    ("title", "description", "details"),
    [
        ("Machine Learning", CUT, ALL),
        ("Machine Learning", None, ALL),
        ("Machine Learning", "A whole description.", ALL[1:]),
        ("Data Mining &amp; Lamps", CUT, ALL),
        ("Special Topics", "Neural networks, deep learning and " + "x" * 65, ALL),
        ("Whale Oil in History", "Tells of whales and " + "x" * 80, []),
        ("CANCELLED", CUT, []),
    ],
)
def test_a_search_leads_to_the_details_of_courses_that_border_on_ai(
    title: str, description: str | None, details: list[tuple[str, str]]
) -> None:
    assert searched({"courseTitle": title, "courseDescription": description}) == details


def test_a_cut_is_measured_before_entities_are_decoded() -> None:
    printed = "Lamps &amp; light " * 5 + "and what they"
    row = {"subjectCode": "CS", "courseNumber": "1", "courseTitle": "Lamps", "creditHourLow": 1}
    body = json.dumps({"data": [row | {"courseDescription": printed.ljust(100, "x")}]}).encode()
    (course,) = banner9.read(Page(f"{SSB}/courseSearchResults/courseSearchResults", body))
    assert "description" not in course.fields


def detail(kind: str, markup: str) -> Page:
    address = (
        f"{SSB}/courseSearchResults/{kind}?txt_subject=CS&txt_term=202710&txt_courseNumber=6140"
        "&code=CS+6140&title=Machine+Learning&subjectName=Computer+Science"
    )
    return Page(address, markup.encode())


def test_a_detail_is_posted_within_the_session_of_its_search() -> None:
    url = detail("getPrerequisites", "").url
    assert banner9.posted_body(url) == "term=202710&subjectCode=CS&courseNumber=6140"
    form = Form(f"{SSB}/term/search?mode=courseSearch", (("term", "202710"),))
    assert banner9.session_form(url) == form
    assert banner9.supplement(url) == "getPrerequisites"
    search = f"{SSB}/courseSearchResults/courseSearchResults?txt_subject=CS&txt_term=202710"
    assert banner9.posted_body(search) is None and banner9.supplement(search) is None


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (
            '<section aria-labelledby="courseDescription"> Sees &amp;amp; hears. </section>',
            "Sees & hears.",
        ),
        (
            "&lt;section aria-labelledby=&quot;courseDescription&quot;&gt; p &amp;lt; 0.05, by Zo&amp;euml; &lt;/section&gt;",
            "p < 0.05, by Zoë",
        ),
        (
            '<section aria-labelledby="courseDescription">Learns.&lt;br&gt;Acts.</section>',
            "Learns.\nActs.",
        ),
        (
            '<section aria-labelledby="courseDescription">No course description is available.</section>',
            None,
        ),
        ("<html><title>Sign in</title><body>Password</body></html>", None),
        ("", None),
    ],
)
def test_a_description_is_decoded_and_is_of_the_course_of_its_address(
    markup: str, description: str | None
) -> None:
    page = detail("getCourseDescription", markup)
    assert list(banner9.links(page)) == []
    courses = list(banner9.read(page))
    assert [course.fields["description"] for course in courses] == [description] * len(courses)
    assert len(courses) == (description is not None)
    for course in courses:
        assert (course.key, course.title) == ("CS-6140", "Machine Learning")
        assert course.fields["subject"] == "Computer Science"


def table(*rows: str) -> str:
    """A table of prerequisites; the cells of a row are divided by bars."""
    heads = ["And/Or", "", "Test", "Score", "Subject", "Course Number", "Level", "Grade", ""]
    body = "".join(
        f"<tr>{''.join(f'<td> {cell} </td>' for cell in row.split('|'))}</tr>" for row in rows
    )
    head = "".join(f"<th>{each}</th>" for each in heads)
    return (
        '<section aria-labelledby="preReqs"><h3>Catalog Prerequisites</h3><table class="basePreqTable">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></section>"
    )


@pytest.mark.parametrize(
    ("rows", "prerequisites"),
    [
        (
            ["||||Computer Science|2213|Undergraduate|D|", "And||||Mathematics|2914|||"],
            "CS 2213 and Mathematics 2914",
        ),
        (
            ["||||Lamps &amp; Light|1103||D-|", "Or||Graduate Admission|REQ|||||"],
            "Lamps & Light 1103 or Graduate Admission REQ",
        ),
        (
            [
                "|(|||||||",
                "|(|||Computer Science|2317||C-|",
                "Or||||Computer Science|2313||C-|)",
                "And|(|||Lamps|3401||C-|",
                "Or||||Lamps|3421||C-|)",
                "||||||||)",
                "Or||Graduate Admission|REQ|||||",
            ],
            "((CS 2317 or CS 2313) and (Lamps 3401 or Lamps 3421)) or Graduate Admission REQ",
        ),
    ],
)
def test_a_table_of_prerequisites_is_a_line_in_the_words_of_the_page(
    rows: list[str], prerequisites: str
) -> None:
    (course,) = banner9.read(detail("getPrerequisites", table(*rows)))
    assert course.fields["prerequisites_text"] == prerequisites


def test_a_course_without_prerequisites_gives_no_record() -> None:
    markup = '<section aria-labelledby="preReqs"><h3>Catalog Prerequisites</h3> No prerequisite information available.</section>'
    assert list(banner9.read(detail("getPrerequisites", markup))) == []


def test_corequisites_are_the_courses_of_a_table() -> None:
    rows = [("Computer Science", "6141", "Laboratory"), ("Lamps", "7", "Light")]
    cells = "".join(f"<tr>{''.join(f'<td> {cell} </td>' for cell in row)}</tr>" for row in rows)
    heads = "<tr><th>Subject</th><th>Course Number</th><th>Title</th></tr>"
    markup = f'<table class="basePreqTable"><thead>{heads}</thead><tbody>{cells}</tbody></table>'
    page = detail("getCorequisites", f'<section aria-labelledby="coReqs">{markup}</section>')
    (course,) = banner9.read(page)
    assert course.fields["corequisites_text"] == "CS 6141, Lamps 7"
    none = (
        '<section aria-labelledby="coReqs">No corequisite course information available.</section>'
    )
    assert list(banner9.read(detail("getCorequisites", none))) == []


def test_details_are_known_by_their_section() -> None:
    assert recognise(detail("getPrerequisites", table())) == "banner9"
