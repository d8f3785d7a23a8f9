"""Whether Prefect is usable, decided in one place: its settings, its API, a server of our own."""

import io
import json
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path

from flows.deployment.server import PrefectServer, ServerFailed
from flows.deployment.settings import configure_prefect
from flows.deployment.time_limit import TimeLimitReached, time_limit

_API_SECONDS = 10.0  # an API that runs elsewhere answers at once, or is not waited for
_OWN_API_SECONDS = 20.0  # our server shares the machine with the crawls

# where httpx and pydantic say that their web sites know more
_ADVICE = re.compile(r"\W*For (?:more|further) information\b.*$")


class PrefectUnusable(Exception):
    """Prefect cannot be used now; the message says in one line what is wrong."""


@dataclass(frozen=True)
class PrefectApi:
    """An API that answers, and how many seconds it may stay silent."""

    address: str
    patience_seconds: float


@contextmanager
def prefect_api(
    output: Path, *, logging_level: str, with_scheduler: bool = False
) -> Iterator[PrefectApi]:
    """The API that Prefect's settings name, or that of a server which runs within the block.

    PREFECT_API_URL is set within the block. `with_scheduler` asks for a server that plans the runs
    of deployments. Raises PrefectUnusable on entering the block, whatever is wrong with Prefect.
    """
    configure_prefect(output, logging_level)
    address, may_start = _settings()
    if address is not None:
        _check(address)
        yield PrefectApi(address, _API_SECONDS)
        return
    if not may_start:
        raise PrefectUnusable("no PREFECT_API_URL is set, and a server of our own is not allowed")
    with _own_server(with_scheduler) as api:
        yield api


def one_line(error: BaseException) -> str:
    """An error in one line of a message."""
    if isinstance(error, json.JSONDecodeError):
        return "what it answers is not JSON"
    text = _ADVICE.sub("", " ".join(str(error).split()))
    return f"{type(error).__name__}: {text}"[:300] if text else type(error).__name__


def _settings() -> tuple[str | None, bool]:
    """The address of the API that is configured, and whether a server may be started otherwise.

    The environment may have changed since Prefect was imported: its settings are read again.
    """
    try:
        read_environment()
        from prefect.settings import PREFECT_API_URL, PREFECT_SERVER_EPHEMERAL_ENABLED

        return PREFECT_API_URL.value(), bool(PREFECT_SERVER_EPHEMERAL_ENABLED.value())
    except (Exception, SystemExit) as e:  # whatever a broken setting makes of an import
        raise PrefectUnusable(f"its settings are refused ({one_line(e)})") from e


def read_environment() -> None:
    """Let Prefect read its settings anew; what it prints about them says nothing that we do not."""
    with warnings.catch_warnings(), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        from prefect.context import refresh_global_settings_context

        refresh_global_settings_context()


def _check(address: str) -> None:
    """Raises PrefectUnusable unless a Prefect API of our version answers at the address."""
    from prefect.client.orchestration import get_client

    try:
        with time_limit(_API_SECONDS), get_client(sync_client=True) as client:
            health = client.api_healthcheck()
            if health is not None:
                raise health
            client.raise_for_api_version_mismatch()
    except TimeLimitReached as e:
        raise PrefectUnusable(f"{address} did not answer within {_API_SECONDS:g} s") from e
    except Exception as e:  # whatever answers there, it is no API that can be used
        cause = one_line(e.__cause__ or e)
        raise PrefectUnusable(f"{address} is no API that can be used ({cause})") from e


@contextmanager
def _own_server(with_scheduler: bool) -> Iterator[PrefectApi]:
    from prefect.settings import PREFECT_HOME, PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS

    home = Path(PREFECT_HOME.value())
    try:
        home.mkdir(parents=True, exist_ok=True)
        server = PrefectServer(home / "server.log", with_scheduler)
    except OSError as e:
        raise PrefectUnusable(f"its home {home} cannot be written ({e.strerror})") from e
    try:
        server.wait(PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS.value())
        os.environ["PREFECT_API_URL"] = server.address
        read_environment()
        yield PrefectApi(server.address, _OWN_API_SECONDS)
    except ServerFailed as e:
        raise PrefectUnusable(str(e)) from e
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        server.stop()
