"""The rules of courses. Credits between 0 and 60, words, forms and types stand in the schema."""

from collections.abc import Iterator

from validation.gx.expectation import INFO, WARNING, ExpectationRule, row_rule
from validation.references import References
from validation.suites import prices, records, texts


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a course keeps besides its schema."""
    yield from records.rules("courses", references)
    yield from prices.rules()
    yield from records.dates("starts_on", "ends_on")
    yield from records.low_high("credits_min", "credits_max")
    yield from records.low_high("effort_hours_per_week_min", "effort_hours_per_week_max")
    yield texts.others(
        (
            "code",
            "subject",
            "department",
            "credits_text",
            "prerequisites_text",
            "corequisites_text",
            "duration_text",
            "price_text",
        )
    )
    yield row_rule(
        "a rating has a count",
        ("rating_count", "rating_value"),
        lambda rows: rows["rating_count"] > 0,
        WARNING,
        "a mean rating says how many ratings it is the mean of",
        "the page prints no count, or a sample rating of its template: see the page; "
        "without a count leave the rating out",
        where=lambda rows: rows["rating_value"].notna(),
    )
    yield row_rule(
        "credits have a unit",
        ("credit_unit", "credits_min"),
        lambda rows: rows["credit_unit"].notna(),
        INFO,
        "a number of credits names its unit",
        "name `credit_unit` under the source's defaults",
        where=lambda rows: rows["credits_min"].notna() | rows["credits_max"].notna(),
    )
