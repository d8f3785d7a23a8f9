"""The commands of the morning say what is wrong with what they were asked, in one line, and nothing of theirs drives a terminal."""

import pytest

from tests.support.project import Project
from tests.support.sites import catalog

ASKED = {
    ("quarantine", "--source", "nope"): (
        2,
        "--source nope: run {run} has no such source; it has example",
    ),
    ("pages", "--source", "nope"): (
        2,
        "--source nope: run {run} has no such source; it has example",
    ),
    ("pages", "--outcome", "lost"): (
        2,
        "--outcome lost: no such outcome; there is: record, listing,",
    ),
    ("pages", "--run", "nope"): (1, "no run nope; the last ones are {run}"),
    ("pages", "show", "https://nowhere.example/"): (1, "https://nowhere.example/: no archive of"),
    ("report", "nope"): (1, "no run nope; the last ones are {run}"),
    ("replay", "--source", "nope"): (
        2,
        "--source nope: no run of {output} knows this source; they read example",
    ),
    ("refresh", "--accept", "nope"): (2, "--accept nope: no such source; there is: "),
    ("releases", "diff", "a", "b"): (1, "no release a; there is: "),
}


def test_each_wrong_question_is_answered_in_one_line_that_says_what_to_do(project: Project) -> None:
    catalog.put(project.site, 1)
    assert project.refresh().returncode == 0
    (run,) = [path.name for path in (project.output / "runs").iterdir()]
    for asked, (status, message) in ASKED.items():
        done = project.run(*asked)
        assert done.returncode == status and not done.stdout, (asked, done.stdout, done.stderr)
        (line,) = done.stderr.splitlines()
        assert message.format(run=run, output=project.output) in line, asked


@pytest.mark.parametrize("command", ["quarantine", "pages", "report"])
def test_an_empty_output_folder_is_told_and_what_makes_a_run(
    project: Project, command: str
) -> None:
    done = project.run(command)
    assert (
        done.returncode == 1
        and "make one with courseatlas refresh" in done.stderr
        and len(done.stderr.splitlines()) == 1
    )


def test_a_page_s_control_characters_do_not_reach_the_terminal(project: Project) -> None:
    catalog.put(project.site, 2)
    text = catalog.subject_page(0) + "<!-- \x1b]0;owned\x07 \u202e -->"
    project.site.page("/courses/s0/", text, headers={"X-Note": "\x1b[2Jgone"})
    project.site.replies["/courses/s1/"].status = 503
    assert project.refresh().returncode == 0
    shown = project.run("pages", "show", f"{project.site.url}/courses/s0/").stdout
    assert (
        "]0;owned" in shown
        and "X-Note: [2Jgone" in shown
        and not {"\x1b", "\x07", "\u202e"} & set(shown)
    )
    assert (
        "\x1b]0;owned\x07"
        in project.run("pages", "show", f"{project.site.url}/courses/s0/", "--body").stdout
    )
    assert "/courses/s1/" in project.run("pages", "--outcome", "error:http_503").stdout
    assert project.run("pages", "--outcome", "error:http_404").stdout == ""


def test_a_huge_row_of_the_quarantine_is_whole_for_machines_and_short_for_people(
    project: Project,
) -> None:
    catalog.put(project.site, 3)
    long = "neural networks " * 40_000
    project.site.page(
        "/courses/s0/", catalog.subject_page(0).replace("part 0 of", f"{{{{ text }}}} {long}")
    )
    assert project.refresh().returncode == 0
    shown, listed = project.run("quarantine"), project.run("quarantine", "--format", "jsonl")
    assert "description holds no template" in shown.stdout and len(shown.stdout) < 2_000
    assert len(listed.stdout) > len(long) and listed.stderr == "1 row withheld\n"
    report = next(project.output.glob("runs/*/report/index.html")).read_text("utf-8")
    assert len(report) < 100_000
