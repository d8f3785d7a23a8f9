"""Curate: from the records of the crawls to the record tables, with an outcome for each record that
does not reach them.

What depends on one source only is in `flows.curate.records`, and gives a shard beside the crawl,
made by the processes of `flows.curate.processes` while other crawls run. `flows.curate.join` puts
the shards of all sources together.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from courseatlas.sources import Source
from flows.crawl import Crawl
from flows.curate.join import CuratedTables, join
from flows.curate.processes import Curators
from flows.curate.records import CurationInputs, curate_records
from flows.curate.shard_files import read_shard
from flows.runs import Run

__all__ = ["CuratedTables", "curate", "curate_beside"]


def curate_beside(run: Run, crawl: Crawl, curators: Curators) -> Crawl:
    """Curate the records of a crawl that has ended, while others run.

    Returns the crawl; it has failed where its records cannot be curated. One that has failed, as
    all do when the run is interrupted, is left to the publisher. Raises StorageError.
    """
    if crawl.failure:
        return crawl
    problem = curators.curate(crawl.folder, _inputs(run, crawl.source))
    return replace(crawl, failure=problem, is_curated=False) if problem else crawl


def curate(run: Run, crawls: Sequence[Crawl]) -> CuratedTables:
    """The record tables of the crawls, whose order makes no difference.

    The crawls that have no shard, or a damaged one, or one of other results, are curated here.
    """
    curated = [crawl for crawl in crawls if crawl.is_curated]
    shards = [read_shard(crawl.folder, _inputs(run, crawl.source)) for crawl in curated]
    left = [crawl for crawl, shard in zip(curated, shards, strict=True) if shard is None]
    records = chain.from_iterable(crawl.records() for crawl in left)
    sources = {crawl.source.id: crawl.source for crawl in left}
    inputs = CurationInputs(sources, run.known_ids, run.plan.recommendations)
    return join([*filter(None, shards), curate_records(records, inputs)])


def _inputs(run: Run, source: Source) -> CurationInputs:
    known_ids = run.known_ids_of(source.id)
    return CurationInputs({source.id: source}, known_ids, run.plan.recommendations)
