"""The joins that everyone needs, as views in SQL that DuckDB and SQLite both read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """A view over the tables of a release: its name, what a row of it is, and its SELECT."""

    name: str
    meaning: str
    select: str
    tables: tuple[str, ...]


VIEWS = (
    View(
        "courses_with_providers",
        "One row per course, with the name, type and country of its provider.",
        "SELECT courses.*, providers.name AS provider_name, providers.provider_type, "
        "providers.country AS provider_country "
        "FROM courses JOIN providers ON providers.provider_id = courses.provider_id",
        ("courses", "providers"),
    ),
    View(
        "programs_with_required_courses",
        "One row per course that a program requires, with the title and page of both.",
        "SELECT programs.id AS program_id, programs.title AS program_title, "
        "programs.provider_id, programs.credential_type, program_courses.position, "
        "program_courses.course_code, program_courses.course_title, "
        "program_courses.course_id, courses.url AS course_url "
        "FROM program_courses "
        "JOIN programs ON programs.id = program_courses.program_id "
        "LEFT JOIN courses ON courses.id = program_courses.course_id "
        "WHERE program_courses.role = 'required'",
        ("programs", "program_courses", "courses"),
    ),
    View(
        "profile_with_records",
        "One row per recommendation of a profile and record that meets it, with title and page.",
        "SELECT profile_links.*, records.title AS record_title, records.url AS record_url, "
        "records.source_id AS record_source_id "
        "FROM profile_links LEFT JOIN ("
        "SELECT id, title, url, source_id FROM courses "
        "UNION ALL SELECT id, title, url, source_id FROM programs "
        "UNION ALL SELECT id, title, url, source_id FROM events"
        ") AS records ON records.id = profile_links.record_id",
        ("profile_links", "courses", "programs", "events"),
    ),
)
