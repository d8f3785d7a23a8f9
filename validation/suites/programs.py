"""The rules of programs."""

from collections.abc import Iterator

from validation.gx.expectation import INFO, ExpectationRule, row_rule
from validation.references import References
from validation.suites import prices, records, texts


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a program keeps besides its schema."""
    yield from records.rules("programs", references)
    yield from prices.rules()
    yield from records.low_high("credits_total_min", "credits_total_max")
    yield texts.others(("award", "department", "college", "duration_text", "price_text"))
    yield row_rule(
        "credits have a unit",
        ("credit_unit", "credits_total_min"),
        lambda rows: rows["credit_unit"].notna(),
        INFO,
        "a number of credits names its unit",
        "name `credit_unit` under the source's defaults",
        where=lambda rows: rows["credits_total_min"].notna() | rows["credits_total_max"].notna(),
    )
