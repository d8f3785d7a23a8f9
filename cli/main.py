"""The `courseatlas` program: runs a command and turns its errors into one line and a status.

It imports almost nothing before it can be stopped: whatever is imported first is time in which a
signal ends the process by Python's default.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from cli.signals import stop_signals
from courseatlas.errors import AtlasError, ExitStatus, Interrupted


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; an error is one line on standard error.

    `argv` are the arguments after the program's name, by default those of the process. SIGINT,
    SIGTERM and SIGHUP end a command with status 8. Once the status is known they are ignored if
    the process is the command's own, so that the process ends with that status.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        with stop_signals(ignored_afterwards=argv is None):
            return _run(arguments)
    except Interrupted as e:
        return _fail(str(e), e.status)


def _run(arguments: list[str]) -> int:
    import gc

    from cli.group import run

    # imports and rows are objects by the million that stay to the end: searching them for reference
    # cycles each 700 new objects, as Python does by default, takes a tenth of a refresh
    gc.set_threshold(50_000)
    try:
        status = run(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader of standard output went away, as `head` does
        _drop_output()
        return ExitStatus.OK
    except AtlasError as e:
        if "--debug" in arguments:
            raise
        return _fail(str(e), e.status)
    except Exception as e:
        from courseatlas.files import is_storage_error, storage_problem

        if "--debug" in arguments:
            raise
        if isinstance(e, OSError) and is_storage_error(e):
            if e.filename is None:
                _drop_output()
            return _fail(storage_problem(e, Path("standard output")), ExitStatus.STORAGE)
        remedy = (
            "this is a fault of the program: run `courseatlas --debug` with the same command "
            "and report what it prints"
        )
        return _fail(f"{type(e).__name__}: {e}; {remedy}", ExitStatus.FAILED)


def _drop_output() -> None:
    """Let what standard output still holds go nowhere: Python would complain when it flushes."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, status: ExitStatus) -> int:
    print(f"error: {message}", file=sys.stderr)
    return status
