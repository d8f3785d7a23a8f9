"""The command line. `courseatlas COMMAND --help` shows an example of each."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from courseatlas.errors import AtlasError, Interrupted, UsageError
from flows import commands


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{self.prog}: {message}; see {self.prog} --help")


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command; each sets `run`, a function of the parsed arguments that returns the exit status."""
    parser = _Parser(
        prog="courseatlas", description="Scrapes catalogs for AI/ML programs and courses, validates them and publishes a dataset."
    )
    parser.add_argument("--debug", action="store_true", help="show a traceback with an error")
    known = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help: str, example: str, run) -> argparse.ArgumentParser:
        added = known.add_parser(
            name,
            help=help,
            description=help,
            epilog=f"example: courseatlas {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run)
        return added

    one = command("refresh", "crawl, curate, validate and publish", "refresh --replay sample --output output", commands.refresh)
    one.add_argument("--source", action="append", default=[], metavar="ID", help="only this source (may be given again)")
    one.add_argument("--replay", metavar="ARCHIVE", help="read a folder of archived pages, or the word `sample`, in place of the sites")
    one.add_argument("--sources", type=Path, metavar="DIR", help="folder of source files")
    one.add_argument("--max-pages", type=_positive, metavar="N", help="pages a source at most")
    one.add_argument("--max-seconds", type=_positive, metavar="N", help="seconds a source at most")
    one.add_argument("--now", metavar="ISO8601", help="the time that dates the release (default: the clock)")
    one.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ID",
        help="a person's word that this source's large change is right (may be given again)",
    )
    one.add_argument("--plan", action="store_true", help="only show what would be fetched and how long it would take")
    one.add_argument("--no-prefect", action="store_true", help="run without the Prefect flow")
    _output(one)
    one = command(
        "extract",
        "the records of one saved page, as JSON Lines",
        "extract page.html --url https://catalog.example.edu/cs/",
        commands.extract,
    )
    one.add_argument("file", metavar="FILE", help=".html, .json or .xml, also gzipped; - is standard input")
    one.add_argument("--url", help="where the page came from")
    one.add_argument("--source", metavar="ID", help="read it as a page of this source")
    one.add_argument("--platform", metavar="NAME", help="read it as a page of this platform")
    one.add_argument("--content-type", metavar="TYPE")
    one = command(
        "classify",
        "a CSV with the AI/ML relevance of each row added",
        "classify courses.csv --description summary > judged.csv",
        commands.classify,
    )
    one.add_argument("file", metavar="FILE.csv")
    one.add_argument("--title", default="title", metavar="COLUMN")
    one.add_argument("--description", metavar="COLUMN")
    one.add_argument("--explain", action="store_true", help="add what each term weighed, and which did not count and why")
    one = command(
        "match",
        "pairs of rows of two CSV files that describe the same course or program",
        "match mine.csv output/latest/courses.csv > pairs.csv",
        commands.match,
    )
    one.add_argument("a", metavar="A.csv")
    one.add_argument("b", metavar="B.csv")
    one.add_argument("--title", default="title", metavar="COLUMN", help="default: title; must be in both files, as every column named")
    for name in ("provider", "code", "description"):
        one.add_argument(f"--{name}", metavar="COLUMN", help=f"default: {name}, where there is one")
    one = command("sources", "the registry of sources", "sources check", commands.sources)
    one.add_argument("action", choices=["list", "show", "check"])
    one.add_argument("id", nargs="?", metavar="ID")
    one.add_argument("--sources", type=Path, metavar="DIR")
    _output(one)
    _output(command("status", "each source, the last run, the last release", "status", _late("status")))
    one = command(
        "pages",
        "the ledger: each URL and its outcome; pages show URL: one archived page with its headers",
        "pages --outcome error --format jsonl",
        _late("pages"),
    )
    one.add_argument("what", nargs="*", metavar="show URL")
    one.add_argument("--body", action="store_true", help="show: the page alone, for `courseatlas extract -`")
    one.add_argument("--run", dest="run_id", metavar="ID")
    one.add_argument("--source", metavar="ID")
    one.add_argument("--outcome", metavar="O")
    one.add_argument("--format", choices=["table", "jsonl"], default="table")
    _output(one)
    one = command(
        "quarantine", "the rows withheld, each with rule, sentence and evidence", "quarantine --source northeastern", _late("quarantine")
    )
    one.add_argument("--run", dest="run_id", metavar="ID")
    one.add_argument("--source", metavar="ID")
    one.add_argument("--format", choices=["table", "jsonl"], default="table")
    _output(one)
    one = command(
        "replay",
        "read a source's archived pages again, without the network, and show what would change",
        "replay --source northeastern",
        commands.replay,
    )
    one.add_argument("--source", required=True, metavar="ID")
    one.add_argument("--publish", action="store_true", help="publish what changes")
    one.add_argument("--sources", type=Path, metavar="DIR", help="folder of source files")
    _output(one)
    one = command("releases", "list, diff A B, or verify [VERSION]", "releases verify latest", commands.releases)
    one.add_argument("action", choices=["list", "diff", "verify"])
    one.add_argument("versions", nargs="*", metavar="VERSION")
    one.add_argument("--csv", type=Path, metavar="FILE", help="diff: write the rows of the difference there too")
    _output(one)
    one = command("report", "path of a run's report", "report --open", _late("report"))
    one.add_argument("run_id", nargs="?", metavar="RUN")
    one.add_argument("--open", action="store_true", help="open it in a browser")
    _output(one)
    one = command("schedule", "serve the Prefect deployment of the refresh flow", 'schedule --cron "0 5 * * 1"', commands.schedule)
    one.add_argument("--cron", default="0 5 * * 1", help="when, UTC (default: Mondays at five)")
    one.add_argument("--sources", type=Path, metavar="DIR", help="folder of source files")
    _output(one)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status; an error is one line on standard error."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    debug = "--debug" in (sys.argv[1:] if argv is None else argv)
    try:
        arguments = build_parser().parse_args(argv)
        return arguments.run(arguments)
    except AtlasError as e:
        if debug:
            raise
        print(f"error: {e}", file=sys.stderr)
        return e.status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as e:
        if debug:
            raise
        print(
            f"error: {type(e).__name__}: {e}; this is a fault of the program: run it again with --debug and report what it prints",
            file=sys.stderr,
        )
        return 1


def _late(name: str) -> Callable[[argparse.Namespace], int]:
    """A command that reads what a run left; its imports are for it alone."""

    def run(arguments: argparse.Namespace) -> int:
        from flows import looking

        return getattr(looking, name)(arguments)

    return run


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise Interrupted(f"stopped by {signal.Signals(number).name}; what was fetched is kept, the same command resumes")


def _positive(value: str) -> int:
    if not value.isdigit() or not int(value):
        raise argparse.ArgumentTypeError(f"{value} is no number above 0")
    return int(value)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="folder of runs and releases (default: output)")


if __name__ == "__main__":
    sys.exit(main())
