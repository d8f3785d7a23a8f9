"""The last good crawl of a source: what the gates of later runs compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from courseatlas.findings import SourceStats
from courseatlas.profiles import Recommendation
from courseatlas.releases import Release
from courseatlas.sources import Source
from flows.runs import Run
from spiders import platforms
from spiders.imports import source_digest
from validation.gates.source_stats import previous_stats


@dataclass(frozen=True)
class GoodCrawl:
    """A crawl that passed its gates: its numbers, its run, and by which reader and YAML it was
    read.

    The digests are None where the release was made before manifests kept them.
    """

    stats: SourceStats
    run_id: str
    reader_sha256: str | None
    yaml_sha256: str | None

    def as_manifest(self) -> dict[str, Any]:
        """What the manifest of a release keeps of it, beside the source's rows."""
        return {
            "facts": self.stats.as_manifest(),
            "crawl_run": self.run_id,
            "reader_sha256": self.reader_sha256,
            "crawl_yaml_sha256": self.yaml_sha256,
        }


def good_crawl_of(source: Source, run: Run, stats: SourceStats) -> GoodCrawl:
    """The crawl of this run, as a later run will know it if it passes its gates."""
    digest = reader_digest(source.platform, run.plan.recommendations)
    return GoodCrawl(stats, run.id, digest, source.digest)


def reader_digest(platform: str, recommendations: Sequence[Recommendation]) -> str:
    """SHA-256 of all that decides which rows a page gives.

    That is its platform, what is about AI/ML, and what the profiles recommend beside it. Raises
    KeyError for an unknown platform.
    """
    rules = [[recommendation.match for recommendation in recommendations]]
    parts = f"{platforms.digest(platform)}{_relevance_digest()}{rules}"
    return sha256(parts.encode()).hexdigest()


@cache
def _relevance_digest() -> str:
    modules = ("courseatlas.relevance", "courseatlas.vocabulary")
    return "".join(source_digest(module) for module in modules)


def previous_good_crawl(release: Release | None, source_id: str) -> GoodCrawl | None:
    """The last good crawl of a source, from a release; None where the release has no row of it."""
    if release is None:
        return None
    manifest = release.manifest
    stats = previous_stats(manifest, source_id, release.titles_by_source.get(source_id, {}))
    if stats is None:
        return None
    kept = manifest["sources"][source_id]
    return GoodCrawl(
        stats,
        kept.get("crawl_run") or manifest["run_id"],
        kept.get("reader_sha256"),
        kept.get("crawl_yaml_sha256") or kept.get("yaml_sha256"),
    )
