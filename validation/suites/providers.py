"""The rules of providers: their rows come from the sources' YAML, so a fault is one of a file."""

from collections.abc import Iterator

from validation.gx.expectation import CRITICAL, ExpectationRule, in_set
from validation.references import References
from validation.suites import texts
from validation.suites.codes import countries


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a provider keeps besides its schema."""
    yield in_set(
        "country is a country",
        "country",
        countries(),
        CRITICAL,
        "country is a code of ISO 3166-1",
        "correct `provider: country` in the source's YAML",
        required=True,
    )
    yield from texts.text("name")
