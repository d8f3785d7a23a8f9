"""Prefect's settings in the process of a test: those of the test, and none afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from flows.deployment import api


@contextmanager
def prefect_settings(home: str) -> Iterator[None]:
    """Let Prefect read only what is set within the block, and what was set before afterwards.

    Prefect is imported while nothing is broken.
    """
    before = {name: value for name, value in os.environ.items() if _is_prefects(name)}
    try:
        # Prefect sets its loggers up once, when it is imported
        _replace({"PREFECT_HOME": home, "PREFECT_LOGGING_LEVEL": "CRITICAL"})
        api.read_environment()
        _replace({})
        yield
    finally:
        _replace({"PREFECT_HOME": home, "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore"})
        api.read_environment()
        _replace(before)


def _replace(settings: dict[str, str]) -> None:
    for name in [name for name in os.environ if _is_prefects(name)]:
        del os.environ[name]
    os.environ.update(settings)


def _is_prefects(name: str) -> bool:
    return name.startswith("PREFECT_")
