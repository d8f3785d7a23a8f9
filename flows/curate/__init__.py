"""Curate: from the records of the crawls to the record tables, with an outcome for each record that
does not reach them.

What depends on one source only is in `flows.curate.source`, and gives a shard beside the crawl,
made by the processes of `flows.curate.processes` while other crawls run. `flows.curate.join` puts
the shards of all sources together.
"""

from collections.abc import Sequence
from dataclasses import replace

from courseatlas.sources import Source
from flows.crawl import Crawl
from flows.curate.join import CuratedTables, join
from flows.curate.processes import Curators
from flows.curate.shard_files import make_shard
from flows.curate.source import CurationInputs, Shard, empty_shard
from flows.runs import Run

__all__ = ["CuratedTables", "curate", "curate_beside"]


def curate_beside(run: Run, crawl: Crawl, curators: Curators) -> Crawl:
    """Curate the records of a crawl that has ended, while others run.

    Returns the crawl; it has failed where its records cannot be curated. Raises StorageError.
    """
    problem = curators.curate(crawl.folder, _inputs(run, crawl.source))
    return replace(crawl, failure=problem, is_curated=False) if problem else crawl


def curate(run: Run, crawls: Sequence[Crawl]) -> CuratedTables:
    """The record tables of the crawls, whose order makes no difference.

    The shard of a crawl that has none, or a damaged one, or one of other results, is made here.
    """
    return join(_shard(run, crawl) for crawl in crawls)


def _shard(run: Run, crawl: Crawl) -> Shard:
    if not crawl.is_curated:
        return empty_shard(crawl.source.id)
    return make_shard(crawl.folder, _inputs(run, crawl.source)).read()


def _inputs(run: Run, source: Source) -> CurationInputs:
    return CurationInputs(source, run.known_ids_of(source.id), run.plan.recommendations)
