"""The tables that tell of a run: withheld rows, the health of sources, outcomes, ids."""

from courseatlas import words
from courseatlas.schema.column import COUNT, DAY, DOUBLE, STRING, TIME, Column, Table, required

QUARANTINE = Table(
    "quarantine",
    "One row per rule that a withheld row breaks.",
    (
        Column("id", STRING, "id of the row, where it has one"),
        required("source_id", STRING, "source of the row"),
        required("table", STRING, "the table that the row was meant for"),
        required(
            "origin",
            STRING,
            "`crawl` (a record of this run), `carried` (a row of the last release) or `related` "
            "(a row that relates two records)",
            words=words.QUARANTINE_ORIGIN,
        ),
        required("rule", STRING, "the rule that the row breaks"),
        required("severity", STRING, "severity of the rule", words=words.SEVERITY),
        required("detail", STRING, "what is wrong, in a sentence"),
        required("record", STRING, "the row as JSON"),
        Column("evidence_url", STRING, "the page that the row was read from"),
    ),
    key=("table", "id", "rule"),
)

SOURCE_HEALTH = Table(
    "source_health",
    "One row per source of the run.",
    (
        required("source_id", STRING, "the source"),
        required("run_id", STRING, "the run"),
        required("state", STRING, "state of the source after the run", words=words.SOURCE_STATE),
        *(
            required(name, COUNT, meaning, low=0)
            for name, meaning in (
                ("pages_requested", "URLs in the ledger"),
                ("pages_fetched", "responses received"),
                ("pages_not_modified", "answered 304"),
                ("pages_failed", "ended as `error`"),
                ("records_extracted", "records that the readers gave, by the ledger"),
                ("records_released", "records of this run that are rows of the release"),
                ("records_filtered", "not about AI/ML"),
                (
                    "records_quarantined",
                    "withheld: by a rule, by a gate of the source, or because a step "
                    "could not handle them",
                ),
                ("records_merged", "merged into another record with the same id"),
                ("records_carried", "rows kept from the previous release"),
                ("previous_released", "rows in the previous release"),
            )
        ),
        Column(
            "rows_supporting",
            COUNT,
            "rows of the release that are not about AI/ML and support a profile",
            low=0,
        ),
        Column("started_at", TIME, "when its crawl began"),
        Column("seconds", DOUBLE, "duration of its crawl, seconds", low=0),
        required("bytes", COUNT, "body bytes received", low=0),
        Column("message", STRING, "the reason for the state, in a sentence"),
    ),
    key=("source_id",),
)

RECORD_OUTCOMES = Table(
    "records",
    "One row per record that a crawl of the run gave, with its outcome. In Parquet only.",
    (
        required("source_id", STRING, "source of the record"),
        required("kind", STRING, "`program`, `course` or `event`"),
        required("key", STRING, "the catalog's own key, as read"),
        Column("id", STRING, "id of the record, where a step gave it one"),
        Column("title", STRING, "title as read"),
        required("evidence_url", STRING, "the page that the record was read from"),
        Column("page_position", COUNT, "1, 2, … within the records of that page", low=1),
        required("outcome", STRING, "what became of the record", words=words.RECORD_OUTCOME),
        required("step", STRING, "the step of the run in which the record ended"),
        Column("rule", STRING, "the rule that decided"),
        Column("detail", STRING, "the reason, in a sentence"),
        Column("merged_into", STRING, "id of the record that it was merged into"),
    ),
    key=("source_id", "evidence_url", "kind", "page_position"),
)

IDS = Table(
    "ids",
    "One row per id that a release ever held. In Parquet only.",
    (
        required("id", STRING, "the id"),
        required("first_seen", DAY, "first day on which a release held the row"),
        required("last_seen", DAY, "last day on which the source confirmed the row"),
        required("last_release", STRING, "version of the last release that held the row"),
    ),
    key=("id",),
)

ALIASES = Table(
    "aliases",
    "One row per other name of a row: the id that a new key, or the slug of an address, would give."
    " In Parquet only.",
    (
        required("alias", STRING, "the id that the name would give"),
        required("id", STRING, "the id that the row has"),
    ),
    key=("alias",),
)
