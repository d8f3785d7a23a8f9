"""`courseatlas why`: what became of a record or a page."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import ExampleCommand, output_option, run_option

if TYPE_CHECKING:
    from courseatlas.why import Explanations, RunFiles

_MOST_CANDIDATES = 20


@click.command(cls=ExampleCommand, example="why latin")
@click.argument("words", nargs=-1, required=True, metavar="ID|TITLE|URL")
@run_option
@output_option
def command(words: tuple[str, ...], run_id: str | None, output: Path) -> int:
    """Tell what became of a record: its page, what each step made of it, and what to do.

    A record is named by its id or by words of its title; for the address of a page, tell its
    outcome and what became of its records. Words that match several records give a short list.
    """
    from cli.chosen_run import find_run
    from courseatlas.errors import AtlasError, UsageError
    from courseatlas.text import printable
    from courseatlas.why import answer

    question = " ".join(words).strip()
    if not question:
        raise UsageError("why: the question is empty; give an id, words of a title, or an address")
    files = _run_files(output, run_id)
    explanations = answer(question, files, output)
    if not explanations.explained and not explanations.candidates:
        find_run(output, run_id)  # no run at all is said as by the other commands
        run = f"run {run_id}" if run_id else "the last run"
        raise AtlasError(
            f"{question}: neither {run} nor a release of {output} has such a record or page; give "
            "an id, words of a title, or an address that `courseatlas pages` lists, or ask an "
            "earlier run with --run"
        )
    print(printable("\n".join(_lines(explanations))))
    if len(explanations.candidates) > _MOST_CANDIDATES:
        more = len(explanations.candidates) - _MOST_CANDIDATES
        print(f"and {more} more; give more words, or an id", file=sys.stderr)
    return 0


def _run_files(output: Path, run_id: str | None) -> "RunFiles | None":
    """The files of the run that is named, else of the last run that left its outcomes.

    Where no run of the folder did, a release may: it keeps the outcomes of its run.
    """
    from cli.chosen_run import find_run
    from courseatlas.errors import AtlasError
    from courseatlas.releases import all_releases
    from courseatlas.why import read_release_files
    from flows.run_files import STEPS, read_run_files
    from flows.runs import all_runs

    if run_id is not None:
        run = find_run(output, run_id)
        files = read_run_files(output / "runs" / run["id"])
        if files is None:
            raise AtlasError(
                f"{output / 'runs' / run['id']}: the run left no outcomes; it did not come to its "
                "end, or an older version made it"
            )
        return files
    folders = [output / "runs" / run["id"] for run in reversed(all_runs(output))]
    of_runs = (read_run_files(folder) for folder in folders)
    of_releases = (read_release_files(release, STEPS) for release in reversed(all_releases(output)))
    return next((files for files in chain(of_runs, of_releases) if files), None)


def _lines(explanations: "Explanations") -> Iterator[str]:
    for number, explanation in enumerate(explanations.explained):
        if number:
            yield ""
        yield explanation.heading
        width = max(len(name) for name, _ in explanation.lines)
        for name, sentence in explanation.lines:
            yield f"  {name.replace('_', ' '):<{width}}  {sentence}"
    for candidate in explanations.candidates[:_MOST_CANDIDATES]:
        yield f"{candidate.name}  {candidate.title}: {candidate.outcome}"
