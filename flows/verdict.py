"""The verdict: what a run may publish and how it ends, decided once when everything is known."""

from collections.abc import Mapping
from dataclasses import dataclass

from courseatlas.errors import ExitStatus
from courseatlas.findings import StopReason
from flows.assemble import AssembledTables
from flows.hold import Hold, hold_of
from flows.runs import Run
from flows.validate import ValidatedTables
from flows.validate.balance import Balance


@dataclass(frozen=True)
class Verdict:
    """How a run ends.

    `version` is the release that it publishes, None where it publishes none. `hold` is what a
    rollback left: the run would publish, and does not. `holds_pages` says that pages were not asked
    for, so that their rows are those of before.
    """

    stopped: StopReason | None
    failures: Mapping[str, str]
    version: str | None
    previous_version: str | None
    is_rehearsal: bool
    holds_pages: bool = False
    books_balance: bool = True
    hold: Hold | None = None

    @property
    def status(self) -> ExitStatus:
        """The exit status of the command."""
        if self.stopped:
            return ExitStatus.NOT_PUBLISHED
        is_partial = self.failures or self.holds_pages or self.hold
        return ExitStatus.PARTLY_FAILED if is_partial else ExitStatus.OK

    @property
    def state(self) -> str:
        """The state of the run in run.json: stopped, rehearsed, held, published or nothing_new."""
        if self.stopped:
            return "stopped"
        if self.is_rehearsal:
            return "rehearsed"
        if self.hold:
            return "held"
        return "published" if self.version else "nothing_new"

    @property
    def headline(self) -> str:
        """How the run ends, in a line."""
        if self.stopped:
            return f"nothing was published: {self.stopped}"
        if self.is_rehearsal:
            return "nothing was published: this was a rehearsal"
        if self.hold:
            return f"nothing was published: {self.hold}"
        if self.version:
            return f"published {self.version}"
        return f"nothing new: {self.previous_version or 'no release'} still stands"


def decide(
    run: Run,
    validated: ValidatedTables,
    assembled: AssembledTables,
    balance: Balance,
    version: str | None,
) -> Verdict:
    """The verdict of a run.

    `version` is the version of its release if anything is new, else None.
    """
    reasons = list(validated.stop_reasons)
    if balance.problem:
        reasons.append(StopReason(balance.problem))
    reasons += assembled.stop_reasons
    hold = hold_of(run.plan.output) if run.plan.publish else None
    publishes = run.plan.publish and not reasons and not hold
    return Verdict(
        stopped=reasons[0] if reasons else None,
        failures=validated.failures,
        version=version if publishes else None,
        previous_version=run.previous.version if run.previous else None,
        is_rehearsal=not run.plan.publish,
        holds_pages=any(validated.held_pages.values()),
        books_balance=balance.problem is None,
        hold=hold,
    )
