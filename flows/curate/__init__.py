"""Curate: from the records of the crawls to the record tables, with an outcome for each record that
does not reach them.

What depends on one source only is in `flows.curate.source`, and gives a shard; `flows.curate.join`
puts the shards of all sources together.
"""

from collections.abc import Sequence

from flows.crawl import Crawl
from flows.curate.join import CuratedTables, join
from flows.curate.source import CurationInputs, Shard, curate_source
from flows.runs import Run

__all__ = ["CuratedTables", "curate"]


def curate(run: Run, crawls: Sequence[Crawl]) -> CuratedTables:
    """The record tables of the crawls, whose order makes no difference."""
    return join(_shard(run, crawl) for crawl in crawls)


def _shard(run: Run, crawl: Crawl) -> Shard:
    known_ids = run.known_ids_of(crawl.source.id)
    inputs = CurationInputs(crawl.source, known_ids, run.plan.recommendations)
    return curate_source(crawl.records(), inputs)
