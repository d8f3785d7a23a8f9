"""The rules of events."""

from collections.abc import Iterator

from validation.gx.expectation import ExpectationRule
from validation.references import References
from validation.suites import records, texts


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that an event keeps besides its schema."""
    yield from records.rules("events", references)
    yield from records.dates("starts_on", "ends_on")
    yield texts.others(("place", "organizer", "deadlines_text", "parent_event"))
