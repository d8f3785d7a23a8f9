"""Errors with a message for the person who reads it, and the exit status in which each one ends."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """The exit statuses of the command line."""

    OK = 0  # published, or nothing to do
    FAILED = 1
    USAGE = 2
    STORAGE = 3
    INVALID_FILE = 4
    BUSY = 5
    NOT_PUBLISHED = 6  # validation stopped the publication
    PARTLY_FAILED = 7  # published, but a source failed or its rows were carried forward
    INTERRUPTED = 8
    DAMAGED_RELEASE = 9


class AtlasError(Exception):
    """An error that a person can correct. The message says what happened, where, and what to do."""

    status = ExitStatus.FAILED


class UsageError(AtlasError):
    """The command was called with wrong arguments."""

    status = ExitStatus.USAGE


class StorageError(AtlasError):
    """The disk is full or not writable, or failed to read; the last release is untouched."""

    status = ExitStatus.STORAGE


class InvalidFile(AtlasError):
    """A source, profile or setting is invalid; the message names file, line, field and remedy."""

    status = ExitStatus.INVALID_FILE


class Busy(AtlasError):
    """Another process works on the same output folder, or serves its schedule."""

    status = ExitStatus.BUSY


class Interrupted(KeyboardInterrupt):
    """SIGINT, SIGTERM or SIGHUP arrived; the state is consistent, and the same command resumes.

    It is no Exception: whoever handles every error, of a record or of a library, must not take
    a signal for one.
    """

    status = ExitStatus.INTERRUPTED


class DamagedRelease(AtlasError):
    """A file of a release is not what its manifest says.

    `problem` is the message without the file and the remedy.
    """

    status = ExitStatus.DAMAGED_RELEASE

    def __init__(self, message: str, problem: str = ""):
        super().__init__(message)
        self.problem = problem


class TableError(AtlasError):
    """A table is not what the schema declares."""
