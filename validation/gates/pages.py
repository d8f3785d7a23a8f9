"""Pages: a source most of whose pages were refused or could not be read has not been read."""

from collections.abc import Iterator

from courseatlas.findings import Finding, SourceStats
from validation.gates.thresholds import thresholds


def pages_in_error(source_id: str, stats: SourceStats) -> Iterator[Finding]:
    """Too large a share of pages in error, those that are gone (404, 410) left aside."""
    limit = thresholds().pages_in_error
    pages, errors = sum(stats.pages.values()), stats.pages_in_error
    if errors >= limit.at_least and errors > limit.share * pages:
        codes = [outcome for outcome in stats.pages if outcome.startswith("error:")]
        most_frequent = max(codes, key=lambda outcome: stats.pages[outcome])
        yield Finding(
            "pages in error",
            source_id,
            f"{errors} of {pages} pages could not be read, most of them {most_frequent}",
            f"see `courseatlas pages --source {source_id} --outcome error`",
        )
