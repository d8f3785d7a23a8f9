"""The refresh as a Prefect flow: a task per source with retries, the summary as an artifact. Nothing depends on Prefect being up."""

import os
import sys
from pathlib import Path

from courseatlas.sources import Source
from flows.outcome import Outcome
from flows.plan import Plan
from flows.refresh import refresh as run_plainly
from flows.runs import Run
from flows.supervisor import Crawl, crawl_source

_DEFAULTS = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "60",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
}


def configure(output: Path) -> None:
    """Prefect's home goes under the output folder, its telemetry stays off. To be called before Prefect is imported."""
    home = Path(os.environ.setdefault("PREFECT_HOME", str(output / "prefect")))
    home.mkdir(parents=True, exist_ok=True)
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)


def run_through_prefect(plan: Plan) -> Outcome:
    """The refresh through the flow; where Prefect's API cannot start, one line says so and the same function runs without it."""
    configure(plan.output)
    import httpx

    try:
        from prefect.client.orchestration import get_client

        with get_client(sync_client=True) as client:
            client.hello()
    except (httpx.HTTPError, RuntimeError, OSError, ImportError) as e:
        print(f"Prefect's API did not start ({type(e).__name__}: {e}); running without it", file=sys.stderr)
        return run_plainly(plan)
    return build_flow()(plan)


def build_flow():
    """The Prefect flow over a Plan. Built late: importing Prefect takes seconds."""
    from prefect import flow, task
    from prefect.artifacts import create_markdown_artifact
    from prefect.cache_policies import NO_CACHE

    crawl = task(
        crawl_source,
        name="crawl",
        task_run_name="crawl-{source.id}",
        retries=1,
        retry_delay_seconds=10,
        persist_result=False,
        cache_policy=NO_CACHE,
    )

    def crawl_all(sources: list[Source], plan: Plan, run: Run) -> list[Crawl]:
        futures = [crawl.submit(source, plan, run) for source in sources]
        return [future.result() for future in futures]

    @flow(name="refresh", validate_parameters=False, persist_result=False, task_runner=_two_at_a_time())
    def refresh(plan: Plan) -> Outcome:
        outcome = run_plainly(plan, crawl_all)
        create_markdown_artifact(
            "\n".join([f"**{outcome.headline}**", "```", *outcome.lines, "```"]), key="refresh-summary", description=outcome.run.id
        )
        return outcome

    return refresh


def _two_at_a_time():
    from prefect.task_runners import ThreadPoolTaskRunner

    return ThreadPoolTaskRunner(max_workers=2)
