"""Prefect's settings for a refresh, and whether its API answers.

Importing this imports no Prefect.
"""

import os
import sys
from pathlib import Path

_DEFAULTS = {
    # a cold start of the ephemeral server takes longer than the default of 20 seconds
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
    # the progress of the crawls stands in the log of a flow run
    "PREFECT_LOGGING_EXTRA_LOGGERS": "courseatlas",
}


def configure_prefect(output: Path, logging_level: str = "WARNING") -> None:
    """Put Prefect's home under the output folder and turn its telemetry off.

    Call it before Prefect is imported: it reads its settings then. A setting of the environment
    stays.
    """
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", logging_level)
    home = Path(os.environ.setdefault("PREFECT_HOME", str(output / "prefect")))
    home.mkdir(parents=True, exist_ok=True)
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)


def prefect_answers() -> bool:
    """Whether Prefect's API answers or can be started; one line on standard error if not."""
    import httpx

    try:
        from prefect.client.orchestration import get_client

        with get_client(sync_client=True) as client:
            client.hello()
    except (httpx.HTTPError, RuntimeError, OSError, ImportError) as e:
        print(
            f"Prefect's API did not start ({type(e).__name__}: {e}); running without it",
            file=sys.stderr,
        )
        return False
    return True
