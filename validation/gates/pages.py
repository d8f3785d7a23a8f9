"""Pages: a source most of whose pages were refused or could not be read has not been read."""

from collections.abc import Iterator

from courseatlas.findings import Finding, SourceStats
from validation.gates.finding import thresholds


def pages_in_error(source: str, now: SourceStats) -> Iterator[Finding]:
    """The share of pages in error, those that are gone (404, 410) left aside."""
    limit = thresholds()["pages_in_error"]
    whole, wrong = sum(now.pages.values()), now.pages_in_error
    if wrong >= limit["at_least"] and wrong > limit["share"] * whole:
        worst = max((name for name in now.pages if name.startswith("error:")), key=lambda name: now.pages[name])
        yield Finding(
            "pages in error",
            source,
            f"{wrong} of {whole} pages could not be read, most of them {worst}",
            f"see `courseatlas pages --source {source} --outcome error`",
        )
