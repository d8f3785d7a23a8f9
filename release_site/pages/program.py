"""The page of a program: what it is, what it asks for, and which topics its courses have."""

from collections.abc import Mapping
from typing import Any

from courseatlas.linked_data import schema_org_program
from courseatlas.requirements.asked import role_of_components
from release_site.addresses import topic_page
from release_site.contents import SiteContents
from release_site.frame import SiteFrame, SitePage
from release_site.pages.record import record_view
from release_site.requirement_tree import range_words, requirement_groups


def program_page(row: Mapping[str, Any], contents: SiteContents, frame: SiteFrame) -> SitePage:
    """The page of a row of `programs`."""
    record = contents.briefs[row["id"]]
    rows = contents.program_courses.of(record.id)
    components = role_of_components(row["credential_type"])
    return frame.page(
        "program.html.j2",
        record.address,
        groups=list(requirement_groups(rows, components)),
        listed=len(rows),
        briefs=contents.briefs,
        range_words=range_words,
        counted_topics=_topics(record.id, contents),
        linked_data=schema_org_program(row, contents.providers.get(record.provider_id), rows),
        **record_view(row, record, contents),
    )


def _topics(program_id: str, contents: SiteContents) -> list[dict[str, Any]]:
    """How many courses of the program have each topic, the most frequent first."""
    counted: dict[str, dict[str, int]] = {}
    for row in contents.program_topics.of(program_id):
        counted.setdefault(row["topic"], {})[row["role"]] = row["courses"]
    ordered = sorted(counted.items(), key=lambda topic: (-sum(topic[1].values()), topic[0]))
    return [
        {
            "address": topic_page(topic),
            "title": contents.topic_title(topic),
            "required": by_role.get("required", 0),
            "elective": by_role.get("elective", 0),
        }
        for topic, by_role in ordered
    ]
