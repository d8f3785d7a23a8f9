"""Errors with a message for the person who reads it, and the exit status each one ends in."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """How a command ends (docs/operating.md)."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    STORAGE = 3
    INVALID_FILE = 4
    BUSY = 5
    STOPPED = 6
    SOURCE_FAILED = 7
    INTERRUPTED = 8
    DAMAGED_RELEASE = 9


class AtlasError(Exception):
    """Something a person can mend. The message says what happened, where, and what to do."""

    status = 1


class UsageError(AtlasError):
    """The command was called wrongly."""

    status = 2


class StorageError(AtlasError):
    """Disk full, not writable, I/O error; the last release is untouched."""

    status = 3


class InvalidFile(AtlasError):
    """A source, profile or setting is invalid: names file, line, field and remedy."""

    status = 4


class Busy(AtlasError):
    """Another refresh is running on this output folder."""

    status = 5


class Interrupted(AtlasError):
    """SIGINT or SIGTERM: state is consistent, the same command resumes."""

    status = 8


class DamagedRelease(AtlasError):
    """A file of a release is not what its manifest says."""

    status = 9


class TableError(AtlasError):
    """A table that is not what the schema declares."""
