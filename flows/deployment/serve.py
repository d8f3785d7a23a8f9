"""`courseatlas schedule`: serve the deployment of the refresh flow on its cron schedule."""

import multiprocessing
import warnings
from pathlib import Path

from courseatlas.errors import AtlasError, ExitStatus, StorageError, UsageError
from courseatlas.locks import exclusive_lock
from flows.deployment.api import PrefectApi, PrefectUnusable, prefect_api
from flows.deployment.cron import Schedule, remembered
from flows.deployment.server import SERVER_NAME

_GRACE_SECONDS = 10.0


def serve(
    schedule: Schedule, output: Path, sources: Path | None = None, site: bool = False
) -> ExitStatus:
    """Serve the deployment until a signal interrupts it; returns the status of that.

    With `site`, each refresh builds the site of the release that it publishes.

    It is served on the API that Prefect's settings name, or on a loopback server that is started
    for it. Raises Busy where another process serves the output folder, StorageError where that
    cannot be written, and AtlasError where Prefect is not usable.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        remedy = "stop it first, or give another --output"
        lock = exclusive_lock(output / ".schedule.lock", remedy, "serves its schedule")
    except OSError as e:
        raise StorageError(
            f"{output}: {e.strerror}; give a folder that can be written with --output"
        ) from e
    try:
        with lock, prefect_api(output, logging_level="WARNING", with_scheduler=True) as api:
            _serve(api, schedule, output, sources, site)
    except PrefectUnusable as e:
        raise AtlasError(
            f"Prefect is not usable: {e}; correct that, or let cron or systemd run "
            "`courseatlas refresh`"
        ) from e
    print("stopped; nothing is scheduled any more")
    return ExitStatus.INTERRUPTED


def _serve(
    api: PrefectApi, schedule: Schedule, output: Path, sources: Path | None, site: bool
) -> None:
    from prefect.schedules import Cron

    from flows.deployment.killed_runs import close_killed_runs
    from flows.deployment.prefect_flow import refresh_flow

    close_killed_runs(output)
    try:
        timetable = Cron(schedule.cron, timezone=schedule.timezone)
    except ValueError as e:
        raise UsageError(f"--cron {schedule.cron!r}: Prefect takes no such expression ({e})") from e
    parameters = {
        "output": str(output),
        "sources_folder": str(sources.resolve()) if sources else None,
        "site": site,
    }
    print(f"serving refresh on {api.address}, cron {schedule}; stop with Ctrl-C", flush=True)
    with remembered(output, schedule):
        try:
            # Prefect forgets to await the end of its runner
            warnings.filterwarnings("ignore", "coroutine 'Runner.astop'", RuntimeWarning)
            refresh_flow.serve(name="weekly", schedule=timetable, parameters=parameters)
        except SystemExit as e:  # Prefect ends so on SIGTERM; on SIGINT and SIGHUP it returns
            if e.code:
                raise AtlasError(f"Prefect ended the schedule with status {e.code}") from e
        finally:
            _end_flow_runs()


def _end_flow_runs() -> None:
    """End the refresh under way; the next run resumes it.

    Its process would be waited for, and would ask for an API that is gone.
    """
    processes = [
        process for process in multiprocessing.active_children() if process.name != SERVER_NAME
    ]
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_GRACE_SECONDS)
        process.kill()
