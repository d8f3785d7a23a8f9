"""The catalog of a Banner 8 registration: its home page, the forms of terms and subjects, the answers."""

from tests.support.sites.mirrors import traps
from tests.support.sites.server import Site

SUBJECTS = {
    "LMP": (
        "Lamp Science",
        {"LMP 101": "Wicks and Flames", "LMP 210": "Machine Learning of Lamps"},
    ),
    "OIL": ("Oil", {"OIL 150": "Whale Oil in History"}),
    "E&L": ("Ether & Light", {"E&L 300": "Neural Networks of Ether"}),
    "TAR": ("Tar", {}),
}
# those of which the details, with their prerequisites, are asked for
ABOUT_AI = ("LMP 210", "E&L 300")
COURSES = {code: title for _, courses in SUBJECTS.values() for code, title in courses.items()}
BASE = "/PROD"
DUMMIES = "".join(f"&{name}=dummy" for name in ("sel_subj", "sel_levl", "sel_schd", "sel_attr"))
_NONE = "No courses were found that meet your search criteria"


def put(site: Site) -> None:
    site.page(
        "/",
        f'<html><body>{traps.LINKS}<a href="{BASE}/twbkwbis.P_WWWLogin">Enter secure area</a><a href="{BASE}/bwckschd.p_disp_dyn_sched">Class Schedule</a><a href="{BASE}/bwckctlg.p_disp_dyn_ctlg">Course Catalog</a></body></html>',
    )
    terms = '<OPTION VALUE="">None<OPTION VALUE="999999">Do Not Use 2099<OPTION VALUE="202710">Spring 2027<OPTION VALUE="202640">Fall 2026'
    form = f'<form action="{BASE}/bwckctlg.p_disp_cat_term_date" method="post"><input type="hidden" name="call_proc_in" value="bwckctlg.p_disp_dyn_ctlg" /><SELECT NAME="cat_term_in" SIZE="1" ID="term_input_id">{terms}</SELECT><input type="submit" value="Submit"></form>'
    site.page(f"{BASE}/bwckctlg.p_disp_dyn_ctlg", _frame("Catalog Term", form))
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="dummy" />'
        for name in ("sel_subj", "sel_levl", "sel_schd", "sel_attr")
    )
    subjects = "".join(
        f'<OPTION VALUE="{code.replace("&", "&amp;")}">{name}</OPTION>'
        for code, (name, _) in SUBJECTS.items()
    )
    search = f"""<form action="{BASE}/bwckctlg.p_display_courses" method="post"><input type="hidden" name="term_in" value="202710" />
<input type="hidden" name="call_proc_in" value="bwckctlg.p_disp_dyn_ctlg" />{hidden}<select name="sel_subj" size="3" MULTIPLE ID="subj_id">{subjects}</select>
<input type="text" name="sel_crse_strt" size="6"><input type="text" name="sel_crse_end" size="6">
<select name="sel_levl" size="3" MULTIPLE><OPTION VALUE="%" SELECTED>All</OPTION><OPTION VALUE="UG">Undergraduate</OPTION></select><input type="reset" value="Reset"></form>"""
    site.page(
        f"{BASE}/bwckctlg.p_disp_cat_term_date?call_proc_in=bwckctlg.p_disp_dyn_ctlg&cat_term_in=202710",
        _frame("Course Catalog Search", search),
    )
    for code, (_, courses) in SUBJECTS.items():
        chosen = code.replace("&", "%26")
        path = f"{BASE}/bwckctlg.p_display_courses?term_in=202710&call_proc_in=bwckctlg.p_disp_dyn_ctlg{DUMMIES}&sel_subj={chosen}&sel_crse_strt=&sel_crse_end=&sel_levl=%25"
        rows = "".join(map(_entry, courses.items())) or _NONE
        site.page(
            path,
            _frame(
                "Catalog Entries",
                f'<TABLE CLASS="datadisplaytable" SUMMARY="This table lists all course detail for the selected term." WIDTH="100%">{rows}</TABLE>',
            ),
        )

    for code in ABOUT_AI:
        entry = _entry((code, COURSES[code]))
        label = '<SPAN class="fieldlabeltext">Prerequisites: </SPAN><BR>LMP 101<BR>'
        whole = f"{entry.removesuffix('</TD></TR>')}{label}</TD></TR>"
        site.page(
            f"{BASE}/bwckctlg.p_disp_course_detail?{_where(code)}",
            _frame(
                "Detailed Course Information",
                f'<TABLE CLASS="datadisplaytable">{whole}</TABLE>',
            ),
        )


def _frame(title: str, body: str) -> str:
    return f'<HTML><head><title>{title}</title></head><body><div class="staticheaders">Spring 2027<br></div><a href="{BASE}/twbkwbis.P_WWWLogin">Exit</a><div class="pagebodydiv">{body}</div><span class="releasetext">Release: 8.7.2</span></body></HTML>'


def _where(code: str) -> str:
    subject, number = code.split()
    return f"cat_term_in=202710&subj_code_in={subject.replace('&', '%26')}&crse_numb_in={number}"


def _entry(course: tuple[str, str]) -> str:
    code, title = course
    subject, number = code.split()
    where = _where(code)
    return f"""<TR><TD CLASS="nttitle" scope="colgroup"><A HREF="{BASE}/bwckctlg.p_disp_course_detail?{where}">{code.replace("&", "&amp;")} - {title}</A></TD></TR>
<TR><TD CLASS="ntdefault">What {title.lower()} are made of.<BR>    3.000 Credit hours<BR>    3.000   Lecture hours<BR><BR><SPAN class="fieldlabeltext">Levels: </SPAN>Undergraduate <BR>
<SPAN class="fieldlabeltext">Schedule Types: </SPAN><A HREF="{BASE}/bwckctlg.p_disp_listcrse?term_in=202710&amp;subj_in={subject}&amp;crse_in={number}&amp;schd_in=LEC">Lecture</A> <BR><BR>{subject} Department<BR></TD></TR>"""
