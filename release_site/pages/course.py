"""The page of a course: what it is, what it needs, what needs it, and which programs list it."""

from collections.abc import Mapping
from typing import Any

from courseatlas.linked_data import schema_org_course
from release_site.contents import SiteContents
from release_site.frame import SiteFrame, SitePage
from release_site.pages.record import named_records, record_view
from release_site.prerequisite_tree import prerequisite_groups


def course_page(row: Mapping[str, Any], contents: SiteContents, frame: SiteFrame) -> SitePage:
    """The page of a row of `courses`."""
    record = contents.briefs[row["id"]]
    needed_by = [link["course_id"] for link in contents.needed_by.of(record.id)]
    return frame.page(
        "course.html.j2",
        record.address,
        prerequisites=prerequisite_groups(contents.prerequisites.of(record.id)),
        needed_by=named_records(needed_by, contents),
        programs=_programs(record.id, contents),
        briefs=contents.briefs,
        linked_data=schema_org_course(row, contents.providers.get(record.provider_id)),
        **record_view(row, record, contents),
    )


def _programs(course_id: str, contents: SiteContents) -> list[dict[str, Any]]:
    """The programs that list a course, each once, and how the first mention of it is meant."""
    mentions = {
        row["program_id"]: row for row in reversed(contents.programs_of_course.of(course_id))
    }
    return [
        {
            "program": contents.briefs[program_id],
            "role": mentions[program_id]["role"],
            "group": mentions[program_id]["group_title"],
        }
        for program_id in reversed(mentions)
        if program_id in contents.briefs
    ]
