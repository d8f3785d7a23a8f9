"""All gates over one source."""

from dataclasses import replace

from courseatlas.sources import Source
from validation.gates.change import CHANGES
from validation.gates.facts import Facts
from validation.gates.finding import Finding
from validation.gates.floors import floors
from validation.gates.pages import pages_in_error


def findings(source: Source, now: Facts, before: Facts | None, accepted: bool) -> list[Finding]:
    """What the source did not pass, floors first. With a person's word (`accepted`) a change is told, and lets the rows pass.

    Without a last release there is nothing to compare with.
    """
    found = [*floors(source, now), *pages_in_error(source.id, now)]
    if before:
        found += [replace(one, lifted=accepted) for gate in CHANGES for one in gate(source.id, now, before)]
    return found
