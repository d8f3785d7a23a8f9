"""The markup that the sample pages of CourseLeaf's catalogs share, as its templates print it."""


def frame(title: str, body: str, edition: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} &lt; Catalog</title><link href="/courseleaf/courseleaf.css" rel="stylesheet"></head><body>'
        f'<div id="site-title"><h1>University Catalog</h1></div><div id="edition">{edition} Edition</div>'
        f'<div id="contentarea"><div id="page-title"><h1>{title}</h1></div>{body}</div></body></html>'
    )


def code_link(code: str) -> str:
    return f'<a href="/search/?P={code.replace(" ", "%20")}" title="{code}" class="bubblelink code" onclick="return showCourse(this, \'{code}\');">{code.replace(" ", "&nbsp;")}</a>'


def row(code: str, title: str, hours: str, kind: str = "even", option: bool = False) -> str:
    inner = f'<div class="blockindent">{code_link(code)}</div>' if option else code_link(code)
    return f'<tr class="{kind}"><td class="codecol">{inner}</td><td>{title}</td><td class="hourscol">{"" if option else hours}</td></tr>'


def area(title: str) -> str:
    return f'<tr class="even areaheader"><td colspan="2"><span class="courselistcomment areaheader">{title}</span></td><td class="hourscol"></td></tr>'


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
