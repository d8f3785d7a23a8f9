"""Prefect's settings for a refresh and for a schedule.

Importing this imports no Prefect.
"""

import os
from pathlib import Path

_DEFAULTS = {
    # a server that creates its database takes longer than the default of 20 seconds
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
    # the progress of the crawls stands in the log of a flow run
    "PREFECT_LOGGING_EXTRA_LOGGERS": "courseatlas",
    # a thread of the refresh is in no flow run: Prefect warns of each line that it logs
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # by default a request to an API that does not answer ends after seven minutes
    "PREFECT_API_REQUEST_TIMEOUT": "10",
    "PREFECT_CLIENT_MAX_RETRIES": "1",
}


def configure_prefect(output: Path, logging_level: str) -> None:
    """Put Prefect's home under the output folder and turn its telemetry off.

    Call it before Prefect is imported: it reads its settings then. A setting of the environment
    stays.
    """
    levels = {
        "PREFECT_LOGGING_LEVEL": logging_level,
        "PREFECT_LOGGING_INTERNAL_LEVEL": logging_level,
    }
    home = {"PREFECT_HOME": str((output / "prefect").absolute())}
    for name, value in (_DEFAULTS | levels | home).items():
        os.environ.setdefault(name, value)
