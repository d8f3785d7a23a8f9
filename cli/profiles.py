"""`courseatlas profiles`: the professions whose education the release is related to."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import ExampleGroup, output_option

if TYPE_CHECKING:
    from courseatlas.profiles import Profile


@click.group(cls=ExampleGroup, example="profiles show machine-learning-engineer")
def command() -> None:
    """Check and show the profession profiles, or begin a new one."""


@command.command(example="profiles check")
@output_option
def check(output: Path) -> int:
    """Check every profile, and its rules against the last release where there is one.

    A rule that can match nothing is an error with its line. A rule that matches nothing in the
    release, or more than 5 % of its rows, is a warning.
    """
    profiles = _profiles()
    for warning in _warnings(profiles, output):
        print(f"warning: {warning}")
    names = ", ".join(f"{each.id} ({len(each.recommendations)})" for each in profiles)
    print(f"{len(profiles)} profiles are valid: {names}")
    return 0


@command.command(example="profiles show deepfake-professional")
@click.argument("profile_id", metavar="ID")
@output_option
def show(profile_id: str, output: Path) -> int:
    """Print what a profile recommends, for whom, and what the last release has of it."""
    from courseatlas.errors import UsageError
    from courseatlas.releases import latest

    profile = next((each for each in _profiles() if each.id == profile_id), None)
    if profile is None:
        names = ", ".join(each.id for each in _profiles())
        raise UsageError(f"profiles show: no profile {profile_id}; there is: {names}")
    release = latest(output)
    links = release.rows("profile_links") if release else []
    statuses = {
        link["recommendation_id"]: link["status"]
        for link in links
        if link["profile_id"] == profile.id
    }
    for section in profile.sections:
        print(section.title)
        for each in profile.recommendations:
            if each.section == section.id:
                status = statuses.get(each.id, "-")
                print(f"  {each.id:<28} {status:<12} {each.audience:<15} {each.text}")
    return 0


@command.command(example="profiles new example")
@click.argument("profile_id", metavar="ID")
def new(profile_id: str) -> int:
    """Write the first file of a new profile."""
    from courseatlas import paths
    from courseatlas.profile_scaffold import new_profile

    print(new_profile(paths.PROFILES, profile_id))
    return 0


def _profiles() -> "tuple[Profile, ...]":
    from courseatlas import paths, profiles, sources
    from spiders import platforms

    return profiles.load_all(paths.PROFILES, sources.load_all(paths.SOURCES, platforms.names()))


def _warnings(profiles: "tuple[Profile, ...]", output: Path) -> list[str]:
    """What the rules find in the last release, as far as it is worth a look."""
    from courseatlas.releases import latest
    from pipelines.profile_links import profile_links, rules_without_match

    release = latest(output)
    if release is None:
        return []
    tables = {**release.record_tables}
    sources = set(release.manifest["sources"])
    linked = profile_links(profiles, tables, release.table("program_courses"), sources)
    found = [*rules_without_match(profiles, linked.links), *linked.broad]
    return [f"{profile}: {sentence}" for profile, sentence in found]
