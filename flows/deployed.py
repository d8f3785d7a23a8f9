"""The flow as Prefect deploys it: `prefect.yaml` and `courseatlas schedule` both name it."""

from pathlib import Path

from prefect import flow

from courseatlas.errors import AtlasError
from flows import notice
from flows.plan import make_plan
from flows.prefect_flow import build_flow


@flow(name="refresh-on-schedule")
def refresh_on_schedule(output: str = "output", sources: str | None = None) -> str:
    """A refresh of all sources of a folder (None: the project's own). Raises AtlasError, so that the flow run fails, where validation stopped the publication."""
    outcome = build_flow()(make_plan(Path(output), [], None, Path(sources) if sources else None, None, None, None))
    notice.send(outcome)
    if outcome.status == 6:
        raise AtlasError(f"{outcome.headline}; see {outcome.report}")
    return outcome.headline
