"""All gates over one source."""

from dataclasses import replace

from courseatlas.findings import Finding, SourceStats
from courseatlas.sources import Source
from validation.gates.change import CHANGES, grown_rows
from validation.gates.floors import floors
from validation.gates.pages import pages_in_error


def findings(
    source: Source,
    stats: SourceStats,
    previous: SourceStats | None,
    accepted: bool,
    yaml_changed: bool = False,
) -> list[Finding]:
    """The gates that the source does not pass, floors first.

    Without a last release (`previous` is None) there is nothing to compare with. A person's word
    (`accepted`) lifts every change; a YAML that changed since the last release lifts growth, for a
    source may read more than it did.
    """
    not_passed = [*floors(source, stats), *pages_in_error(source.id, stats)]
    if previous is None:
        return not_passed
    for gate in CHANGES:
        for finding in gate(source.id, stats, previous):
            if accepted:
                not_passed.append(
                    replace(
                        finding, lifted=True, why_lifted="Published on a person's word (--accept)."
                    )
                )
            elif yaml_changed and gate is grown_rows:
                reason = "Published: the YAML of the source changed since the last release."
                not_passed.append(replace(finding, lifted=True, why_lifted=reason))
            else:
                not_passed.append(finding)
    return not_passed
