"""Curation: the steps from records as read to the rows of a table, in their order."""

from pipelines.assign_codes import assign_codes
from pipelines.classify import classify
from pipelines.clean import clean
from pipelines.identify import identify
from pipelines.keep_ids import keep_ids
from pipelines.merge_duplicates import merge_duplicates, withhold_collisions
from pipelines.normalize import normalize
from pipelines.parse import parse
from pipelines.prefilter import prefilter
from pipelines.step import Step

# every record takes these steps: the wider catalog, with which programs are related, is made of
# them
IDENTIFICATION: tuple[Step, ...] = (normalize, identify, keep_ids)
# records about AI/ML take these steps too
CURATION: tuple[Step, ...] = (
    prefilter,
    clean,
    parse,
    withhold_collisions,
    merge_duplicates,
    classify,
    assign_codes,
)
